package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.homeexporter.demo.LuxtronikFirmware;
import io.github.homeexporter.demo.SimulatedLuxtronik;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as people meet it: in a browser, served by the packaged program. */
@Timeout(180)
class StatusPageIT {
    private static final int DEMO_DEVICES = 10;
    private static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);

    @TempDir
    static Path demoDirectory;

    @TempDir
    Path directory;

    private static Browser browser;
    private static RunningProgram demo;

    @BeforeAll
    static void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        browser = Browser.open();
        demo = RunningProgram.start(demoDirectory, Map.of(), "--demo");
        await().atMost(Duration.ofSeconds(60)).until(() -> demo.get("/healthz").contains("\"status\":\"healthy\""));
    }

    @AfterEach
    void leave() {
        assertThat(browser.complaints()).isEmpty();
        browser.closeTabs();
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void the_demo_shows_every_device_and_values_that_move() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT);
        assertThat(devices(page)).hasCount(DEMO_DEVICES);
        assertThat(page.locator("#summary")).hasText("All " + DEMO_DEVICES + " devices are up");
        assertThat(device(page, "Washing machine")).containsText("up for");
        assertThat(device(page, "Washing machine")).containsText(Pattern.compile("\\d+ s ago"));

        page.getByLabel("Search", EXACTLY).fill("aussentemperatur");
        Locator outside = series(page, "aussentemperatur_C");
        assertThat(outside).containsText(Pattern.compile("-?\\d+(\\.\\d+)?\u00a0°C"));
        page.getByLabel("Search", EXACTLY).fill("current_consumption washing");
        Locator power =
                series(page, Pattern.compile("^current_consumption\\s*alias")).first();
        String before = power.locator(".value").innerText();
        assertThat(power.locator(".value")).not().hasText(before);
        assertThat(power.locator("svg")).hasAttribute("aria-label", Pattern.compile("least .*, most .*, now .*"));
    }

    /** With {@code -Dscreenshot.update=true} it goes into the README. */
    @Test
    void a_picture_of_it_can_be_taken() throws IOException {
        Page page = visit(demo, 1200, 1180, ColorScheme.LIGHT, "#search=temp");
        assertThat(page.locator("#series polyline[points]").first())
                .hasAttribute("points", Pattern.compile("(\\S+ ){7,}\\S+"));
        Path taken = Path.of("target/page.png");
        page.screenshot(new Page.ScreenshotOptions().setPath(taken));
        assertThat(taken).isNotEmptyFile();
        if (Boolean.getBoolean("screenshot.update")) {
            Files.copy(taken, Path.of("docs/page.png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void words_device_and_room_narrow_what_is_shown_and_stay_in_the_address() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT);
        assertThat(page.locator("#count")).hasText(Pattern.compile("\\d+ series, 200 shown"));
        page.getByText("Show more").click();
        assertThat(page.locator("#count")).hasText(Pattern.compile("\\d+ series, 400 shown"));

        page.getByLabel("Room", EXACTLY).selectOption("Kitchen");
        assertThat(page.locator("#count")).hasText(Pattern.compile("\\d+ found"));
        for (String labels : page.locator("#series .labels").allInnerTexts()) {
            assertThat(labels).contains("room Kitchen");
        }
        page.getByLabel("Device", EXACTLY).selectOption("luxtronik");
        assertThat(page.locator("#series .group")).hasText("luxtronik");
        page.getByLabel("Search", EXACTLY).fill("kWh heizung");
        assertThat(series(page, "heizung_kWh").first()).isVisible();
        assertThat(page).hasURL(Pattern.compile("#device=luxtronik&search=kWh\\+heizung$"));
        page.reload();
        assertThat(page.getByLabel("Search", EXACTLY)).hasValue("kWh heizung");
        assertThat(page.locator("#series .group")).hasText("luxtronik");
        page.getByLabel("Search", EXACTLY).fill("no such thing");
        assertThat(page.locator("#none")).containsText("Nothing matches");
    }

    @Test
    void all_of_it_works_with_the_keyboard() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT);
        assertThat(devices(page)).hasCount(DEMO_DEVICES);
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the values")).isFocused();
        page.keyboard().press("/");
        assertThat(page.getByLabel("Search", EXACTLY)).isFocused();
        page.keyboard().type("temperature");
        assertThat(page.locator("#count")).containsText("found");

        Locator pump = page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, named("luxtronik"));
        pump.focus();
        page.keyboard().press("Enter");
        assertThat(pump).hasAttribute("aria-pressed", "true");
        assertThat(page.getByLabel("Device", EXACTLY)).hasValue("luxtronik");
        assertThat(pump).isFocused();
        page.keyboard().press("Space");
        assertThat(pump).hasAttribute("aria-pressed", "false");
        assertThat(page.getByLabel("Device", EXACTLY)).hasValue("");
    }

    @Test
    void axe_finds_nothing_in_either_theme_wide_or_narrow() {
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {360, 1280}) {
                // what it says of the other values is said in the same way; all of them would take axe a minute
                Page page = visit(demo, width, 900, colors, "#device=loxone");
                assertThat(devices(page)).hasCount(DEMO_DEVICES);
                assertThat(page.locator("#series svg:not([hidden])").first()).isVisible();
                nothingToMend(page, colors + " at " + width);
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("no sideways scrolling at " + width)
                        .isTrue();
                picture(page, colors, width);
                browser.closeTabs();
            }
        }
    }

    @Test
    void an_outage_shows_by_itself_in_words_and_so_does_its_end() throws Exception {
        int port = RunningProgram.freePort();
        Map<String, String> environment =
                Map.of("LUX_ADDRESS", "127.0.0.1:" + port, "LUX_INTERVAL", "1s", "HOST_ENABLED", "false");
        try (RunningProgram program = RunningProgram.start(directory, environment)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.get("/healthz").contains("luxtronik"));
            Page page = visit(program, 1280, 900, ColorScheme.DARK);
            assertThat(device(page, "luxtronik")).containsText("down for");
            assertThat(device(page, "luxtronik")).containsText("refuses the connection");
            assertThat(page.locator("#summary")).hasText("No device answers");
            assertThat(page).hasTitle("(1) home-exporter");
            nothingToMend(page, "an outage");
            try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", port)) {
                assertThat(device(page, "luxtronik")).containsText("up for");
                assertThat(page.locator("#summary")).hasText("The device is up");
                assertThat(page.locator("#series .name").first()).containsText("luxtronik_");
                assertThat(pump.commands()).isNotEmpty();
            }
            assertThat(device(page, "luxtronik")).containsText("down for");
            program.terminate();
            program.exit(Duration.ofSeconds(30));
            assertThat(page.locator("#offline")).containsText("does not answer");
            assertThat(page.locator("#offline")).containsText("Last heard");
            browser.complaints().removeIf(complaint -> complaint.contains("ERR_CONNECTION_REFUSED"));
        }
    }

    @Test
    void without_a_device_and_with_a_broken_file_it_says_what_to_do() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Path mine = routes.resolve("mine.camel.yaml");
        Files.writeString(mine, route("<b>urii</b>"));
        try (RunningProgram program =
                RunningProgram.start(directory, Map.of("LUX_ADRESS", "192.0.2.7", "HOST_ENABLED", "false"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.get("/-/ready").contains("ready"));
            Page page = visit(program, 1280, 900, ColorScheme.LIGHT);
            assertThat(page.locator("#first-steps")).isVisible();
            assertThat(page.locator("#first-steps")).containsText("LUX_ADDRESS");
            assertThat(page.locator("#faults")).containsText("routes/mine.camel.yaml was not taken");
            assertThat(page.locator("#faults")).containsText("<b>urii</b>");
            assertThat(page.locator("#faults b")).hasCount(0);
            assertThat(page.locator("#faults")).containsText("did you mean LUX_ADDRESS");
            assertThat(page.locator("#summary")).hasText("1 file was not taken");
            nothingToMend(page, "first steps");

            Files.writeString(mine, route("uri"));
            assertThat(page.locator("#faults")).not().containsText("mine.camel.yaml");
            Files.writeString(mine, route("worse"));
            assertThat(page.locator("#faults")).containsText("mine.camel.yaml was not taken");
        }
    }

    @Test
    void what_a_device_calls_itself_is_never_markup() throws Exception {
        String name = "<img src=x onerror=alert(1)>";
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(routes.resolve("evil.camel.yaml"), """
                - route:
                    id: evil
                    nodePrefixId: evil-
                    from:
                      uri: "timer:evil"
                      parameters: { period: "1000" }
                      steps:
                        - setBody: { constant: '{"name":"evil_value","value":3,"labels":{"room":"%1$s","alias":"%1$s"}}' }
                        - to: { id: samples, uri: "samples:store" }
                """.formatted(name));
        try (RunningProgram program = RunningProgram.start(directory, Map.of("HOST_ENABLED", "false"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.get("/status").contains("evil_value"));
            Page page = visit(program, 360, 800, ColorScheme.LIGHT);
            assertThat(page.locator("#series .labels")).containsText(name);
            assertThat(page.getByLabel("Room", EXACTLY).locator("option")).hasCount(2);
            assertThat(page.locator("main img")).hasCount(0);
        }
    }

    private static String route(String from) {
        return "- route:\n    id: mine\n    from:\n      \"" + from + "\": \"timer:mine\"\n      steps:\n"
                + "        - log: { id: say, message: \"tick\", loggingLevel: TRACE }\n";
    }

    private static Page visit(RunningProgram program, int width, int height, ColorScheme colors) {
        return visit(program, width, height, colors, "");
    }

    private static Page visit(RunningProgram program, int width, int height, ColorScheme colors, String chosen) {
        browser.asked().clear();
        Page page = browser.tab(width, height, colors);
        page.navigate("http://127.0.0.1:" + program.port + "/" + chosen);
        assertThat(page.locator("#about")).containsText("Version");
        assertThat(browser.asked())
                .as("no request to anyone else")
                .allMatch(address -> address.startsWith("http://127.0.0.1:" + program.port + "/"));
        return page;
    }

    private static Locator devices(Page page) {
        return page.locator("#devices tbody tr");
    }

    private static Locator device(Page page, String name) {
        return devices(page).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator series(Page page, Pattern text) {
        return page.locator("#series tr:not(.group)").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator series(Page page, String text) {
        return page.locator("#series tr:not(.group)").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void nothingToMend(Page page, String where) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + ": "
                                + rule.getNodes().get(0).getHtml()))
                .as(where)
                .isEmpty();
    }

    /** To be looked at. */
    private static void picture(Page page, ColorScheme colors, int width) {
        String name = "page-" + colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target", name)).setFullPage(true));
    }
}
