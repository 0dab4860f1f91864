package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.mutate.CapturedPageTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a real controller said, once more, through the shipped route and rules. */
class CapturedConversationTest {
    private volatile boolean answersRefresh;

    private static String document(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("captures"), "luxtronik", name + ".xml"));
    }

    private void talk(WebSocketPeer peer) throws IOException {
        peer.upgrade("Lux_WS");
        while (true) {
            WebSocketPeer.Frame frame = peer.read();
            if (frame.opcode() == WebSocketPeer.CLOSE) {
                peer.sendClose(frame.closeStatus());
                return;
            }
            switch (frame.text().split(";")[0]) {
                case "LOGIN" -> peer.sendText(document("login"));
                case "GET" -> peer.sendText(document("get"));
                case "REFRESH" -> {
                    if (answersRefresh) {
                        peer.sendText(document("refresh"));
                    }
                }
                default -> throw new IOException("not a command that reads: " + frame.text());
            }
        }
    }

    private static List<String> series(String page) {
        return page.lines().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void gives_the_series_of_the_replaced_exporter_and_refresh_moves_them() throws Exception {
        Assumptions.assumeTrue(
                !System.getProperty("captures", "").isEmpty(),
                "needs -Dcaptures=DIR with a real controller's documents");
        try (LoopbackServer controller = new LoopbackServer("captured", 0, this::talk);
                ShippedRoute route = new ShippedRoute("127.0.0.1:" + controller.port(), "legacy")) {
            await().until(() -> route.lastSample() > 0);
            assertThat(series(route.page()))
                    .containsAll(CapturedPageTest.BEFORE.lines().toList())
                    .noneMatch(line -> line.startsWith("luxtronik_fehlerspeicher") && line.contains("_state"));
            long first = route.lastSample();
            List<String> before = series(route.page());
            answersRefresh = true;
            await().until(() -> route.lastSample() > first);
            List<String> after = series(route.page());
            assertThat(before)
                    .contains(
                            "luxtronik_temperaturen{attr=\"ansaug-vd_C\"} 20.6",
                            "luxtronik_ablaufzeiten{attr=\"vd-stand_seconds\"} 13428143");
            assertThat(after)
                    .contains(
                            "luxtronik_temperaturen{attr=\"ansaug-vd_C\"} 20.7",
                            "luxtronik_temperaturen{attr=\"waermequelle-ein_C\"} 20.3",
                            "luxtronik_temperaturen{attr=\"ueberhitzung_K\"} 1.6",
                            "luxtronik_ablaufzeiten{attr=\"vd-stand_seconds\"} 13428147");
            assertThat(names(after)).isEqualTo(names(before));
        }
    }

    private static List<String> names(List<String> series) {
        return series.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }
}
