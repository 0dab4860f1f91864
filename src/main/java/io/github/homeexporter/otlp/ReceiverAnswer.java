package io.github.homeexporter.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.github.homeexporter.otlp.SendOutcome.Result;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a receiver answered.
 *
 * @param headers names in lower case; of a gRPC answer with its trailers
 * @param body at most what {@link #MOST_BYTES} allows
 */
record ReceiverAnswer(int status, Map<String, String> headers, byte[] body) {
    static final int MOST_BYTES = 64 * 1024;
    private static final long MOST_PAUSE_SECONDS = 86_400;

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** What it means over HTTP (OTLP specification, "OTLP/HTTP Response"). */
    SendOutcome overHttp(Instant now) {
        if (status >= 200 && status < 300) {
            return SendOutcome.accepted(status, body);
        }
        String said = said();
        String sentence = "HTTP status " + status + (said.isEmpty() ? "" : ": " + said);
        return switch (status) {
            case 401, 403 -> SendOutcome.unauthorized(status, sentence);
            case 404, 405 ->
                SendOutcome.permanent(
                        status,
                        sentence + "; check the path of otel.endpoint, and that this port speaks OTLP over HTTP");
            case 429, 502, 503, 504 ->
                SendOutcome.failed(
                        Result.RETRYABLE,
                        status,
                        sentence,
                        pause(header("retry-after"), now).toNanos());
            default -> SendOutcome.permanent(status, sentence);
        };
    }

    /** Seconds or a date (RFC 9110 §10.2.3); zero for anything else. Never more than a day. */
    static Duration pause(String retryAfter, Instant now) {
        String text = retryAfter.strip();
        if (text.matches("\\d{1,18}")) {
            return Duration.ofSeconds(Math.min(MOST_PAUSE_SECONDS, Long.parseLong(text)));
        }
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            long seconds = Duration.between(now, then).toSeconds() + 1;
            return Duration.ofSeconds(Math.max(0, Math.min(MOST_PAUSE_SECONDS, seconds)));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** A google.rpc.Status by the book; in practice a proxy's page or JSON as often. */
    private String said() {
        String type = header("content-type");
        if (type.startsWith("application/x-protobuf")) {
            return RpcStatus.read(body).message();
        }
        boolean text = type.startsWith("text/plain") || type.startsWith("application/json");
        return text ? new String(body, StandardCharsets.UTF_8) : "";
    }

    /** What an answer over gRPC means, and the five bytes before each message (gRPC over HTTP/2). */
    static final class GrpcAnswer {
        static final String PATH = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
        private static final int PREFIX = 5;
        private static final int UNKNOWN = 2;
        /** By their numbers. */
        private static final String[] NAMES = ("OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND"
                        + " ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE"
                        + " UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED")
                .split(" ");

        private GrpcAnswer() {}

        static byte[] frame(byte[] message, boolean compressed) {
            return ByteBuffer.allocate(PREFIX + message.length)
                    .put((byte) (compressed ? 1 : 0))
                    .putInt(message.length)
                    .put(message)
                    .array();
        }

        static SendOutcome outcome(ReceiverAnswer answer) {
            String word = answer.header("grpc-status");
            boolean said = word.matches("\\d{1,3}");
            int status = said ? Integer.parseInt(word) : ofHttp(answer.status());
            if (status == 0) {
                return SendOutcome.accepted(0, unframed(answer.body()));
            }
            RpcStatus details = RpcStatus.read(base64(answer.header("grpc-status-details-bin")));
            String message = percentDecoded(answer.header("grpc-message"));
            String sentence = "gRPC status " + status + " " + name(status)
                    + (said ? "" : " (HTTP status " + answer.status() + " without a gRPC status)")
                    + (message.isEmpty() ? "" : ": " + message);
            return switch (status) {
                case 7, 16 -> SendOutcome.unauthorized(status, sentence);
                case 1, 4, 8, 10, 11, 14, 15 ->
                    SendOutcome.failed(Result.RETRYABLE, status, sentence, details.pauseNanos());
                case 12 -> SendOutcome.permanent(status, sentence + "; check that this port speaks OTLP over gRPC");
                default -> SendOutcome.permanent(status, sentence);
            };
        }

        /** What gRPC makes of an answer of somebody who does not speak it (doc/http-grpc-status-mapping.md). */
        private static int ofHttp(int status) {
            return switch (status) {
                case 400 -> 13;
                case 401 -> 16;
                case 403 -> 7;
                case 404 -> 12;
                case 429, 502, 503, 504 -> 14;
                default -> UNKNOWN;
            };
        }

        /** Empty when there is no whole message. It is never compressed: we do not say that we could read that. */
        private static byte[] unframed(byte[] body) {
            if (body.length < PREFIX || body[0] != 0) {
                return new byte[0];
            }
            int length = ByteBuffer.wrap(body).getInt(1);
            boolean whole = length >= 0 && length <= body.length - PREFIX;
            return whole ? Arrays.copyOfRange(body, PREFIX, PREFIX + length) : new byte[0];
        }

        private static byte[] base64(String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        private static String percentDecoded(String text) {
            try {
                return HeaderList.decode(text);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        private static String name(int status) {
            return status > 0 && status < NAMES.length ? NAMES[status] : "(no status of gRPC)";
        }
    }

    /**
     * A google.rpc.Status, by the numbers of its fields: message 2, details 3. Its classes lie in a library of their own, with
     * much that nobody here needs.
     *
     * @param pauseNanos the delay of a google.rpc.RetryInfo among its details, 0 when there is none
     */
    record RpcStatus(String message, long pauseNanos) {
        private static final String RETRY_INFO = "google.rpc.RetryInfo";

        /** Nothing for bytes that are no such message. */
        static RpcStatus read(byte[] bytes) {
            try {
                UnknownFieldSet status = UnknownFieldSet.parseFrom(bytes);
                String message = "";
                for (ByteString text : messages(status, 2)) {
                    message = text.toStringUtf8();
                }
                long pause = 0;
                for (ByteString detail : messages(status, 3)) {
                    pause = Math.max(pause, retryDelay(Any.parseFrom(detail)));
                }
                return new RpcStatus(message, pause);
            } catch (InvalidProtocolBufferException e) {
                return new RpcStatus("", 0);
            }
        }

        private static List<ByteString> messages(UnknownFieldSet message, int field) {
            return message.getField(field).getLengthDelimitedList();
        }

        private static long retryDelay(Any any) throws InvalidProtocolBufferException {
            long pause = 0;
            if (any.getTypeUrl().endsWith(RETRY_INFO)) {
                for (ByteString delay : messages(UnknownFieldSet.parseFrom(any.getValue()), 1)) {
                    var duration = com.google.protobuf.Duration.parseFrom(delay);
                    pause = Math.max(0, Math.min(MOST_PAUSE_SECONDS, duration.getSeconds())) * 1_000_000_000
                            + Math.max(0, Math.min(999_999_999, duration.getNanos()));
                }
            }
            return pause;
        }
    }
}
