package io.github.homeexporter.host.table;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The series of one thing (the host, a CPU, a disk), made once; a cycle only moves numbers. */
public final class HostRow {
    private final List<Column> columns;
    private final Series[] series;
    private final Counters counters;

    HostRow(List<Column> columns, Series[] series, Counters counters) {
        this.columns = columns;
        this.series = series;
        this.counters = counters;
    }

    /** A gauge; NaN is no value and no sample. */
    public void add(Samples out, int column, double value) {
        if (series[column] != null && !Double.isNaN(value)) {
            out.add(series[column], value);
        }
    }

    /** A gauge from a number that may be {@link Scan#NONE}. */
    public void add(Samples out, int column, long value, double scale) {
        if (value != Scan.NONE) {
            add(out, column, scaled(value, scale));
        }
    }

    /** A counter, through the guard against what counters cannot do. Exported is {@code raw * scale}; returns what it let pass. */
    public long count(Samples out, int column, long raw, double scale) {
        long accepted = counters.accept(column, raw);
        add(out, column, accepted, scale);
        return accepted;
    }

    /** A counter or a gauge, as its metric is; returns what the guard of the counters let pass. */
    public long put(Samples out, int column, long raw, double scale) {
        if (columns.get(column).isCounter()) {
            return count(out, column, raw, scale);
        }
        add(out, column, raw, scale);
        return raw;
    }

    /** A counter of nanoseconds as seconds: 128 CPUs pass 2^60 in 104 days, and 2^63 is years of a whole rack. */
    public long countNanos(Samples out, int column, long nanos) {
        long accepted = counters.accept(column, nanos, Long.MAX_VALUE - 1);
        add(out, column, accepted, 1e-9);
        return accepted;
    }

    /** Small scales divide by a whole number instead: 41850 thousandths are 41.85, not 41.850000000000001. */
    public static double scaled(long value, double scale) {
        return scale < 1 ? value / Math.rint(1 / scale) : value * scale;
    }

    /** By how much the counter rose since the reading before; {@link Scan#NONE} when that cannot be said. */
    public long rise(int column) {
        return counters.rise(column);
    }

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
    public static final class Counters {
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

    /**
     * A row for each thing that comes and goes: interfaces, mounts, disks. One not seen for ten cycles is forgotten, with what
     * its counters were, so that short-lived interfaces do not pile up.
     */
    public static final class Rows {
        private static final int REMEMBERED_CYCLES = 10;

        private final Names names;
        private final List<Column> columns;
        private final Map<String, Entry> entries = new HashMap<>();
        private int cycle;

        public Rows(Names names, List<Column> columns) {
            this.names = names;
            this.columns = columns;
        }

        public HostRow of(String key, Supplier<Map<String, String>> labels) {
            Entry entry = entries.get(key);
            if (entry == null) {
                entry = new Entry(names.row(columns, labels.get()));
                entries.put(key, entry);
            }
            entry.seen = cycle;
            return entry.row;
        }

        /** For a thing known by one label. */
        public HostRow of(String label, String value) {
            return of(value, () -> Map.of(label, value));
        }

        public void endOfCycle() {
            cycle++;
            entries.values().removeIf(entry -> cycle - entry.seen > REMEMBERED_CYCLES);
        }

        int size() {
            return entries.size();
        }

        private static final class Entry {
            final HostRow row;
            int seen;

            Entry(HostRow row) {
                this.row = row;
            }
        }
    }
}
