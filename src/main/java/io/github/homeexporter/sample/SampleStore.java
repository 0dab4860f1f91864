package io.github.homeexporter.sample;

import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.FamilyTable.DeviceFamilies;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.StoredFamily.Slot;
import io.github.homeexporter.sample.UnkeptSeries.RefusedSeries;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The last number of every series of every device: the one source for all outputs. A writer of known series takes no lock
 * and allocates nothing; neither a writer nor a reader ever waits for the other. What would break an exposition is refused,
 * counted and said once.
 */
public final class SampleStore {

    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, StoredFamily> families = new ConcurrentHashMap<>();
    private final SelfMetrics self = new SelfMetrics();
    private final ChangeFeed changes = new ChangeFeed();
    /** Of all devices together, see {@link Limits#weight}. */
    final AtomicLong weight = new AtomicLong();

    private final Clock clock;
    private final LongSupplier ticks;
    private volatile Limits limits;
    private final AtomicLong familyChanges = new AtomicLong();
    private final AtomicLong drops = new AtomicLong();
    private final AtomicLong batchesSeen = new AtomicLong();
    private volatile Sorted sorted = new Sorted(List.of(), 0);

    private record Sorted(List<StoredFamily> families, long changes) {}

    public SampleStore() {
        this(Clock.systemUTC(), System::nanoTime, Limits.DEFAULT);
    }

    /**
     * @param clock wall clock, for what people read
     * @param ticks monotonic nanoseconds, for what grows old: a house's wall clock jumps when NTP answers
     */
    public SampleStore(Clock clock, LongSupplier ticks, Limits limits) {
        this.clock = clock;
        this.ticks = ticks;
        this.limits = limits;
    }

    public void limits(Limits newLimits) {
        limits = newLimits;
    }

    /** The device of that name, made when it is first asked for. */
    public Device device(String name, String kind) {
        return devices.computeIfAbsent(name, n -> new Device(n, kind, this));
    }

    /** By name. */
    public List<DeviceStatus> devices() {
        return devices.values().stream()
                .map(Device::status)
                .sorted(Comparator.comparing(DeviceStatus::name))
                .toList();
    }

    /** What that device has now, by series; empty for a device that is not known. */
    public DeviceSamples samples(String deviceName) {
        Device device = devices.get(deviceName);
        if (device == null) {
            return DeviceSamples.NONE;
        }
        // this one only: whoever reads them all one by one would look through all of them each time
        long tick = tick();
        device.sweep(tick);
        return device.samples(tick);
    }

    /** What that device has of one series now; null when the device or the series is not there. */
    public StoredSample sample(String deviceName, Series series) {
        Device device = devices.get(deviceName);
        return device == null ? null : device.sample(series, tick());
    }

    public SelfMetrics self() {
        return self;
    }

    /** Which series are written, for an output that does not wait to be asked. */
    public ChangeFeed changes() {
        return changes;
    }

    /**
     * Takes what a device said.
     *
     * @throws IllegalArgumentException when the batch holds readings: they need {@code mutate:} first
     */
    public void publish(Batch batch) {
        if (!(batch.values() instanceof Samples samples)) {
            throw new IllegalArgumentException(
                    "device " + batch.device() + ": readings reached the store; put a mutate: step before it");
        }
        Device device = device(batch.device(), batch.kind());
        if (batch.complete()) {
            // one whole picture after the other: two at a time would each drop what the other one brought
            synchronized (device.batches) {
                long number = device.batches.incrementAndGet();
                write(device, batch, samples, number);
                drop(device, slot -> slot.batch != number);
            }
        } else {
            write(device, batch, samples, 0);
        }
        device.said(samples.size());
        device.tellYielded();
        changes.announce(batch.device(), samples, device.slots);
    }

    private void write(Device device, Batch batch, Samples samples, long number) {
        device.interval = batch.interval();
        long tick = tick();
        // one that pushes may say a value twice in a message
        boolean once = batch.complete() || !batch.interval().isZero();
        long seen = once ? batchesSeen.incrementAndGet() : 0;
        for (int i = 0; i < samples.size(); i++) {
            if (Samples.isGone(samples.value(i))) {
                drop(device, samples.series(i));
                continue;
            }
            Slot slot = device.slots.get(samples.series(i));
            if (slot == null) {
                // with its number, or a reader would find a zero that nobody said
                slot = adopt(new Slot(samples.series(i), device).set(samples.value(i), tick));
                if (slot == null) {
                    continue;
                }
            }
            if (!slot.series.saysTheSame(samples.series(i))) {
                slot.series = samples.series(i);
            }
            samples.share(i, slot.series);
            if (once) {
                if (slot.seenIn == seen && slot.value() != samples.value(i)) {
                    device.unkept.merge(slot.series);
                }
                slot.seenIn = seen;
            }
            slot.set(samples.value(i), tick);
            if (batch.complete()) {
                slot.batch = number;
            }
        }
        device.lastBatchTick = tick;
        device.lastSampleMillis = batch.timestampMillis();
    }

