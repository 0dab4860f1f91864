package io.github.homeexporter.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;

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
            return name().toLowerCase(java.util.Locale.ROOT);
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
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
