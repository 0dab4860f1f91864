package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten devices that each have more series than all may have, other ones each time: what does not fit is refused, and the rest lives. */
class FullHeapIT {
    private static final int DEVICES = 10;
    private static final int SERIES = 8_000;

    @TempDir
    Path directory;

    @Test
    void ten_devices_without_measure_end_neither_the_program_nor_the_one_that_behaves() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            int round = asked.getAndIncrement();
            byte[] body = IntStream.range(0, SERIES)
                    .mapToObj(n -> "{\"name\":\"hog_watts\",\"labels\":{\"of\":\"%d\",\"n\":\"%d\"},\"value\":1}"
                            .formatted(round, n))
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Path routes = Files.createDirectories(directory.resolve("routes"));
        for (String shipped : new String[] {"http", "publish", "host", "luxtronik"}) {
            Files.copy(Path.of("routes", shipped + ".camel.yaml"), routes.resolve(shipped + ".camel.yaml"));
        }
        for (int i = 0; i < DEVICES; i++) {
            Files.writeString(routes.resolve("hog" + i + ".camel.yaml"), """
                - route:
                    id: hog%1$d
                    nodePrefixId: hog%1$d-
                    from:
                      uri: "timer:hog%1$d"
                      parameters: { period: "2s" }
                      steps:
                        - to: { id: read, uri: "http:127.0.0.1:%2$d/%1$d" }
                        - to: { id: publish, uri: "direct:publish" }
                """.formatted(
                            i, server.getAddress().getPort()));
        }
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", FreePort.next());
                RunningProgram program =
                        RunningProgram.start(directory, Map.of("LUX_ADDRESS", pump.address(), "LUX_INTERVAL", "1s"))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> asked.get() >= 3 * DEVICES);
            int before = pump.commands().size();
            await().atMost(Duration.ofSeconds(60)).until(() -> pump.commands().size() > before + 5);
            assertThat(program.value("home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"}"))
                    .isEqualTo(1);
            assertThat(program.get("/metrics")).contains("reason=\"too_many_in_all\"", "node_cpu_seconds_total");
            assertThat(program.output())
                    .contains("samples.max-series-total")
                    .doesNotContain("Terminating due to")
                    .hasSizeLessThan(100_000);
        } finally {
            server.stop(0);
        }
    }
}
