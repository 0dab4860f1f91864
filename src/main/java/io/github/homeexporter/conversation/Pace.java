package io.github.homeexporter.conversation;

/**
 * How much of a core a device may keep busy. What it says beyond that waits on the wire, where TCP holds it back: a house's
 * device takes some thousandths. Knows no clock; nanoseconds of one that only rises.
 */
final class Pace {
    /** Of a core, in the long run. */
    private static final int PERCENT = 60;

    /** May be used at once. */
    private static final long BURST = 20_000_000;
    /** What is remembered of a single long work, a structure file for example: nothing may make a device wait for long. */
    private static final long MOST = 60_000_000;

    private static final long LONG_ENOUGH_TO_TELL = 10_000_000_000L;
    private static final long PAUSE_OF_A_FLOOD = 2_000_000_000;

    private long debt;
    private long paidAt;
    private boolean rested;
    private long firstRest;
    private long lastRest;

    /**
     * Counts work.
     *
     * @param nanos of a core
     */
    synchronized void worked(long nanos) {
        debt = Math.min(MOST, debt + nanos);
    }

    /** How long to wait before more is read, in nanoseconds; mostly 0. */
    synchronized long rest(long now) {
        debt = Math.max(0, debt - Math.max(0, now - paidAt) * PERCENT / 100);
        paidAt = now;
        if (debt <= BURST) {
            return 0;
        }
        if (!rested || now - lastRest > PAUSE_OF_A_FLOOD) {
            firstRest = now;
        }
        rested = true;
        lastRest = now;
        return debt * 100 / PERCENT;
    }

    /** Whether it has had to wait again and again for ten seconds, and has not been quiet for so long since. */
    synchronized boolean isFlood(long now) {
        return rested && lastRest - firstRest >= LONG_ENOUGH_TO_TELL && now - lastRest < LONG_ENOUGH_TO_TELL;
    }
}
