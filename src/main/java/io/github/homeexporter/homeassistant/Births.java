package io.github.homeexporter.homeassistant;

import java.util.function.DoubleSupplier;

/**
 * When Home Assistant's birth messages are answered: soon, not by all programs of a house at one moment, and of a flood of them
 * one in a while. Told by the client's thread, asked by the link's.
 */
final class Births {
    private static final long SOONEST_MILLIS = 1_000;
    private static final long SPREAD_MILLIS = 4_000;
    /** Between two answers: announcing anew is everything we have. */
    private static final int SECONDS_APART = 30;

    private final DoubleSupplier random;
    private boolean heard;
    private boolean answered;
    private long due;
    private long last;

    /** @param random from 0 to 1 */
    Births(DoubleSupplier random) {
        this.random = random;
    }

    /** @param now milliseconds of a clock that only rises */
    synchronized void heard(long now) {
        if (heard) {
            // the answer that is on its way is for this one as well: it must not be put off
            return;
        }
        heard = true;
        long soon = now + SOONEST_MILLIS + (long) (random.getAsDouble() * SPREAD_MILLIS);
        due = answered ? Math.max(soon, last + SECONDS_APART * 1_000L) : soon;
    }

    /** Whether everything is to be said anew, which it is then. */
    synchronized boolean due(long now) {
        if (!heard || now < due) {
            return false;
        }
        heard = false;
        answered = true;
        last = now;
        return true;
    }
}
