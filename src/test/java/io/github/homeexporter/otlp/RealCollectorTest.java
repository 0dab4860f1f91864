package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An OpenTelemetry Collector, which no package registry has ready to run: src/test/otelcol builds one where there is Go. */
class RealCollectorTest {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String PROGRAM = System.getProperty("otelcol", "");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http"})
    void a_collector_takes_every_point(String protocol) throws Exception {
        assumeTrue(!PROGRAM.isEmpty(), "no -Dotelcol=PATH; see src/test/otelcol/README.md");
        int port = FreePort.next();
        Path log = directory.resolve("collector.log");
        Process collector = collector(protocol, port, log);
        try {
            await().atMost(LONGEST).until(() -> listens(port));
            Settings settings = SettingsLoader.load(
                    directory,
                    Map.of(
                            "OTEL_ENDPOINT",
                            "127.0.0.1:" + port,
                            "OTEL_PROTOCOL",
                            protocol,
                            "OTEL_INTERVAL",
                            "10",
                            "OTEL_SERVICE_NAME",
                            "cellar",
                            "HTTP_ADDRESS",
                            "127.0.0.1",
                            "HTTP_PORT",
                            String.valueOf(FreePort.next())));
            assertThat(settings.findings()).isEmpty();
            Main main = Startup.main(settings, directory, true);
            main.start();
            try {
                await().atMost(LONGEST).untilAsserted(() -> assertThat(Files.readString(log))
                        .contains("service.name: Str(cellar)", "-> Name: system.memory.usage")
                        .contains("-> Name: system.cpu.time", "-> AggregationTemporality: Cumulative")
                        .contains("-> Name: home_exporter.otlp.state"));
            } finally {
                main.stop();
            }
            assertThat(Files.readString(log).lines().filter(line -> line.contains("\terror\t")))
                    .isEmpty();
        } finally {
            collector.destroy();
            if (!collector.waitFor(10, TimeUnit.SECONDS)) {
                collector.destroyForcibly();
            }
        }
    }

    private Process collector(String protocol, int port, Path log) throws IOException {
        Path config = Files.writeString(directory.resolve("collector.yaml"), """
                receivers:
                  otlp:
                    protocols:
                      %s:
                        endpoint: 127.0.0.1:%d
                exporters:
                  debug:
                    verbosity: detailed
                service:
                  telemetry:
                    metrics: { level: none }
                  pipelines:
                    metrics: { receivers: [otlp], exporters: [debug] }
                """.formatted(protocol, port));
        return new ProcessBuilder(PROGRAM, "--config", "file:" + config)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
