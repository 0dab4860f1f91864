package io.github.homeexporter.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;

/**
 * A google.rpc.Status, by the numbers of its fields: message 2, details 3. Its classes lie in a library of their own, with
 * much that nobody here needs.
 *
 * @param pauseNanos the delay of a google.rpc.RetryInfo among its details, 0 when there is none
 */
record RpcStatus(String message, long pauseNanos) {
    private static final RpcStatus NONE = new RpcStatus("", 0);
    private static final String RETRY_INFO = "google.rpc.RetryInfo";
    private static final long MOST_PAUSE_SECONDS = 86_400;

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
            return NONE;
        }
    }

    private static List<ByteString> messages(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList();
    }

    private static long retryDelay(Any any) throws InvalidProtocolBufferException {
        long pause = 0;
        if (any.getTypeUrl().endsWith(RETRY_INFO)) {
            for (ByteString delay : messages(UnknownFieldSet.parseFrom(any.getValue()), 1)) {
                Duration duration = Duration.parseFrom(delay);
                pause = Math.max(0, Math.min(MOST_PAUSE_SECONDS, duration.getSeconds())) * 1_000_000_000
                        + Math.max(0, Math.min(999_999_999, duration.getNanos()));
            }
        }
        return pause;
    }
}
