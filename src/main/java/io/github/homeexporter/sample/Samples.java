package io.github.homeexporter.sample;

import java.util.Arrays;

/**
 * Numbers in columns: the n-th value belongs to the n-th series. A producer that knows its series fills one of these per
 * message and allocates nothing per value. Not for use by two threads at a time.
 */
public final class Samples implements Values {
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

    public Series series(int i) {
        return series[i];
    }

    public double value(int i) {
        return values[i];
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
