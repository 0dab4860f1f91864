package io.github.homeexporter.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The last number of one series. Written without locks or fences; a reader sees each write soon and never half of it. */
final class Slot {
    private static final VarHandle VALUE;
    private static final VarHandle TICK;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VALUE = lookup.findVarHandle(Slot.class, "value", double.class);
            TICK = lookup.findVarHandle(Slot.class, "tick", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Device owner;
    /** Another equal one takes its place when it says something else of itself: a unit, a name. */
    Series series;

    @SuppressWarnings("unused") // through VALUE
    private double value;

    @SuppressWarnings("unused") // through TICK
    private long tick;

    /** Number of the last complete batch that held this series. */
    long batch;
    /** Number of the last batch of any kind in which a series stands once. */
    long seenIn;

    Slot(Series series, Device owner) {
        this.series = series;
        this.owner = owner;
    }

    Slot set(double v, long atTick) {
        VALUE.setOpaque(this, v);
        TICK.setOpaque(this, atTick);
        return this;
    }

    double value() {
        return (double) VALUE.getOpaque(this);
    }

    /** Monotonic nanoseconds of the last write. */
    long tick() {
        return (long) TICK.getOpaque(this);
    }
}
