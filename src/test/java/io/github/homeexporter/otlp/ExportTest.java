package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.otlp.Receiver.Reply;
import io.github.homeexporter.otlp.ReceiverAnswer.GrpcAnswer;
import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way over real sockets, by both transports, to a receiver that reads with the official classes. */
@Execution(ExecutionMode.CONCURRENT)
class ExportTest {
    private static final Map<String, String> CALM = Map.of("timeout", "10s", "interval", "30s");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_the_store_has_arrives(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc);
                Exporting exporting = new Exporting(
                        receiver,
                        grpc,
                        Map.of(
                                "headers",
                                "Authorization=Basic%20dXNlcg%3D%3D",
                                "resourceAttributes",
                                "home=here%2Cthere"))) {
            exporting.start().cycle();
            exporting.assertState(2);
            List<Metric> metrics = Decoded.metrics(receiver.received());
            Metric temperature = named("room_temperature_celsius", metrics);
            assertThat(temperature.unit()).isEqualTo("Cel");
            assertThat(temperature.kind()).isEqualTo(Metric.Kind.GAUGE);
            assertThat(temperature.points()).containsExactly(Point.of(Map.of("room", "Küche"), 20.5));
            Metric energy = named("plug_energy_joules", metrics);
            assertThat(energy.kind()).isEqualTo(Metric.Kind.COUNTER);
            assertThat(energy.points().get(0).value()).isEqualTo(1_000);
            Receiver.Received request = receiver.received().get(0);
            assertThat(request.path()).isEqualTo(grpc ? GrpcAnswer.PATH : "/v1/metrics");
            assertThat(request.headers())
                    .containsEntry("authorization", "Basic dXNlcg==")
                    .containsEntry("content-type", grpc ? "application/grpc" : "application/x-protobuf");
            assertThat(Decoded.resource(request.request()))
                    .containsEntry("service.name", "home-exporter")
                    .containsEntry("home", "here,there")
                    .containsKeys("host.name", "service.instance.id", "os.type", "host.arch");
            Set<String> seen = new HashSet<>();
            metrics.forEach(
                    metric -> metric.points().forEach(point -> assertThat(seen.add(metric.name() + point.attributes()))
                            .isTrue()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_can_do_without_compression(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc);
                Exporting exporting = new Exporting(receiver, grpc, Map.of("compression", "none"))) {
            exporting.start().cycle();
            assertThat(receiver.received().get(0).headers()).doesNotContainKeys("content-encoding", "grpc-encoding");
            named("room_temperature_celsius", Decoded.metrics(receiver.received()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_that_is_busy_is_asked_again_within_the_cycle(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc).answering(n -> n < 2 ? busy(grpc, Map.of()) : Reply.ok());
                Exporting exporting = new Exporting(receiver, grpc, CALM)) {
            exporting.start().cycle();
            assertThat(receiver.received()).hasSize(3);
            exporting.assertState(2);
            exporting.assertAttempts("retryable", 2);
            exporting.assertAttempts("ok", 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_connection_closed_without_an_answer_is_made_again(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc).answering(n -> n == 0 ? Reply.hangUp() : Reply.ok());
                Exporting exporting = new Exporting(receiver, grpc, CALM)) {
            exporting.start().cycle();
            assertThat(receiver.received()).hasSize(2);
            exporting.assertState(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_that_says_nothing_is_given_up_in_time(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc).answering(n -> Reply.silence());
                Exporting exporting =
                        new Exporting(receiver, grpc, Map.of("timeout", "1s", "attempts", "2", "interval", "30s"))) {
            exporting.start().cycle();
            exporting.assertState(3);
            exporting.assertAttempts("retryable", 2);
        }
    }

    @Test
    void a_receiver_is_left_alone_for_as_long_as_it_asks() throws Exception {
        Reply later = busy(false, Map.of("Retry-After", "3"));
        try (Receiver receiver = receiver(false).answering(n -> n == 0 ? later : Reply.ok());
                Exporting exporting = new Exporting(receiver, false, CALM)) {
            exporting.start().cycle();
            long between =
                    receiver.received().get(1).at() - receiver.received().get(0).at();
            // a lower bound: its own first pause would have been 1.2 s at most
            assertThat(Duration.ofNanos(between)).isGreaterThan(Duration.ofMillis(2_990));
        }
    }

    /** By gRPC the same plan gets it from the details: {@link AnswerTest}. */
    @Test
    void a_pause_longer_than_the_cycle_is_kept_over_the_next_one() throws Exception {
        try (Receiver receiver = receiver(false).answering(n -> busy(false, Map.of("Retry-After", "600")));
                Exporting exporting = new Exporting(receiver, false, CALM)) {
            exporting.start().cycle();
            exporting.assertState(3);
            exporting.begin();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> exporting.number("home_exporter_otlp_exports_total", "result", "skipped") == 1);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void credentials_that_were_refused_work_as_soon_as_they_are_right(boolean grpc) throws Exception {
        Path file = Files.writeString(folder.resolve("headers"), "Authorization: Bearer wrong\n");
        Receiver receiver = receiver(grpc);
        receiver.answering(
                n -> receiver.received().get(n).headers().get("authorization").equals("Bearer right")
                        ? Reply.ok()
                        : grpc ? Reply.grpc(16, "who") : Reply.status(401));
        try (receiver;
                Exporting exporting =
                        new Exporting(receiver, grpc, Map.of("headersFile", file.toString(), "attempts", "3"))) {
            exporting.start().cycle();
            exporting.assertState(4);
            exporting.assertAttempts("auth", 1);
            Files.writeString(file, "Authorization: Bearer right\n");
            exporting.cycle();
            exporting.assertState(2);
            assertThat(exporting.number("home_exporter_otlp_consecutive_failures"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_receiver_rejects_of_a_request_is_counted(boolean grpc) throws Exception {
        byte[] body = ExportMetricsServiceResponse.newBuilder()
                .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(3)
                        .setErrorMessage("too old"))
                .build()
                .toByteArray();
        try (Receiver receiver = receiver(grpc).answering(n -> new Reply(200, Map.of(), body));
                Exporting exporting = new Exporting(receiver, grpc, Map.of())) {
            exporting.start().cycle();
            exporting.assertState(2);
            assertThat(exporting.number("home_exporter_otlp_rejected_points_total"))
                    .isEqualTo(3);
            long sent = Decoded.metrics(receiver.received()).stream()
                    .mapToLong(metric -> metric.points().size())
                    .sum();
            assertThat(exporting.number("home_exporter_otlp_exported_points_total"))
                    .isEqualTo(sent - 3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_that_was_killed_gets_the_next_cycle_when_it_is_back(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc);
                Exporting exporting = new Exporting(receiver, grpc, Map.of("attempts", "1"))) {
            exporting.start().cycle();
            receiver.kill();
            for (int failures = 1; failures <= 3; failures++) {
                exporting.cycle();
                exporting.assertBecomes("home_exporter_otlp_consecutive_failures", failures);
                exporting.assertState(failures < 3 ? 3 : 4);
            }
            receiver.restart();
            exporting.cycle();
            exporting.assertState(2);
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_start_moves_only_when_a_counter_falls(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc);
                Exporting exporting = new Exporting(receiver, grpc, Map.of())) {
            exporting.start().cycle();
            exporting.publish(20, 1_200);
            exporting.cycle();
            exporting.publish(20, 5);
            exporting.cycle();
            List<Point> points = Decoded.metrics(receiver.received()).stream()
                    .filter(metric -> metric.name().equals("plug_energy_joules"))
                    .flatMap(metric -> metric.points().stream())
                    .toList();
            assertThat(points).extracting(Point::value).containsExactly(1_000.0, 1_200.0, 5.0);
            assertThat(points.get(1).startNanos()).isEqualTo(points.get(0).startNanos());
            assertThat(points.get(2).startNanos()).isGreaterThan(points.get(1).startNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_newest_is_sent_once_more_at_the_end(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc)) {
            try (Exporting exporting = new Exporting(receiver, grpc, Map.of())) {
                exporting.start().cycle();
                exporting.publish(33.25, 2_000);
            }
            Stream<Double> last = Decoded.metrics(receiver.received()).stream()
                    .filter(metric -> metric.name().equals("room_temperature_celsius"))
                    .map(metric -> metric.points().get(0).value());
            assertThat(last).containsExactly(20.5, 33.25);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_cycle_that_is_not_over_is_not_joined_by_another_and_does_not_hold_up_the_end(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc).answering(n -> Reply.silence());
                Exporting exporting = new Exporting(receiver, grpc, Map.of("timeout", "60s", "interval", "300s"))) {
            exporting.start().begin();
            exporting.begin();
            assertThat(exporting.number("home_exporter_otlp_exports_total", "result", "skipped"))
                    .isOne();
            // closing does not wait for the 60 s: the build would not end
        }
    }

    private static Receiver receiver(boolean grpc) {
        return grpc ? Receiver.grpc() : Receiver.http();
    }

    private static Reply busy(boolean grpc, Map<String, String> headers) {
        return grpc ? Reply.grpc(14, "busy") : new Reply(503, headers, new byte[0]);
    }

    private static Metric named(String name, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " in " + metrics.stream().map(Metric::name).toList()));
    }
}
