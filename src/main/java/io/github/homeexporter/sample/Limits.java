package io.github.homeexporter.sample;

import java.time.Duration;

/**
 * What a store allows one device.
 *
 * @param maxSeries series of one device, at least 1
 * @param staleAfter how long a pushing device's connection may be down before {@code stalePolicy} applies
 * @param missedIntervals after how many missed intervals a polled device's series go
 */
public record Limits(int maxSeries, Duration staleAfter, StalePolicy stalePolicy, int missedIntervals) {
    public static final Limits DEFAULT = new Limits(20_000, Duration.ofMinutes(5), StalePolicy.DROP, 3);

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
