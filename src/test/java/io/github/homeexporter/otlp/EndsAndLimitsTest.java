package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series that end, receivers that take little at once, receivers that speak another protocol. */
@Execution(ExecutionMode.CONCURRENT)
class EndsAndLimitsTest {
    @Test
    void a_series_that_ends_is_said_once_without_a_value_when_the_receiver_listens() throws Exception {
        try (Receiver receiver = Receiver.http();
                Exporting exporting = new Exporting(receiver, false, Map.of("attempts", "1"))) {
            exporting.start().cycle();
            exporting.store.publish(new Batch(
                    "test",
                    "test",
                    Duration.ZERO,
                    true,
                    Naming.LEGACY,
                    1,
                    new Samples().add(Series.of(Exporting.TEMPERATURE, Map.of("room", "Flur")), 19)));
            receiver.answering(n -> Receiver.Reply.status(503));
            exporting.cycle();
            receiver.answering(n -> Receiver.Reply.ok());
            int refused = receiver.received().size();
            exporting.cycle();
            assertThat(ended(receiver.received().subList(refused, refused + 1)))
                    .containsExactlyInAnyOrder("room_temperature_celsius{room=Küche}", "plug_energy_joules{plug=a\"b}");
            exporting.cycle();
            assertThat(ended(receiver.received().subList(refused + 1, refused + 2)))
                    .isEmpty();
        }
    }

    @Test
    void what_came_and_went_while_only_a_part_arrived_is_said_to_have_ended() throws Exception {
        try (Receiver receiver = Receiver.http();
                Exporting exporting = new Exporting(receiver, false, Map.of("attempts", "1"))) {
            receiver.limit(5_000);
            publish(exporting, "early_watts", 200);
            exporting.start().cycle();
            publish(exporting, "passing_watts", 200);
            AtomicInteger asked = new AtomicInteger();
            int part = receiver.received().size();
            receiver.answering(n -> asked.getAndIncrement() == 0 ? Receiver.Reply.ok() : Receiver.Reply.status(503));
            exporting.cycle();
            Set<String> arrived = new HashSet<>();
            Decoded.metrics(receiver.received().subList(part, part + 1)).stream()
                    .filter(metric -> metric.name().equals("passing_watts"))
                    .forEach(metric ->
                            metric.points().forEach(point -> arrived.add(metric.name() + point.attributes())));
            publish(exporting, "late_watts", 1);
            receiver.answering(n -> Receiver.Reply.ok());
            int whole = receiver.received().size();
            exporting.cycle();
            assertThat(arrived).isNotEmpty();
            assertThat(ended(receiver.received()
                            .subList(whole, receiver.received().size())))
                    .containsAll(arrived)
                    .contains("early_watts{n=7}");
        }
    }

    private static void publish(Exporting exporting, String family, int count) {
        Samples samples = new Samples();
        for (int i = 0; i < count; i++) {
            samples.add(Series.of(MetricFamily.gauge(family, "watts", "Power."), Map.of("n", "" + i)), i);
        }
        exporting.store.publish(new Batch("plant", "plant", Duration.ZERO, true, Naming.LEGACY, 1, samples));
    }

    private static Set<String> ended(List<Receiver.Received> requests) {
        Set<String> ended = new HashSet<>();
        for (Metric metric : Decoded.metrics(requests)) {
            for (Point point : metric.points()) {
                if (Double.isNaN(point.value()) && !metric.name().startsWith("home_exporter")) {
                    ended.add(metric.name() + point.attributes());
                }
            }
        }
        return ended;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_too_large_for_the_receiver_comes_in_halves_and_the_next_cycle_begins_with_them(boolean grpc)
            throws Exception {
        try (Receiver receiver = grpc ? Receiver.grpc() : Receiver.http();
                Exporting exporting = new Exporting(receiver, grpc, Map.of("attempts", "1"))) {
            publish(exporting, "plant_watts", 200);
            receiver.limit(5_000);
            exporting.start().cycle();
            exporting.assertState(2);
            Set<Map<String, String>> taken = new HashSet<>();
            Decoded.metrics(receiver.received().stream()
                            .filter(r -> r.request().getSerializedSize() <= 5_000)
                            .toList())
                    .stream()
                    .filter(metric -> metric.name().equals("plant_watts"))
                    .forEach(metric -> metric.points().forEach(point -> taken.add(point.attributes())));
            assertThat(taken).hasSize(200);
            int first = receiver.received().size();
            exporting.cycle();
            assertThat(receiver.received().subList(first, receiver.received().size()))
                    .allMatch(r -> r.request().getSerializedSize() <= 7_500);
        }
    }

    @Test
    void a_receiver_of_http_that_is_asked_by_grpc_is_named_with_the_setting_and_asked_once_a_cycle() throws Exception {
        try (ServerSocket http = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Exporting exporting =
                        new Exporting(Map.of("attempts", "3"), "127.0.0.1:" + http.getLocalPort(), true)) {
            Thread serving = new Thread(() -> serve(http));
            serving.setDaemon(true);
            serving.start();
            exporting.start().cycle();
            exporting.assertAttempts("permanent", 1);
            exporting.assertState(4);
        }
    }

    private static void serve(ServerSocket http) {
        while (!http.isClosed()) {
            try (Socket client = http.accept()) {
                InputStream in = client.getInputStream();
                byte[] some = new byte[24];
                in.readNBytes(some, 0, some.length);
                client.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                in.read();
            } catch (java.io.IOException e) {
                // closed, or the test has ended
            }
        }
    }
}
