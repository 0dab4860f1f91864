package io.github.homeexporter.net;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubling, with a cap, and ±25 % so that devices do not come back in step. Faults
 * that do not pass by themselves, as a wrong password, get a back-off of their own with longer waits.
 */
public final class Backoff {
    private final long first;
    private final long longest;
    private final DoubleSupplier random;
    private long next;

    /** @param random from 0 to 1 */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first.toMillis();
        this.longest = longest.toMillis();
        this.random = random;
        this.next = this.first;
    }

    /** The device has answered as it should. */
    public synchronized void reset() {
        next = first;
    }

    public Duration next() {
        return next(Duration.ZERO);
    }

    /** @param atLeast what the fault asks for; also spread, but never shorter */
    public synchronized Duration next(Duration atLeast) {
        double spread = random.getAsDouble();
        long wait = Math.round(next * (0.75 + 0.5 * spread));
        next = Math.min(longest, next * 2);
        return Duration.ofMillis(Math.max(wait, Math.round(atLeast.toMillis() * (1 + 0.25 * spread))));
    }
}
