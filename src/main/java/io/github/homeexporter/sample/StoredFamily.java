package io.github.homeexporter.sample;

import io.github.homeexporter.sample.MetricFamily.FamilyView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A family that lives in the store. Its sorted view is made again only after a series came or went. */
final class StoredFamily {
    private final MetricFamily family;
    private final Map<Series, Slot> slots = new ConcurrentHashMap<>();
    private volatile int version;
    private volatile View view;

    StoredFamily(MetricFamily family) {
        this.family = family;
    }

    MetricFamily family() {
        return family;
    }

    /**
     * Called by one thread at a time, as is {@link #remove}. The slot that now stands for this series: the given one, or the one
     * that was there before; null when its device leaves the series to another one.
     */
    Slot add(Slot slot) {
        Slot there = slots.get(slot.series);
        if (slot.owner.yielded.contains(slot.series) || there != null && slot.owner.yieldsTo(there.owner)) {
            slot.owner.yields(slot.series);
            return null;
        }
        if (there != null && there.owner.yieldsTo(slot.owner)) {
            there.owner.yields(slot.series);
            there.owner.release(there);
            slots.remove(slot.series, there);
        }
        Slot before = slots.putIfAbsent(slot.series, slot);
        changed();
        return before == null ? slot : before;
    }

    void remove(Slot slot) {
        slots.remove(slot.series, slot);
        changed();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the store changes a family inside ConcurrentHashMap.compute
    private void changed() {
        version++;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    FamilyView view() {
        View current = view;
        int now = version;
        if (current == null || current.version != now) {
            current = View.of(family, sortedOnce(slots.values().toArray(Slot[]::new)), now);
            view = current;
        }
        return current;
    }

    /**
     * A walk through a ConcurrentHashMap can meet a key twice: removed behind the walker and put back ahead of it. An
     * exposition with a series twice is refused whole by Prometheus, so the second one goes.
     */
    static Slot[] sortedOnce(Slot[] slots) {
        Arrays.sort(slots, Comparator.comparing(slot -> slot.series));
        int kept = 0;
        for (Slot slot : slots) {
            if (kept > 0 && slots[kept - 1].series.equals(slot.series)) {
                kept--;
            }
            slots[kept++] = slot;
        }
        return kept == slots.length ? slots : Arrays.copyOf(slots, kept);
    }

    /** The texts once more: on a large page each step from a slot to its series and on to its text is a miss of the cache. */
    private record View(MetricFamily family, Slot[] slots, byte[][] texts, int version) implements FamilyView {
        static View of(MetricFamily family, Slot[] slots, int version) {
            byte[][] texts = new byte[slots.length][];
            Arrays.setAll(texts, i -> slots[i].series.text());
            return new View(family, slots, texts, version);
        }

        @Override
        public int size() {
            return slots.length;
        }

        @Override
        public Series series(int i) {
            return slots[i].series;
        }

        @Override
        public byte[] text(int i) {
            return texts[i];
        }

        @Override
        public double value(int i) {
            return slots[i].value();
        }
    }

    /** The last number of one series. Written without locks or fences; a reader sees each write soon and never half of it. */
    static final class Slot {
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
}
