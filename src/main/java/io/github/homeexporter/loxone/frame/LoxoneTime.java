package io.github.homeexporter.loxone.frame;

/** The Miniserver counts seconds from 2009-01-01T00:00:00Z. */
public final class LoxoneTime {
    private static final long EPOCH_2009 = 1_230_768_000L;

    private LoxoneTime() {}

    /** Seconds since 1970 from seconds since 2009. */
    public static long toUnix(long seconds) {
        return EPOCH_2009 + seconds;
    }
}
