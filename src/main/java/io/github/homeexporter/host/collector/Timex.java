package io.github.homeexporter.host.collector;

import java.nio.ByteBuffer;

/**
 * How the kernel keeps its clock: struct timex of 64-bit Linux, and what adjtimex(2) returned. Units of the fields as its
 * manual page has them.
 *
 * @param state 5, TIME_ERROR: not synchronized
 */
public record Timex(int state, ByteBuffer fields) {
    private static final int TIME_ERROR = 5;
    /** STA_NANO: offset and jitter are nanoseconds, microseconds otherwise. */
    private static final int NANOSECONDS = 0x2000;

    private static final double MICRO = 1e6;
    private static final double NANO = 1e9;
    /** Frequencies are parts per million with 16 bits of fraction. */
    private static final double PPM16 = 1e6 * 65536;

    double offsetSeconds() {
        return fields.getLong(8) / unit();
    }

    double frequencyRatio() {
        return 1 + fields.getLong(16) / PPM16;
    }

    double maxErrorSeconds() {
        return fields.getLong(24) / MICRO;
    }

    double estimatedErrorSeconds() {
        return fields.getLong(32) / MICRO;
    }

    int status() {
        return fields.getInt(40);
    }

    long loopTimeConstant() {
        return fields.getLong(48);
    }

    double tickSeconds() {
        return fields.getLong(88) / MICRO;
    }

    double ppsFrequencyHertz() {
        return fields.getLong(96) / PPM16;
    }

    double ppsJitterSeconds() {
        return fields.getLong(104) / unit();
    }

    int ppsShiftSeconds() {
        return fields.getInt(112);
    }

    double ppsStabilityHertz() {
        return fields.getLong(120) / PPM16;
    }

    long ppsJitters() {
        return fields.getLong(128);
    }

    long ppsCalibrations() {
        return fields.getLong(136);
    }

    long ppsErrors() {
        return fields.getLong(144);
    }

    long ppsStabilitiesExceeded() {
        return fields.getLong(152);
    }

    int taiOffsetSeconds() {
        return fields.getInt(160);
    }

    int synchronization() {
        return state == TIME_ERROR ? 0 : 1;
    }

    private double unit() {
        return (status() & NANOSECONDS) == 0 ? MICRO : NANO;
    }
}
