package io.github.homeexporter.otlp;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** What an answer over HTTP means (OTLP specification, "OTLP/HTTP Response"). */
final class HttpAnswer {
    private static final long MOST_PAUSE_SECONDS = 86_400;

    private HttpAnswer() {}

    static SendOutcome outcome(ReceiverAnswer answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return SendOutcome.accepted(status, answer.body());
        }
        String said = said(answer);
        String sentence = "HTTP status " + status + (said.isEmpty() ? "" : ": " + said);
        return switch (status) {
            case 401, 403 ->
                SendOutcome.failed(
                        SendOutcome.Result.AUTH, status, sentence + "; check otel.headers (the credentials)", 0);
            case 404, 405 ->
                SendOutcome.failed(
                        SendOutcome.Result.PERMANENT,
                        status,
                        sentence + "; check the path of otel.endpoint, and that this port speaks OTLP over HTTP",
                        0);
            case 429, 502, 503, 504 ->
                SendOutcome.failed(
                        SendOutcome.Result.RETRYABLE,
                        status,
                        sentence,
                        pause(answer.header("retry-after"), now).toNanos());
            default -> SendOutcome.failed(SendOutcome.Result.PERMANENT, status, sentence, 0);
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
    private static String said(ReceiverAnswer answer) {
        String type = answer.header("content-type");
        if (type.startsWith("application/x-protobuf")) {
            return RpcStatus.read(answer.body()).message();
        }
        boolean text = type.startsWith("text/plain") || type.startsWith("application/json");
        return text ? new String(answer.body(), StandardCharsets.UTF_8) : "";
    }
}
