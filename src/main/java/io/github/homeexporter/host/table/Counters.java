package io.github.homeexporter.host.table;

import io.github.homeexporter.host.proc.Scan;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Guards counters against readings that cannot be: negative, above the most it can be, or lower than before (lxcfs is known for all
 * three). Such a reading is refused and the last good one stands. An anomaly is counted once, when a counter leaves the
 * path, not again while it is off it.
 *
 * <p>A genuine restart of a counter (an interface made anew, a disk plugged in again) is told from a glitch by what
 * follows: two readings in a row below half of the last good one, the second not below the first. It is taken from that
 * second reading on. A counter that is off by less than half keeps its last good reading until it has passed it, so that no
 * scraper sees a reset where there was none and adds the whole counter to a rate.
 */
public final class Counters {
    /** No counter of a kernel file comes near this but those of nanoseconds. */
    static final long MOST = 1L << 60;

    private final long[] good;
    private final long[] low;
    private final long[] rise;
    private final boolean[] astray;
    private final LongAdder anomalies;

    public Counters(int size, LongAdder anomalies) {
        good = filled(size);
        low = filled(size);
        rise = filled(size);
        astray = new boolean[size];
        this.anomalies = anomalies;
    }

    /** What to export for a reading: itself, the last good one, or {@link Scan#NONE}. */
    public long accept(int i, long value) {
        return accept(i, value, MOST);
    }

    /** @param most what is above it cannot be */
    long accept(int i, long value, long most) {
        rise[i] = Scan.NONE;
        if (value == Scan.NONE) {
            return Scan.NONE;
        }
        if (value < 0 || value > most) {
            return refuse(i);
        }
        if (good[i] != Scan.NONE && value < good[i]) {
            boolean risesFromLow =
                    low[i] != Scan.NONE && value >= low[i] && low[i] < good[i] / 2 && value < good[i] / 2;
            low[i] = value;
            if (!risesFromLow) {
                return refuse(i);
            }
        } else if (good[i] != Scan.NONE && !astray[i]) {
            rise[i] = value - good[i];
        }
        good[i] = value;
        low[i] = Scan.NONE;
        astray[i] = false;
        return value;
    }

    /** Since the reading before; {@link Scan#NONE} for the first one and around a refused one. */
    public long rise(int i) {
        return rise[i];
    }

    private long refuse(int i) {
        if (!astray[i]) {
            astray[i] = true;
            anomalies.increment();
        }
        return good[i];
    }

    private static long[] filled(int size) {
        long[] numbers = new long[size];
        Arrays.fill(numbers, Scan.NONE);
        return numbers;
    }
}
