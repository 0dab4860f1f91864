package io.github.homeexporter.sample;

import io.github.homeexporter.sample.StoredFamily.Slot;
import java.util.AbstractList;
import java.util.RandomAccess;

/** What a device has, by series: each number is looked up when it is asked for, and nothing is copied. */
public final class DeviceSamples extends AbstractList<DeviceSamples.StoredSample> implements RandomAccess {
    static final DeviceSamples NONE = new DeviceSamples(new Slot[0], 0);

    private final Slot[] slots;
    private final long tick;

    /** @param slots sorted, and not changed any more */
    DeviceSamples(Slot[] slots, long tick) {
        this.slots = slots;
        this.tick = tick;
    }

    /** False when any may have come or gone in between; what they are called may have changed all the same. */
    public boolean isOfSameSeries(DeviceSamples other) {
        return slots == other.slots;
    }

    @Override
    public StoredSample get(int i) {
        return stored(slots[i], tick);
    }

    @Override
    public int size() {
        return slots.length;
    }

    static StoredSample stored(Slot slot, long tick) {
        return new StoredSample(slot.series, slot.value(), Math.max(0, (tick - slot.tick()) / 1_000_000));
    }

    /**
     * The last number of one series of one device, for an output that shows devices one by one.
     *
     * @param ageMillis how long ago it was said, by the monotonic clock; not negative
     */
    public record StoredSample(Series series, double value, long ageMillis) {}
}
