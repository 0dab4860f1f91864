package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page when something is wrong or missing. */
class TroublePageIT extends PageVisits {
    @TempDir
    Path directory;

    @Test
    void an_outage_shows_by_itself_in_words_and_so_does_its_end() throws Exception {
        int port = FreePort.next();
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
            // before it asks once more, in vain, and the browser complains of that
            browser.closeTabs();
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
            assertThat(page.locator("#settings-file"))
                    .hasText(directory
                            .toRealPath()
                            .resolve("application.properties")
                            .toString());
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

    /** An older or a smaller http.camel.yaml of one's own, or another server before it. */
    @Test
    void where_nothing_is_told_it_asks() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        String shipped = Files.readString(Path.of("routes/http.camel.yaml"));
        Files.writeString(
                routes.resolve("http.camel.yaml"),
                shipped.replaceAll("(?s)- route:\n    id: http-(events|history)\n.*?(?=\n- route:)", ""));
        Files.copy(Path.of("routes/host.camel.yaml"), routes.resolve("host.camel.yaml"));
        try (RunningProgram program = RunningProgram.start(directory, Map.of("HOST_INTERVAL", "5s"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.get("/status").contains("node_load1"));
            Page page = visit(program, 1280, 900, ColorScheme.LIGHT, "#search=node_time_seconds");
            for (int i = 0; i < 3; i++) {
                page.waitForRequest(
                        "**/status?*", () -> assertThat(page.locator("#count")).isVisible());
            }
            page.locator("#series .pick").first().click();
            assertThat(page.locator("#chart-says")).containsText("No number of it is kept");
            // that there are no events and no history is said by the browser, too
            browser.closeTabs();
        }
    }

    @Test
    void the_settings_are_read_again_for_who_has_the_token_and_what_came_of_it_is_said() throws Exception {
        Path settings = directory.resolve("application.properties");
        Files.writeString(settings, "http.token=open sesame\nhost.enabled=false\n");
        try (RunningProgram program = RunningProgram.start(directory, Map.of())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.get("/-/ready").contains("ready"));
            Page page = visit(program, 1280, 900, ColorScheme.LIGHT);
            assertThat(page.locator("#first-steps")).isVisible();
            Files.writeString(
                    settings,
                    "http.token=open sesame\nhost.enabled=false\nlux.address=127.0.0.1:1\nhttp.max-body=2048\n");
            page.locator("#ask summary").click();
            page.getByLabel("Token (the setting http.token)").fill("open sesame");
            reread(page).click();
            assertThat(page.locator("#reloaded")).containsText("lux.address: not set → 127.0.0.1:1");
            assertThat(page.locator("#reloaded")).containsText("Restarted: luxtronik");
            assertThat(page.locator("#reloaded")).containsText("Needs a restart of the program: http.max-body");
            assertThat(device(page, "luxtronik")).containsText("down for");
            assertThat(page.locator("#first-steps")).isHidden();
            nothingToMend(page, "settings read again");
            // for whatever is asked next it is still there, and not for who comes after
            assertThat(reread(page)).isFocused();
            assertThat(page.locator("#token")).hasValue("open sesame");
            page.reload();
            assertThat(page.locator("#token")).hasValue("");
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

    private static Locator reread(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Read the settings again"));
    }

    private static String route(String from) {
        return "- route:\n    id: mine\n    from:\n      \"" + from + "\": \"timer:mine\"\n      steps:\n"
                + "        - log: { id: say, message: \"tick\", loggingLevel: TRACE }\n";
    }
}
