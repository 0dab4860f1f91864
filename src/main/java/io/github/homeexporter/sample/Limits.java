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
    /** Of heap for each series, in KiB: twice what was measured, since a scrape and the reading of an answer need room too. */
    private static final int OF_STORE = 3;

    private static final int OF_MQTT = 6;
    private static final int OF_OTLP = 1;

    /** Bytes of name and labels for which a series counts once more. */
    static final int LONG_SERIES = 256;

    public static final Limits DEFAULT =
            new Limits(20_000, ofHeap(false, false), Duration.ofMinutes(5), StalePolicy.DROP, 3);

    /** For how many of {@code maxSeriesTotal} a series counts: long labels cost what many series do. */
    static int weight(Series series) {
        return 1 + series.text().length / LONG_SERIES;
    }

    /**
     * Whether a device may have so much more. The last quarter is for devices that have little: those that flood must not keep
     * the others out.
     *
     * @param all what all devices have
     * @param own what this one has
     */
    boolean isRoom(long all, long own, int weight) {
        long most = own < maxSeriesTotal / 64 ? maxSeriesTotal : maxSeriesTotal - maxSeriesTotal / 4;
        return all + weight <= most;
    }

    /** Where the settings say nothing: so many as the heap holds with the outputs that are on. */
    public static int ofHeap(boolean mqtt, boolean otlp) {
        int each = 1024 * (OF_STORE + (mqtt ? OF_MQTT : 0) + (otlp ? OF_OTLP : 0));
        return (int) Math.min(10_000_000, Runtime.getRuntime().maxMemory() / each);
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
