package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page with what devices should not say, with series that go, and behind another server. */
class OddPageIT extends PageVisits {
    @TempDir
    Path directory;

    /** What makes a page of numbers, names and moments break: the largest, the longest, and what is written from the right. */
    @Test
    void odd_numbers_names_and_moments_break_nothing_and_fit_a_small_phone() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        String odd = """
            [{"name":"odd_moment_seconds","unit":"seconds","value":1e300},
            {"name":"odd_nanoseconds_since_1970","unit":"seconds","value":1764220000000000000},
            {"name":"odd_bytes","unit":"bytes","value":98765432100${date:now:ss}},
            {"name":"odd_count","value":9000000000000000${date:now:ss}},
            {"name":"odd_zero","value":-0.0},
            {"name":"odd_nothing","value":"NaN"},
            {"name":"odd_text_info","value":1,"type":"info","labels":{"text":"%1$s"}},
            {"name":"odd_unit","value":7,"unit":"%1$s"},
            {"name":"odd_turned_watts","unit":"watts","value":3,"labels":{"name":"\\u202Eword%1$s"}},
            {"name":"odd_celsius","unit":"celsius","value":21,"labels":{"room":"\\uD83C\\uDFE1%1$s"}}]
            """.formatted("w".repeat(240)).replace("\n", " ");
        Files.writeString(routes.resolve("odd.camel.yaml"), """
            - route:
                id: odd
                nodePrefixId: odd-
                from:
                  uri: "timer:odd"
                  parameters: { period: "1000" }
                  steps:
                    - setBody: { simple: '%s' }
                    - to: { id: samples, uri: "samples:store" }
            """.formatted(odd));
        Map<String, String> environment = Map.of("HOST_ENABLED", "false", "HTTP_HISTORY_INTERVAL", "1s");
        try (RunningProgram program = RunningProgram.start(directory, environment)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> hasPast(program, "odd", "odd_count"));
            Page page = visit(program, 320, 700, ColorScheme.LIGHT);
            assertThat(series(page, "odd_zero").locator(".value")).hasText("0");
            assertThat(series(page, "odd_nothing").locator(".unit").first()).hasText("no number");
            assertThat(series(page, "odd_moment_seconds").locator(".value")).hasText("1.000e+300");
            assertThat(page.locator("#house")).containsText("\uD83C\uDFE1");
            nothingToMend(page, "odd values");
            narrow(page);
            for (String name : List.of("odd_count", "odd_bytes", "odd_celsius", "odd_nanoseconds_since_1970")) {
                series(page, name).locator(".pick").click();
                assertThat(page.locator("#chart-says")).containsText("The last");
                assertThat(page.locator("#chart-lines path")).hasAttribute("d", Pattern.compile("M[^L]+L.*"));
                assertThat((Double) page.evaluate("Math.min(0, ...[...document.querySelectorAll('#chart-lines text')]"
                                + ".map((mark) => mark.getBBox().x)) + 0.5"))
                        .as("every mark of " + name + " is on the picture")
                        .isEqualTo(0.5);
                narrow(page);
                page.keyboard().press("Escape");
            }
            series(page, "odd_text_info").locator(".pick").click();
            assertThat(page.locator("#chart-says")).containsText("It is a text");
        }
    }

    /** The line of one that went away ends, and nothing is said of now; the clock of who looks may be another. */
    @Test
    void the_chart_of_what_went_away_says_so() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Path mine = routes.resolve("mine.camel.yaml");
        Files.writeString(mine, """
            - route:
                id: mine
                nodePrefixId: mine-
                from:
                  uri: "timer:mine"
                  parameters: { period: "1000" }
                  steps:
                    - setBody: { simple: '{"name":"mine_value","value":1${date:now:ss}}' }
                    - to: { id: samples, uri: "samples:store?interval=1s" }
            """);
        Map<String, String> environment =
                Map.of("HOST_ENABLED", "false", "HTTP_HISTORY_INTERVAL", "1s", "SAMPLES_STALE_AFTER", "1s");
        try (RunningProgram program = RunningProgram.start(directory, environment)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> hasPast(program, "mine", "mine_value"));
            Page page = browser.tab(1280, 900, ColorScheme.LIGHT);
            page.clock().install(new Clock.InstallOptions().setTime("2031-01-01T00:00:00Z"));
            page.navigate("http://127.0.0.1:" + program.port + "/");
            assertThat(device(page, "mine")).containsText(Pattern.compile("up for \\d+ s"));
            series(page, "mine_value").locator(".pick").click();
            assertThat(page.locator("#chart-says")).containsText(Pattern.compile("The last \\d+ s: .* now 1\\d\\d\\."));
            Files.delete(mine);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !program.get("/status").contains("mine_value"));
            assertThat(series(page, "mine_value")).hasCount(0);
            // the history has a gap with its next round only
            await().atMost(Duration.ofSeconds(60)).pollInSameThread().until(() -> {
                page.clock().fastForward(30_000);
                return page.locator("#chart-says").textContent().contains("now nothing");
            });
        }
    }

    /** Under a part of another server's addresses, with a password that stands in the address. */
    @Test
    void behind_a_proxy_with_a_path_of_its_own_and_a_password_all_of_it_works() throws Exception {
        Map<String, String> environment = Map.of("HTTP_BASIC_USER", "anna", "HTTP_BASIC_PASSWORD", "secret");
        try (RunningProgram program = RunningProgram.start(directory, environment, "--demo");
                PathProxy proxy = new PathProxy("/home/attic", program.port)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.get("/-/ready").contains("ready"));
            Page page = browser.tab(1280, 900, ColorScheme.LIGHT);
            page.navigate("http://anna:secret@127.0.0.1:" + proxy.port() + "/home/attic/");
            assertThat(device(page, "Workbench")).containsText("up for");
            page.getByLabel("Search", EXACTLY).fill("vorlauf");
            assertThat(page.locator("#count")).containsText("found");
            page.locator("#series .pick").first().click();
            assertThat(page.locator("#chart-says")).containsText(Pattern.compile("°C|kept yet"));
            assertThat(browser.asked()).anyMatch(address -> address.contains("/home/attic/events?"));
            assertThat(browser.asked()).noneMatch(address -> address.contains("/home/attic/status?"));
            // that there is no history yet is said by the browser, too
            browser.closeTabs();
        }
    }

    private static boolean hasPast(RunningProgram program, String device, String series) {
        String past = program.get("/history?device=" + device + "&series=" + series);
        return Pattern.compile("\"values\":\\[[^,]+,[^,]+,").matcher(past).find();
    }

    private static void narrow(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("no sideways scrolling")
                .isTrue();
    }
}
