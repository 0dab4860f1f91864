package io.github.homeexporter.otlp;

/**
 * A google.rpc.Status.
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
            ProtoReader status = new ProtoReader(bytes);
            String message = "";
            long pause = 0;
            while (status.next()) {
                if (status.isBytes(2)) {
                    message = status.text();
                } else if (status.isBytes(3)) {
                    pause = Math.max(pause, retryDelay(status.message()));
                }
            }
            return new RpcStatus(message, pause);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static long retryDelay(ProtoReader any) {
        String type = "";
        ProtoReader value = null;
        while (any.next()) {
            if (any.isBytes(1)) {
                type = any.text();
            } else if (any.isBytes(2)) {
                value = any.message();
            }
        }
        if (value == null || !type.endsWith(RETRY_INFO)) {
            return 0;
        }
        long pause = 0;
        while (value.next()) {
            if (value.isBytes(1)) {
                pause = duration(value.message());
            }
        }
        return pause;
    }

    private static long duration(ProtoReader duration) {
        long seconds = 0;
        long nanos = 0;
        while (duration.next()) {
            if (duration.isNumber(1)) {
                seconds = Math.max(0, Math.min(MOST_PAUSE_SECONDS, duration.number()));
            } else if (duration.isNumber(2)) {
                nanos = Math.max(0, Math.min(999_999_999, duration.number()));
            }
        }
        return seconds * 1_000_000_000 + nanos;
    }
}
