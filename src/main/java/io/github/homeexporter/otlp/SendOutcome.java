package io.github.homeexporter.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.Texts;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * How one attempt ended.
 *
 * @param sentence for a person; empty when all is well. Of what a receiver wrote at most 200 characters, on one line
 * @param rejected points the receiver did not take although it took the request
 * @param pauseNanos how long the receiver asked to be left alone; 0 when it did not ask
 * @param code HTTP status, or gRPC status; -1 when there was no answer
 */
record SendOutcome(Result result, String sentence, long rejected, long pauseNanos, int code) {
    private static final int LONGEST = 200;

    /** What follows from it. */
    enum Result {
        OK,
        /** Worth another attempt soon. */
        RETRYABLE,
        /** The next cycle may try; an attempt before it would end the same way. */
        PERMANENT,
        /** As PERMANENT: the receiver does not know us. */
        AUTH;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SendOutcome ok(int code, long rejected, String message) {
        return new SendOutcome(Result.OK, line(message), rejected, 0, code);
    }

    /** Of an ExportMetricsServiceResponse; one that cannot be read says nothing: the request was taken all the same. */
    static SendOutcome accepted(int code, byte[] response) {
        ExportMetricsPartialSuccess partial;
        try {
            partial = ExportMetricsServiceResponse.parseFrom(response).getPartialSuccess();
        } catch (InvalidProtocolBufferException e) {
            partial = ExportMetricsPartialSuccess.getDefaultInstance();
        }
        return ok(code, Math.max(0, partial.getRejectedDataPoints()), partial.getErrorMessage());
    }

    static SendOutcome failed(Result result, int code, String sentence, long pauseNanos) {
        return new SendOutcome(result, line(sentence), 0, pauseNanos, code);
    }

    static SendOutcome permanent(int code, String sentence) {
        return failed(Result.PERMANENT, code, sentence, 0);
    }

    static SendOutcome unauthorized(int code, String sentence) {
        return failed(Result.AUTH, code, sentence + "; check otel.headers (the credentials)", 0);
    }

    /** No answer at all: refused, closed, unknown host, too late. */
    static SendOutcome unanswered(String sentence) {
        return failed(Result.RETRYABLE, -1, sentence, 0);
    }

    /** Whether half of it may be taken: by HTTP's status, or by what servers of gRPC say when a message is above their limit. */
    boolean isTooLarge() {
        return code == 413 || (code == 8 && sentence.matches("(?i).*(larger than|too large|exceeds).*"));
    }

    SendOutcome with(String otherSentence) {
        return new SendOutcome(result, otherSentence, rejected, pauseNanos, code);
    }

    /** One line, printable, not too long. */
    static String line(String text) {
        String line = Texts.unbroken(text).replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static final int DEEPEST = 10;

    static SendOutcome late(OtlpAddress address, long timeoutNanos) {
        return unanswered("no answer from " + address + " within "
                + String.format(Locale.ROOT, "%.1f", timeoutNanos / 1e9) + " s");
    }

    /** What it means when there is no answer, in a sentence for who has to mend it. */
    static SendOutcome of(Throwable thrown, OtlpAddress address) {
        if (thrown instanceof IllegalArgumentException) {
            return permanent(-1, String.valueOf(thrown.getMessage()));
        }
        Fault known = NetworkFaults.of(thrown);
        return switch (known.reason()) {
            case NetworkFaults.UNKNOWN_HOST -> unanswered("host name " + address.host() + " is not known");
            case NetworkFaults.TLS -> {
                String check = known.sentence().contains("certif")
                        ? "; check otel.tls-ca, and otel.tls-cert if the receiver asks for a certificate"
                        : "; check that " + address + " speaks TLS";
                yield permanent(-1, address + ": " + known.sentence() + check);
            }
            case NetworkFaults.REFUSED -> unanswered("connection refused by " + address);
            case NetworkFaults.UNREACHABLE -> unanswered("no route to " + address);
            case NetworkFaults.TIMEOUT -> unanswered("no connection to " + address + " in time");
            default -> broken(thrown, address);
        };
    }

    private static SendOutcome broken(Throwable thrown, OtlpAddress address) {
        Throwable deepest = thrown;
        for (int i = 0; i < DEEPEST && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
        }
        String said = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        String lower = said.toLowerCase(Locale.ROOT);
        if (address.grpc() && lower.contains("settings")) {
            return permanent(
                    -1,
                    address
                            + " does not speak gRPC: set otel.protocol=http, or in otel.endpoint the receiver's gRPC"
                            + " port (mostly 4317)");
        }
        if (!address.grpc() && (lower.contains("http version") || lower.contains("invalid version"))) {
            return permanent(
                    -1,
                    address + " does not speak OTLP over HTTP: set otel.protocol=grpc, or in otel.endpoint the"
                            + " receiver's HTTP port (mostly 4318)");
        }
        return unanswered(
                lower.contains("closed") || lower.contains("reset")
                        ? "connection closed by " + address + " without an answer"
                        : "sending to " + address + " failed: " + Texts.oneLine(said));
    }

    /**
     * The attempts of one cycle: a few, each later than the one before, all within a part of the interval, so that cycles never
     * overlap. An old snapshot is never kept: the next one says more.
     */
    static final class RetryPlan {
        private final int attempts;
        private final long endNanos;
        private final Backoff backoff;
        private int made;

        /**
         * @param attempts at most, with the first
         * @param endNanos when no further attempt may begin, by the monotonic clock
         * @param random from 0 to 1
         */
        RetryPlan(int attempts, long endNanos, DoubleSupplier random) {
            this.attempts = attempts;
            this.endNanos = endNanos;
            this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), random);
        }

        /** How long an attempt that begins now may take, in nanoseconds: its own time, but not beyond the end of the plan. */
        long timeout(long ownNanos, long nowNanos) {
            return Math.max(1, Math.min(ownNanos, endNanos - nowNanos));
        }

        /**
         * Nanoseconds to wait before the next attempt, never less than the receiver asked for; -1 when there is none.
         *
         * @param last how the attempt before ended
         */
        long pause(SendOutcome last, long nowNanos) {
            made++;
            if (last.result() != Result.RETRYABLE || made >= attempts) {
                return -1;
            }
            // whole milliseconds, rounded up: never sooner than asked for
            long pause =
                    backoff.next(Duration.ofNanos(last.pauseNanos() + 999_999)).toNanos();
            return pause < endNanos - nowNanos ? pause : -1;
        }
    }
}
