package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.github.homeexporter.demo.net.DatagramPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Find devices" on the page, of a program that asks on the loopback network, where one heat pump answers at the usual port. */
class FindDevicesPageIT extends PageVisits {
    private static final int CONTROLLERS = 4444;

    @TempDir
    Path directory;

    @Test
    void who_has_the_token_gets_lines_to_copy() throws Exception {
        Path routes = directory.resolve("routes");
        Files.createDirectory(routes);
        Files.writeString(
                routes.resolve("http.camel.yaml"),
                Files.readString(Path.of("routes/http.camel.yaml"))
                        .replace(
                                "discovery:home\", parameters: {",
                                "discovery:home\", parameters: { networkInterface: 127.0.0.1, seconds: 2,"));
        byte[] answer = "2500;111;8889;\0".getBytes(StandardCharsets.US_ASCII);
        try (DatagramPeer pump = new DatagramPeer("127.0.0.20", CONTROLLERS, 0, asked -> List.of(answer));
                RunningProgram program =
                        RunningProgram.start(directory, Map.of("HTTP_TOKEN", "s3cret", "HOST_ENABLED", "false"))) {
            await().until(() -> program.get("/-/ready").contains("ready"));
            for (int width : new int[] {360, 1280}) {
                Page page = visit(program, width, 900, ColorScheme.LIGHT);
                page.locator("#ask summary").click();
                page.locator("#token").fill("s3cret");
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find devices"))
                        .click();
                assertThat(page.locator("#find-says")).hasText("1 found");
                assertThat(page.locator("#find-lines"))
                        .hasValue(Pattern.compile("^# Luxtronik heat pump at 127\\.0\\.0\\.20\\n# its port 8214 "));
                page.getByText("Copy").click();
                assertThat(page.locator("#find-says")).hasText(Pattern.compile("Copied|The lines are selected.*"));
                nothingToMend(page, "at " + width);
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .isTrue();
                browser.closeTabs();
            }
            assertThat(pump.heard()).isBetween(2, 6);
        }
    }
}
