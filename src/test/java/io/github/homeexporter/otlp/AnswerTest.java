package io.github.homeexporter.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import io.github.homeexporter.otlp.ReceiverAnswer.GrpcAnswer;
import io.github.homeexporter.otlp.ReceiverAnswer.RpcStatus;
import io.github.homeexporter.otlp.SendOutcome.Result;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "200,OK",
        "202,OK",
        "301,PERMANENT",
        "400,PERMANENT",
        "401,AUTH",
        "403,AUTH",
        "404,PERMANENT",
        "405,PERMANENT",
        "408,PERMANENT",
        "413,PERMANENT",
        "429,RETRYABLE",
        "500,PERMANENT",
        "501,PERMANENT",
        "502,RETRYABLE",
        "503,RETRYABLE",
        "504,RETRYABLE"
    })
    void each_http_status_has_its_class(int status, Result expected) {
        SendOutcome outcome = http(status, Map.of(), new byte[0]);
        assertThat(outcome.result()).isEqualTo(expected);
        assertThat(outcome.code()).isEqualTo(status);
        if (expected != Result.OK) {
            assertThat(outcome.sentence()).contains("HTTP status " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,OK",
        "1,RETRYABLE",
        "2,PERMANENT",
        "3,PERMANENT",
        "4,RETRYABLE",
        "5,PERMANENT",
        "6,PERMANENT",
        "7,AUTH",
        "8,RETRYABLE",
        "9,PERMANENT",
        "10,RETRYABLE",
        "11,RETRYABLE",
        "12,PERMANENT",
        "13,PERMANENT",
        "14,RETRYABLE",
        "15,RETRYABLE",
        "16,AUTH"
    })
    void each_grpc_status_has_its_class(int status, Result expected) {
        SendOutcome outcome = GrpcAnswer.outcome(new ReceiverAnswer(
                200, Map.of("grpc-status", String.valueOf(status)), GrpcAnswer.frame(new byte[0], false)));
        assertThat(outcome.result()).isEqualTo(expected);
        assertThat(outcome.code()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "400,PERMANENT",
        "401,AUTH",
        "403,AUTH",
        "404,PERMANENT",
        "429,RETRYABLE",
        "503,RETRYABLE",
        "200,PERMANENT"
    })
    void an_http_answer_where_grpc_was_expected_has_the_class_grpc_gives_it(int status, Result expected) {
        SendOutcome outcome = GrpcAnswer.outcome(new ReceiverAnswer(status, Map.of(), "<html>".getBytes(UTF_8)));
        assertThat(outcome.result()).isEqualTo(expected);
        assertThat(outcome.sentence()).contains("HTTP status " + status);
    }

    @Test
    void partial_success_is_told_by_both_transports() {
        byte[] body = ExportMetricsServiceResponse.newBuilder()
                .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(3)
                        .setErrorMessage("too old"))
                .build()
                .toByteArray();
        SendOutcome http = http(200, Map.of(), body);
        SendOutcome grpc =
                GrpcAnswer.outcome(new ReceiverAnswer(200, Map.of("grpc-status", "0"), GrpcAnswer.frame(body, false)));
        assertThat(http.rejected()).isEqualTo(3);
        assertThat(http.sentence()).isEqualTo("too old");
        assertThat(grpc).usingRecursiveComparison().ignoringFields("code").isEqualTo(http);
    }

    @Test
    void retry_after_is_seconds_or_a_date_and_nothing_else() {
        assertThat(ReceiverAnswer.pause("2", NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(ReceiverAnswer.pause(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(ReceiverAnswer.pause("Fri, 02 Jan 2026 03:04:35 GMT", NOW))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(ReceiverAnswer.pause("Fri, 02 Jan 2026 03:00:00 GMT", NOW)).isZero();
        assertThat(ReceiverAnswer.pause("999999999999999999", NOW)).isEqualTo(Duration.ofDays(1));
        assertThat(ReceiverAnswer.pause("-1", NOW)).isZero();
        assertThat(ReceiverAnswer.pause("soon", NOW)).isZero();
        assertThat(ReceiverAnswer.pause("", NOW)).isZero();
        assertThat(http(503, Map.of("retry-after", "7"), new byte[0]).pauseNanos())
                .isEqualTo(Duration.ofSeconds(7).toNanos());
    }

    /** google.rpc.Status with google.rpc.RetryInfo{retry_delay: 1.5 s}, field by field: its classes are not among the program's. */
    @Test
    void a_grpc_receiver_says_in_its_details_how_long_to_wait() {
        ByteString retryInfo = message(
                1,
                com.google.protobuf.Duration.newBuilder()
                        .setSeconds(1)
                        .setNanos(500_000_000)
                        .build());
        Any any = Any.newBuilder()
                .setTypeUrl("type.googleapis.com/google.rpc.RetryInfo")
                .setValue(retryInfo)
                .build();
        ByteString status = ByteString.copyFrom(List.of(
                UnknownFieldSet.newBuilder()
                        .mergeVarintField(1, 14)
                        .mergeLengthDelimitedField(2, ByteString.copyFromUtf8("overloaded"))
                        .build()
                        .toByteString(),
                message(3, any)));
        String details = Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray());
        SendOutcome outcome = GrpcAnswer.outcome(new ReceiverAnswer(
                200,
                Map.of("grpc-status", "14", "grpc-message", "over%20loaded", "grpc-status-details-bin", details),
                new byte[0]));
        assertThat(outcome.pauseNanos()).isEqualTo(1_500_000_000L);
        assertThat(outcome.sentence()).contains("UNAVAILABLE").contains("over loaded");
    }

    private static ByteString message(int field, MessageLite content) {
        return UnknownFieldSet.newBuilder()
                .mergeLengthDelimitedField(field, content.toByteString())
                .build()
                .toByteString();
    }

    @Test
    void what_a_receiver_writes_becomes_one_short_line() {
        SendOutcome outcome = http(400, Map.of("content-type", "text/plain"), "a\r\nb\u0007".getBytes(UTF_8));
        assertThat(outcome.sentence()).isEqualTo("HTTP status 400: a b");
        assertThat(http(
                                400,
                                Map.of("content-type", "text/plain"),
                                "x".repeat(10_000).getBytes(UTF_8))
                        .sentence())
                .hasSizeLessThan(210);
        assertThat(http(502, Map.of("content-type", "text/html"), "<html>".getBytes(UTF_8))
                        .sentence())
                .isEqualTo("HTTP status 502");
    }

    @Property(tries = 1_000)
    void no_bytes_of_a_receiver_are_more_than_an_outcome(@ForAll byte[] body, @ForAll String text) {
        assertThatCode(() -> {
                    http(200, Map.of(), body);
                    http(400, Map.of("content-type", "application/x-protobuf"), body);
                    http(503, Map.of("retry-after", text), body);
                    GrpcAnswer.outcome(new ReceiverAnswer(
                            200,
                            Map.of("grpc-status", text, "grpc-message", text, "grpc-status-details-bin", text),
                            body));
                    GrpcAnswer.outcome(
                            new ReceiverAnswer(200, Map.of("grpc-status", "0"), GrpcAnswer.frame(body, false)));
                    RpcStatus.read(body);
                })
                .doesNotThrowAnyException();
    }

    private static SendOutcome http(int status, Map<String, String> headers, byte[] body) {
        return new ReceiverAnswer(status, headers, body).overHttp(NOW);
    }
}
