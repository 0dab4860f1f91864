package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that is a route only is a device like any other: it has a state and a reason from its start on. */
class DevicesOfRoutesTest {
    @TempDir
    Path directory;

    private final AtomicReference<String> answer = new AtomicReference<>("{\"v\":7}");
    private HttpServer peer;
    private Main main;
    private SampleStore store;

    @BeforeEach
    void start() throws Exception {
        peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        peer.createContext("/", exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        peer.start();
    }

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
        peer.stop(0);
    }

    @Test
    void one_that_never_answered_is_down_with_the_reason() throws Exception {
        int port = peer.getAddress().getPort();
        peer.stop(0);
        run(port);
        await().until(() -> garden().state() == DeviceState.DOWN);
        assertThat(garden().lastError()).isEqualTo("connection refused");
    }

    @Test
    void one_whose_answers_have_no_values_is_down() throws Exception {
        answer.set("{\"w\":7}");
        run(peer.getAddress().getPort());
        await().until(() -> garden().state() == DeviceState.DOWN);
        assertThat(garden().lastError()).isEqualTo("the answer had no values");

        answer.set("{\"v\":7}");
        await().until(() -> garden().state() == DeviceState.UP);
    }

    @Test
    void one_that_answers_no_json_is_told_in_a_sentence() throws Exception {
        answer.set("<html>login</html>");
        run(peer.getAddress().getPort());
        await().until(() -> garden().state() == DeviceState.DOWN);
        assertThat(garden().lastError()).startsWith("the answer is not JSON").doesNotContain("\n");
    }

    private DeviceStatus garden() {
        return store.devices().stream()
                .filter(device -> device.name().equals("garden"))
                .findFirst()
                .orElseThrow();
    }

    private void run(int port) throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/garden.camel.yaml"), """
            - route:
                id: garden
                nodePrefixId: garden-
                from:
                  uri: "timer:garden"
                  parameters: { period: "200ms", delay: 0 }
                  steps:
                    - to: { id: read, uri: "http:127.0.0.1:%d/values", parameters: { httpMethod: GET } }
                    - setBody:
                        id: samples
                        expression:
                          jq:
                            expression: '[{name: "garden_value", value: .v}] | map(select(.value != null))'
                            resultType: java.lang.String
                    - to: { id: publish, uri: "direct:publish" }
            """.formatted(port));
        Files.writeString(directory.resolve("application.properties"), "host.enabled=false\nhttp.port=0\n");
        main = Startup.main(SettingsLoader.load(directory, Map.of()), directory, false);
        main.start();
        store = SamplesComponent.store(main.getCamelContext());
    }
}
