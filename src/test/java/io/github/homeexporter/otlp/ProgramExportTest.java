package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as it runs, switched on by variables alone. */
@Execution(ExecutionMode.CONCURRENT)
class ProgramExportTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** One, or each question would hold a connection until the port takes no more. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_machine_is_exported_the_page_goes_on_and_the_end_is_sent(boolean grpc) throws Exception {
        try (Receiver receiver = grpc ? Receiver.grpc() : Receiver.http()) {
            int port = FreePort.next();
            Main main = program(
                    port,
                    Map.of(
                            "EXPORT_FORMAT",
                            "otlp",
                            "OTEL_ENDPOINT",
                            "127.0.0.1:" + receiver.port(),
                            "OTEL_PROTOCOL",
                            grpc ? "grpc" : "http",
                            "OTEL_SERVICE_NAME",
                            "cellar"));
            main.start();
            int before;
            try {
                await().atMost(LONGEST).until(() -> page(port).body().contains("home_exporter_otlp_state 2\n"));
                assertThat(page(port).body())
                        .contains("# TYPE home_exporter_otlp_export_duration_seconds histogram")
                        .contains("home_exporter_otlp_exports_total{result=\"success\"} ")
                        .contains("node_memory_MemTotal_bytes ");
                before = receiver.received().size();
            } finally {
                main.stop();
            }
            await().atMost(LONGEST).until(() -> receiver.received().size() > before);
            List<Metric> metrics = Decoded.metrics(receiver.received());
            assertThat(metrics)
                    .extracting(Metric::name)
                    .contains("system.memory.usage", "system.cpu.time", "jvm.memory.used", "home_exporter.otlp.state")
                    .doesNotContain("node_memory_MemTotal_bytes");
            assertThat(metrics).allSatisfy(metric -> metric.points().forEach(point -> assertThat(point.attributes())
                    .doesNotContainKeys("host_name", "container_id", "instance")));
            assertThat(Decoded.resource(receiver.received().get(0).request()))
                    .containsEntry("service.name", "cellar")
                    .containsKeys("service.instance.id", "host.name", "service.version");
        }
    }

    @Test
    void the_page_goes_only_when_it_is_told_to() throws Exception {
        int port = FreePort.next();
        Main main = program(port, Map.of("PROMETHEUS_ENABLED", "false"));
        main.start();
        try {
            assertThat(page(port).statusCode()).isEqualTo(404);
        } finally {
            main.stop();
        }
    }

    /** As loxone-prometheus-exporter's health page, whose last_error was never set. */
    @Test
    void the_health_page_tells_of_an_export_that_fails() throws Exception {
        int port = FreePort.next();
        Main main = program(
                port,
                Map.of("OTEL_ENDPOINT", "127.0.0.1:" + FreePort.next(), "OTEL_ATTEMPTS", "1", "OTEL_PROTOCOL", "http"));
        main.start();
        try {
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(get(port, "/healthz").body())
                            .contains("\"status\":\"degraded\"", "\"otlp\":{\"state\":\"failed\",\"last_success\":0.0")
                            .containsPattern("\"consecutive_failures\":[3-9],\"last_error\":\"[^\"]+\""));
            assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
        } finally {
            main.stop();
        }
    }

    private Main program(int port, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HTTP_PORT", String.valueOf(port));
        environment.put("HTTP_ADDRESS", "127.0.0.1");
        environment.put("OTEL_INTERVAL", "10");
        Settings settings = SettingsLoader.load(directory, environment);
        assertThat(settings.findings()).isEmpty();
        return Startup.main(settings, directory, true);
    }

    private static HttpResponse<String> page(int port) throws Exception {
        return get(port, "/metrics");
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
