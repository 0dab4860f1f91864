package io.github.homeexporter.otlp;

import io.github.homeexporter.net.Backoff;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The attempts of one cycle: a few, each later than the one before, all within a part of the interval, so that cycles never
 * overlap. An old snapshot is never kept: the next one says more.
 */
final class RetryPlan {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

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
        this.backoff = new Backoff(FIRST, LONGEST, random);
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
        if (last.result() != SendOutcome.Result.RETRYABLE || made >= attempts) {
            return -1;
        }
        // whole milliseconds, rounded up: never sooner than asked for
        long pause = backoff.next(Duration.ofNanos(last.pauseNanos() + 999_999)).toNanos();
        return pause < endNanos - nowNanos ? pause : -1;
    }
}
