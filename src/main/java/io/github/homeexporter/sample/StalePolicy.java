package io.github.homeexporter.sample;

/** What becomes of the series of a device that pushes, once its connection has been down for too long. */
public enum StalePolicy {
    /** They go. */
    DROP,
    /** They stay with their last value. */
    KEEP,
    /** They stay and say NaN. */
    NAN
}
