package io.github.homeexporter.sample;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last number of every series of every device: the one source for all outputs. A writer of known series takes no lock
 * and allocates nothing; neither a writer nor a reader ever waits for the other. What would break an exposition is refused,
 * counted and said once.
 */
public final class SampleStore {
    private static final Logger LOG = LoggerFactory.getLogger(SampleStore.class);
    private static final int REMEMBERED_REFUSALS = 1_000;

    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, StoredFamily> families = new ConcurrentHashMap<>();
    private final SelfMetrics self = new SelfMetrics();
    private final Clock clock;
    private final LongSupplier ticks;
    private volatile Limits limits;
    private volatile List<StoredFamily> sorted = List.of();
    private volatile boolean familiesChanged;

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

    public SelfMetrics self() {
        return self;
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
        device.interval = batch.interval();
        long tick = tick();
        long number = batch.complete() ? device.batches.incrementAndGet() : 0;
        for (int i = 0; i < samples.size(); i++) {
            Slot slot = device.slots.get(samples.series(i));
            if (slot == null) {
                slot = adopt(device, samples.series(i));
                if (slot == null) {
                    continue;
                }
            }
            slot.set(samples.value(i), tick);
            if (batch.complete()) {
                slot.batch = number;
            }
        }
        device.lastBatchTick = tick;
        device.lastSampleMillis = batch.timestampMillis();
        if (batch.complete()) {
            drop(device, slot -> slot.batch != number);
        }
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
        for (StoredFamily family : sortedFamilies()) {
            FamilyView view = family.view();
            if (view.size() > 0) {
                all.add(view);
            }
        }
        all.addAll(own.families());
        all.sort(Comparator.comparing(view -> view.family().name()));
        return all;
    }

    /** Lets go of what is too old. Called before every reading of the store and once a second. */
    public void sweep() {
        long tick = tick();
        devices.values().removeIf(device -> {
            device.sweep(tick);
            return device.isForgotten(tick);
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

    void drop(Device device, Predicate<Slot> which) {
        device.slots.values().removeIf(slot -> {
            boolean goes = which.test(slot);
            if (goes) {
                families.computeIfPresent(slot.series.family().name(), (name, family) -> without(slot, family));
            }
            return goes;
        });
    }

    private StoredFamily without(Slot slot, StoredFamily family) {
        family.remove(slot);
        if (!family.isEmpty()) {
            return family;
        }
        familiesChanged = true;
        return null;
    }

    private Slot adopt(Device device, Series series) {
        Refusal known = device.refused.get(series);
        Refusal[] why = {known};
        Slot slot = known == null ? tryToAdopt(device, series, why) : null;
        if (why[0] == null) {
            return slot;
        }
        device.refusals.computeIfAbsent(why[0], r -> new LongAdder()).increment();
        if (known == null) {
            if (device.refused.size() >= REMEMBERED_REFUSALS) {
                device.refused.clear();
            }
            boolean first = device.refused.values().stream().noneMatch(r -> r == why[0]);
            device.refused.put(series, why[0]);
            if (first) {
                LOG.warn("{}: {} is not exported: {}", device.name(), series, why[0].sentence);
            }
        }
        return null;
    }

    private Slot tryToAdopt(Device device, Series series, Refusal[] why) {
        MetricFamily family = series.family();
        why[0] = refusalByItself(device, series);
        if (why[0] != null) {
            return null;
        }
        Slot[] adopted = {null};
        families.compute(family.name(), (name, present) -> {
            StoredFamily stored = present == null ? new StoredFamily(family) : present;
            if (stored.family().type() != family.type()) {
                why[0] = Refusal.TYPE_CONFLICT;
            } else {
                adopted[0] = stored.add(new Slot(series, device));
                if (adopted[0].owner != device) {
                    why[0] = Refusal.DUPLICATE_SERIES;
                }
            }
            if (present == null) {
                familiesChanged = true;
            }
            return stored;
        });
        if (why[0] == null) {
            device.slots.put(series, adopted[0]);
        }
        return why[0] == null ? adopted[0] : null;
    }

    private Refusal refusalByItself(Device device, Series series) {
        String name = series.family().name();
        if (!MetricFamily.isLegalName(name)) {
            return Refusal.ILLEGAL_NAME;
        }
        if (!series.hasLegalLabels()) {
            return Refusal.ILLEGAL_LABEL;
        }
        boolean foreignOwn =
                name.startsWith("home_exporter_") && !name.startsWith("home_exporter_" + device.kind() + "_");
        if (foreignOwn || name.startsWith("camel_") || name.startsWith("jvm_") || name.startsWith("process_")) {
            return Refusal.RESERVED_NAME;
        }
        return device.slots.size() >= limits.maxSeries() ? Refusal.TOO_MANY_SERIES : null;
    }

    private List<StoredFamily> sortedFamilies() {
        if (familiesChanged) {
            familiesChanged = false;
            sorted = families.values().stream()
                    .sorted(Comparator.comparing(family -> family.family().name()))
                    .toList();
        }
        return sorted;
    }
}
