package io.github.homeexporter.sample;

import io.github.homeexporter.sample.Batch.Values;
import java.util.Arrays;

/**
 * Numbers in columns: the n-th value belongs to the n-th series. A producer that knows its series fills one of these per
 * message and allocates nothing per value. Not for use by two threads at a time.
 */
public final class Samples implements Values {
    /** Prometheus's staleness marker, a NaN no arithmetic makes: the series it is the value of goes at once. */
    private static final long STALE_BITS = 0x7ff0_0000_0000_0002L;

    private static final double STALE = Double.longBitsToDouble(STALE_BITS);

    private Series[] series;
    private double[] values;
    private int size;

    public Samples() {
        this(16);
    }

    public Samples(int capacity) {
        series = new Series[Math.max(1, capacity)];
        values = new double[series.length];
    }

    public Samples add(Series s, double value) {
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        series[size] = s;
        values[size++] = value;
        return this;
    }

    /** Says that a series no longer holds: for devices that push, whose batches are never complete. */
    public Samples gone(Series s) {
        return add(s, STALE);
    }

    static boolean isGone(double value) {
        return Double.isNaN(value) && Double.doubleToRawLongBits(value) == STALE_BITS;
    }

    /** Appends all of {@code more}. */
    public Samples addAll(Samples more) {
        for (int i = 0; i < more.size; i++) {
            add(more.series[i], more.values[i]);
        }
        return this;
    }

    @Override
    public int size() {
        return size;
    }

    /** The same series as the store has it, so that whoever keeps these samples for a while keeps no second one. */
    void share(int i, Series stored) {
        series[i] = stored;
    }

    public Series series(int i) {
        return series[i];
    }

    public double value(int i) {
        return values[i];
    }

    /** Another value of the series that is there. */
    public void set(int i, double value) {
        values[i] = value;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < size; i++) {
            out.append(series[i]).append(' ').append(values[i]).append('\n');
        }
        return out.toString();
    }
}
