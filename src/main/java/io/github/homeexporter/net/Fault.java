package io.github.homeexporter.net;

import java.time.Duration;

/**
 * Why a connection ended, for the person who has to mend it.
 *
 * @param reason a word for the label {@code reason}; few different ones
 * @param sentence what was wrong and what to check, in one line; no secrets
 * @param retryAfter not before this time; zero for the usual back-off
 */
public record Fault(String reason, String sentence, Duration retryAfter) {
    public Fault(String reason, String sentence) {
        this(reason, sentence, Duration.ZERO);
    }

    /** Carries a {@link Fault} out of a {@code Dial} that knows what is wrong. */
    public static final class FaultException extends Exception {
        private final transient Fault fault;

        public FaultException(Fault fault) {
            super(fault.sentence());
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }
}
