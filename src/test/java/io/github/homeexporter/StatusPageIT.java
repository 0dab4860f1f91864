package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
    private static final int DEMO_DEVICES = 13;

    @TempDir
    static Path directory;

    private static RunningProgram demo;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningProgram.start(directory, Map.of("HTTP_HISTORY_INTERVAL", "1s"), "--demo");
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

    /** Where nothing changes nothing is sent, and the program is not asked again and again. */
    @Test
    void it_is_told_of_changes_and_does_not_ask() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT, "#search=current_consumption+washing");
        Locator power = series(page, Pattern.compile("^current_consumption\\s*alias"))
                .first()
                .locator(".value");
        for (int i = 0; i < 3; i++) {
            String before = power.innerText();
            assertThat(power).not().hasText(before);
        }
        assertThat(browser.asked()).anyMatch(address -> address.contains("/events?"));
        assertThat(browser.asked()).noneMatch(address -> address.contains("/status?"));
    }

    @Test
    void a_click_on_a_value_shows_its_last_hours_as_a_line_a_sentence_and_a_table() {
        for (int width : new int[] {390, 1280}) {
            Page page = visit(demo, width, 844, ColorScheme.DARK, "#device=luxtronik&search=vorlauf");
            Locator open = page.locator("#series .pick").first();
            open.focus();
            page.keyboard().press("Enter");
            Locator chart = page.locator("#chart");
            assertThat(chart).isVisible();
            assertThat(chart.locator("#chart-series")).containsText("luxtronik_");
            assertThat(chart.locator("#chart-says"))
                    .containsText(Pattern.compile("The last .* least .*°C, most .*°C, now .*°C"));
            assertThat(chart.locator("#chart-lines path")).hasAttribute("d", Pattern.compile("M.*L.*"));
            chart.locator("summary").click();
            assertThat(chart.locator("#chart-rows tr").first()).containsText("°C");
            nothingToMend(page, "the chart at " + width);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("no sideways scrolling at " + width)
                    .isTrue();
            page.keyboard().press("Escape");
            assertThat(chart).isHidden();
            assertThat(open).isFocused();
            browser.closeTabs();
        }
    }

    @Test
    void what_the_house_shows_has_its_chart_too() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT);
        page.locator("#house .pick").first().click();
        assertThat(page.locator("#chart-says")).containsText("The last");
        assertThat(page.locator("#chart-says")).containsText("W");
        page.getByText("Close").click();
        assertThat(page.locator("#chart")).isHidden();
        Locator first = page.locator("#house .pick").first();
        Locator value = page.locator("#house .value").first();
        first.focus();
        String before = value.innerText();
        assertThat(value).not().hasText(before);
        assertThat(first).isFocused();
    }

    /** A value that is a state, a moment or has a unit is said as such: numbers alone are counts. */
    @Test
    void states_are_words_and_moments_are_times() {
        Page page = visit(demo, 1280, 900, ColorScheme.LIGHT, "#device=isg&search=pumpe");
        assertThat(series(page, "isg_flag").first().locator(".value"))
                .hasText(Pattern.compile("running|not running|on|off"));
        page.getByLabel("Device", EXACTLY).selectOption("");
        page.getByLabel("Search", EXACTLY).fill("node_boot_time");
        assertThat(page.locator("#series .value").first()).containsText(Pattern.compile("20\\d\\d"));
    }

    /** With {@code -Dscreenshot.update=true} they go into the documentation. */
    @Test
    void pictures_of_it_can_be_taken() throws IOException {
        boolean update = Boolean.getBoolean("screenshot.update");
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : update ? new int[] {390, 1280} : new int[] {colors == ColorScheme.DARK ? 390 : 1280}) {
                Page page = visit(demo, width, width == 390 ? 844 : 800, colors, "#search=temp");
                assertThat(devices(page)).hasCount(DEMO_DEVICES);
                shot(page, update, width + "-" + colors.name().toLowerCase(Locale.ROOT));
                page.locator("#series .pick", new Page.LocatorOptions().setHasText("vorlauf"))
                        .first()
                        .click();
                int points = update ? 40 : 2;
                assertThat(page.locator("#chart-lines path"))
                        .hasAttribute(
                                "d",
                                Pattern.compile("M([^ML]*L){" + points + ",}.*"),
                                new LocatorAssertions.HasAttributeOptions().setTimeout(120_000));
                shot(page, update, "chart-" + width + "-" + colors.name().toLowerCase(Locale.ROOT));
                browser.closeTabs();
            }
        }
    }

    private static void shot(Page page, boolean update, String name) throws IOException {
        Path taken = Path.of("target/page-" + name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(taken));
        assertThat(Files.size(taken)).isBetween(1L, 150_000L);
        if (update) {
            Files.copy(taken, Path.of("docs/page-" + name + ".png"), StandardCopyOption.REPLACE_EXISTING);
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
            int width = colors == ColorScheme.LIGHT ? 360 : 1280;
            // what it says of the other values is said in the same way; all of them would take axe a minute
            Page page = visit(demo, width, 900, colors, "#device=loxone&search=kitchen");
            assertThat(devices(page)).hasCount(DEMO_DEVICES);
            assertThat(page.locator("#series svg:not([hidden])").first()).isVisible();
            nothingToMend(page, colors + " at " + width);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("no sideways scrolling at " + width)
                    .isTrue();
            browser.closeTabs();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
