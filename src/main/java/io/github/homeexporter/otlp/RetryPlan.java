package io.github.homeexporter.otlp;

import java.util.function.DoubleSupplier;

/**
 * The attempts of one cycle: a few, each later than the one before, all within a part of the interval, so that cycles never
 * overlap. An old snapshot is never kept: the next one says more.
 */
final class RetryPlan {
    private static final double FIRST_SECONDS = 1;
    private static final double GROWTH = 1.5;
    private static final double LONGEST_SECONDS = 5;
    private static final double JITTER = 0.2;
    private static final double NANOS = 1e9;

    private final int attempts;
    private final long endNanos;
    private final DoubleSupplier random;
    private int made;

    /**
     * @param attempts at most, with the first
     * @param endNanos when no further attempt may begin, by the monotonic clock
     * @param random from 0 to 1
     */
    RetryPlan(int attempts, long endNanos, DoubleSupplier random) {
        this.attempts = attempts;
        this.endNanos = endNanos;
        this.random = random;
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
    long pause(Outcome last, long nowNanos) {
        made++;
        if (last.result() != Outcome.Result.RETRYABLE || made >= attempts) {
            return -1;
        }
        double seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * Math.pow(GROWTH, made - 1));
        double own = seconds * (1 - JITTER + 2 * JITTER * random.getAsDouble()) * NANOS;
        long pause = Math.max((long) own, last.pauseNanos());
        return pause < endNanos - nowNanos ? pause : -1;
    }
}