    /** All families by name, the devices' and the program's own. */
    public List<FamilyView> families() {
        sweep();
        FamilyTable own = new FamilyTable();
        devices.values().stream()
                .sorted(Comparator.comparing(Device::name))
                .forEach(device -> DeviceFamilies.addTo(own, device));
        self.addTo(own);
        List<FamilyView> all = new ArrayList<>();
        sortedFamilies().forEach(family -> all.add(family.view()));
        all.removeIf(view -> view.size() == 0);
        all.addAll(own.families());
        all.sort(Comparator.comparing(view -> view.family().name()));
        return all;
    }

    /** Lets go of what is too old. Called before every reading of the store and once a second. */
    public void sweep() {
        long tick = tick();
        devices.values().removeIf(device -> {
            device.sweep(tick);
            boolean forgotten = device.isForgotten(tick);
            List<String> unkept = forgotten ? List.of() : device.unkept.news(device.name());
            if (unkept != null) {
                self.faults("series of " + device.name(), unkept);
            }
            if (forgotten) {
                changes.forget(device.name());
            }
            return forgotten;
        });
    }

    Instant now() {
        return clock.instant();
    }

    long tick() {
        return ticks.getAsLong();
    }

    Limits limits() {
        return limits;
    }

    /** A device that is heard of again after it was forgotten. */
    void keep(Device device) {
        devices.putIfAbsent(device.name(), device);
    }

    void drop(Device device, Predicate<Slot> which) {
        for (Slot slot : device.slots.values()) {
            if (which.test(slot)) {
                drop(device, slot);
            }
        }
    }

    private void drop(Device device, Series series) {
        Slot slot = device.slots.get(series);
        if (slot != null) {
            drop(device, slot);
        }
    }

    private void drop(Device device, Slot slot) {
        families.computeIfPresent(slot.series.family().name(), (name, family) -> without(slot, family, device));
        drops.incrementAndGet();
    }

    /** Within the family's lock, as is adopting: so a slot is always in both maps or in neither. */
    private StoredFamily without(Slot slot, StoredFamily family, Device device) {
        device.release(slot);
        family.remove(slot);
        if (!family.isEmpty()) {
            return family;
        }
        familyChanges.incrementAndGet();
        return null;
    }

    private Slot adopt(Slot fresh) {
        Device device = fresh.owner;
        Series series = fresh.series;
        device.unkept.forgetEnded(drops.get());
        RefusedSeries[] why = {device.unkept.known(series)};
        Slot slot = why[0] == null ? tryToAdopt(fresh, why) : null;
        if (why[0] != null) {
            device.unkept.refuse(series, why[0]);
        }
        return slot;
    }

    private Slot tryToAdopt(Slot fresh, RefusedSeries[] why) {
        Device device = fresh.owner;
        MetricFamily family = fresh.series.family();
        why[0] = RefusedSeries.of(device, fresh.series, limits, weight.get());
        if (why[0] != null) {
            return null;
        }
        Slot[] adopted = {null};
        boolean[] isNew = {false};
        families.compute(family.name(), (name, present) -> {
            StoredFamily stored = present == null ? new StoredFamily(family) : present;
            if (stored.family().type() != family.type()) {
                why[0] = RefusedSeries.TYPE_CONFLICT;
            } else {
                adopted[0] = stored.add(fresh);
                if (adopted[0] != null && adopted[0].owner == device) {
                    device.take(adopted[0]);
                } else if (adopted[0] != null) {
                    why[0] = RefusedSeries.DUPLICATE_SERIES;
                }
            }
            isNew[0] = present == null;
            return stored.isEmpty() ? null : stored;
        });
        // only now a reader can find it: counted earlier, the change would be taken for seen
        if (isNew[0]) {
            familyChanges.incrementAndGet();
        }
        return why[0] == null ? adopted[0] : null;
    }

    private List<StoredFamily> sortedFamilies() {
        Sorted current = sorted;
        long now = familyChanges.get();
        if (current.changes() != now) {
            // through a map: a walk through a ConcurrentHashMap can meet a name twice (StoredFamily.sortedOnce)
            current = new Sorted(List.copyOf(new TreeMap<>(families).values()), now);
            sorted = current;
        }
        return current.families();
    }
}
