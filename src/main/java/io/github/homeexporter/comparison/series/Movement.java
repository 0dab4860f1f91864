package io.github.homeexporter.comparison.series;

import java.util.Arrays;

/**
 * How the values of a series moved within the readings. Two exporters ask a device at different moments, so single readings
 * of a moving value say nothing; two series are the same as long as the movement explains the difference.
 *
 * @param least smallest value
 * @param most largest value
 * @param step largest change from one reading to the next
 * @param growth sum of all increases, as a counter is read: after a fall it counts from zero
 */
record Movement(double least, double most, double step, double growth) {
    /** Of a value: what single precision and printing with few digits may lose. */
    private static final double ROUNDING = 1e-6;

    /** @param counted whether a fall is a counter that began anew, and no step */
    static Movement of(double[] values, boolean counted) {
        double step = 0;
        double growth = 0;
        for (int i = 1; i < values.length; i++) {
            double change = values[i] - values[i - 1];
            double increase = change >= 0 ? change : values[i];
            step = Math.max(step, counted ? increase : Math.abs(change));
            growth += increase;
        }
        return new Movement(
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN),
                step,
                growth);
    }

    /** Whether the ranges of both meet, or are no farther apart than either moved between two readings. */
    boolean isLevelWith(Movement other) {
        return areWithin(other, Math.max(step, other.step));
    }

    /** Whether the ranges of both meet. */
    boolean meets(Movement other) {
        return areWithin(other, 0);
    }

    private boolean areWithin(Movement other, double allowed) {
        if (Double.isNaN(least) || Double.isNaN(other.least)) {
            return Double.isNaN(least) == Double.isNaN(other.least);
        }
        if (Double.isInfinite(least) || Double.isInfinite(other.least)) {
            return least == other.least || most == other.most;
        }
        double apart = Math.max(least, other.least) - Math.min(most, other.most);
        double size = Math.max(Math.abs(most), Math.abs(other.most));
        return apart <= allowed + size * ROUNDING;
    }

    /** Whether both grew alike, but for one step: one may have seen the last one already. */
    boolean growsLike(Movement other) {
        return Math.abs(growth - other.growth)
                <= Math.max(step, other.step) + Math.max(growth, other.growth) * ROUNDING;
    }

    boolean grew() {
        return growth > 0;
    }
}
