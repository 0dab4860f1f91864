package io.github.homeexporter.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What an answer over gRPC means, and the five bytes before each message (gRPC over HTTP/2). */
final class GrpcAnswer {
    static final String PATH = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private static final int PREFIX = 5;
    private static final int UNKNOWN = 2;

    private GrpcAnswer() {}

    static byte[] frame(byte[] message, boolean compressed) {
        byte[] framed = new byte[PREFIX + message.length];
        framed[0] = (byte) (compressed ? 1 : 0);
        for (int i = 0; i < 4; i++) {
            framed[1 + i] = (byte) (message.length >>> 24 - 8 * i);
        }
        System.arraycopy(message, 0, framed, PREFIX, message.length);
        return framed;
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
            case 7, 16 ->
                SendOutcome.failed(
                        SendOutcome.Result.AUTH, status, sentence + "; check otel.headers (the credentials)", 0);
            case 1, 4, 8, 10, 11, 14, 15 ->
                SendOutcome.failed(SendOutcome.Result.RETRYABLE, status, sentence, details.pauseNanos());
            case 12 ->
                SendOutcome.failed(
                        SendOutcome.Result.PERMANENT,
                        status,
                        sentence + "; check that this port speaks OTLP over gRPC",
                        0);
            default -> SendOutcome.failed(SendOutcome.Result.PERMANENT, status, sentence, 0);
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
        long length = 0;
        for (int i = 1; i < PREFIX; i++) {
            length = length << 8 | body[i] & 0xff;
        }
        return length > body.length - PREFIX ? new byte[0] : Arrays.copyOfRange(body, PREFIX, PREFIX + (int) length);
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
            return new String(HeaderList.decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "CANCELLED";
            case 2 -> "UNKNOWN";
            case 3 -> "INVALID_ARGUMENT";
            case 4 -> "DEADLINE_EXCEEDED";
            case 5 -> "NOT_FOUND";
            case 6 -> "ALREADY_EXISTS";
            case 7 -> "PERMISSION_DENIED";
            case 8 -> "RESOURCE_EXHAUSTED";
            case 9 -> "FAILED_PRECONDITION";
            case 10 -> "ABORTED";
            case 11 -> "OUT_OF_RANGE";
            case 12 -> "UNIMPLEMENTED";
            case 13 -> "INTERNAL";
            case 14 -> "UNAVAILABLE";
            case 15 -> "DATA_LOSS";
            case 16 -> "UNAUTHENTICATED";
            default -> "(no status of gRPC)";
        };
    }
}
