package io.github.homeexporter.modbus.protocol;

/**
 * What a device answered.
 *
 * @param exception the exception code, 0 when the request was done
 * @param words what was read: registers, or 0 and 1 for coils; empty after a write
 */
public record Reply(int exception, short[] words) {
    public static final int ILLEGAL_FUNCTION = 1;
    public static final int ILLEGAL_ADDRESS = 2;
    public static final int ILLEGAL_VALUE = 3;
    public static final int DEVICE_FAILURE = 4;
    static final int ACCEPTED = 5;
    private static final int BUSY = 6;

    static Reply of(short[] words) {
        return new Reply(0, words);
    }

    static Reply refused(int code) {
        return new Reply(code, new short[0]);
    }

    public boolean isRefused() {
        return exception != 0;
    }

    /** Whether it may be meant for a part of what was asked for: devices do not agree on the code for that. */
    boolean isSplittable() {
        return exception >= ILLEGAL_FUNCTION && exception <= DEVICE_FAILURE;
    }

    /** Asking again a little later may do. */
    public boolean isBusy() {
        return exception == ACCEPTED || exception == BUSY;
    }

    /** {@code exception_02}: a word for counters. */
    String reason() {
        return "exception_%02x".formatted(exception);
    }

    /** Modbus Application Protocol V1.1b3, section 7. */
    public String sentence() {
        return "exception %02X (%s)"
                .formatted(
                        exception,
                        switch (exception) {
                            case ILLEGAL_FUNCTION -> "function not known to the device";
                            case ILLEGAL_ADDRESS -> "no such address";
                            case ILLEGAL_VALUE -> "value or count not allowed";
                            case DEVICE_FAILURE -> "device failure";
                            case ACCEPTED -> "accepted, still working";
                            case BUSY -> "device busy";
                            case 8 -> "memory parity error";
                            case 10 -> "gateway has no path";
                            case 11 -> "the device behind the gateway does not answer";
                            default -> "not in the standard";
                        });
    }

    /** For a log: the exception, or the words as registers are written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isRefused() ? sentence() : words.length + " words");
        for (short word : words) {
            text.append(" %04x".formatted(word));
        }
        return text.toString();
    }

    /** Bytes that are no answer to what was asked. */
    public static class MalformedReply extends Exception {
        public MalformedReply(String sentence) {
            super(sentence);
        }
    }
}
