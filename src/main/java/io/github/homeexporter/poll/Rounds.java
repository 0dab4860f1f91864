package io.github.homeexporter.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a device is asked: at whole intervals from the first round on. Rounds whose time has passed are left out and never
 * caught up: a device that was slow would be asked without a pause just when it comes to itself.
 */
public final class Rounds {
    private final long interval;
    private final LongSupplier ticks;
    private long due;
    private long leftOut;

    /**
     * The first round is now.
     *
     * @param interval more than zero
     * @param ticks monotonic nanoseconds
     */
    public Rounds(Duration interval, LongSupplier ticks) {
        this.interval = interval.toNanos();
        this.ticks = ticks;
        this.due = ticks.getAsLong();
    }

    /** A round is now, out of turn; those that follow are counted from it. */
    public synchronized void restart() {
        due = ticks.getAsLong();
    }

    /**
     * Asked when a round has ended.
     *
     * @return how long until the next one, more than zero and at most one interval
     */
    public synchronized Duration untilNext() {
        long now = ticks.getAsLong();
        long missed = Math.max(0, (now - due) / interval);
        leftOut += missed;
        due += interval * (missed + 1);
        return Duration.ofNanos(due - now);
    }

    /** How many rounds were left out so far. */
    public synchronized long leftOut() {
        return leftOut;
    }
}
