package io.github.homeexporter.sample;

import java.time.Duration;

/**
 * What a store allows.
 *
 * @param maxSeries series of one device, at least 1
 * @param maxSeriesTotal of all devices together, at least 1; a long one counts for several, see {@link #weight}
 * @param staleAfter how long a pushing device's connection may be down before {@code stalePolicy} applies
 * @param missedIntervals after how many missed intervals a polled device's series go
 */
public record Limits(
        int maxSeries, int maxSeriesTotal, Duration staleAfter, StalePolicy stalePolicy, int missedIntervals) {
    /** Of heap for each series: itself, and what every output makes of it. */
    private static final int HEAP_OF_SERIES = 4096;

    /** Bytes of name and labels for which a series counts once more. */
    static final int LONG_SERIES = 256;

    public static final Limits DEFAULT = new Limits(20_000, ofHeap(), Duration.ofMinutes(5), StalePolicy.DROP, 3);

    /** For how many of {@code maxSeriesTotal} a series counts: long labels cost what many series do. */
    static int weight(Series series) {
        return 1 + series.text().length / LONG_SERIES;
    }

    /**
     * Whether a device may have so much more. The last quarter is for devices that have little: one that floods must not keep
     * the others out.
     *
     * @param all what all devices have
     * @param own what this one has
     */
    boolean isRoom(long all, long own, int weight) {
        long most = own < maxSeriesTotal / 16 ? maxSeriesTotal : maxSeriesTotal - maxSeriesTotal / 4;
        return all + weight <= most;
    }

    /** Where the settings say nothing: so many as the heap can hold with every output on. */
    public static int ofHeap() {
        return (int) Math.min(10_000_000, Runtime.getRuntime().maxMemory() / HEAP_OF_SERIES);
    }

    /** What becomes of the series of a device that pushes, once its connection has been down for too long. */
    public enum StalePolicy {
        /** They go. */
        DROP,
        /** They stay with their last value. */
        KEEP,
        /** They stay and say NaN. */
        NAN
    }
}
