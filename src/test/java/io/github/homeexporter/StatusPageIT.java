package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page with the devices of the demo. */
class StatusPageIT extends PageVisits {
    private static final int DEMO_DEVICES = 11;

    @TempDir
    static Path directory;

    private static RunningProgram demo;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningProgram.start(directory, Map.of(), "--demo");
        await().atMost(Duration.ofSeconds(60)).until(() -> demo.get("/healthz").contains("\"status\":\"healthy\""));
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void the_demo_shows_every_device_and_values_that_move() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT);
        assertThat(devices(page)).hasCount(DEMO_DEVICES);
        assertThat(page.locator("#summary")).hasText("All " + DEMO_DEVICES + " devices are up");
        assertThat(page.locator("#demo")).containsText("these devices are simulated");
        assertThat(device(page, "Workbench")).containsText("up for");
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

    @Test
    void the_house_comes_first_with_words_for_states() {
        Page page = visit(demo, 390, 844, ColorScheme.DARK);
        assertThat(page.locator("main section:not([hidden]) h2").first()).hasText("House");
        assertThat(page.locator("#house")).containsText("Power now");
        assertThat(page.locator("#house")).containsText("Washing machine");
        assertThat(page.locator("#house")).containsText("Temperatures");
        assertThat(page.locator("#house")).not().containsText("None");
    }

    /** With {@code -Dscreenshot.update=true} it goes into the README. */
    @Test
    void a_picture_of_it_can_be_taken() throws IOException {
        Page page = visit(demo, 1200, 1180, ColorScheme.LIGHT, "#search=temp");
        int points = Boolean.getBoolean("screenshot.update") ? 7 : 2;
        assertThat(page.locator("#series polyline[points]").first())
                .hasAttribute("points", Pattern.compile("(\\S+ ){" + points + ",}\\S+"));
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
                Page page = visit(demo, width, 900, colors, "#device=loxone&search=kitchen");
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

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    /** To be looked at. */
    private static void picture(Page page, ColorScheme colors, int width) {
        String name = "page-" + colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target", name)).setFullPage(true));
    }
}
