package io.github.homeexporter.host.table;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;

/** The series of one thing (the host, a CPU, a disk), made once; a cycle only moves numbers. */
public final class HostRow {
    private final Series[] series;
    private final Counters counters;

    HostRow(Series[] series, Counters counters) {
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
}
