package io.github.homeexporter.sample;

import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.Lack.Lacks;
import io.github.homeexporter.sample.Limits.StalePolicy;
import io.github.homeexporter.sample.StoredFamily.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device as the store knows it: where it stands, since when, what went wrong and how often. Whoever talks to the device
 * reports here; one log line when an outage starts, one for each other reason it has, and one when it ends.
 */
public final class Device {
    private static final Logger LOG = LoggerFactory.getLogger(Device.class);
    /** Told during one outage: a device whose reasons never end must not fill the log. */
    private static final int MOST_REASONS = 10;
    /** Told apart by label: some reasons hold a code of the device's. */
    static final int MOST_ERRORS = 64;

    private static final int MOST_YIELDED = 10_000;

    private final String name;
    private final String kind;
    private final SampleStore store;
    private final Logger batchLog;
    private final Lacks lacks;

    /** Changed only by {@link #take} and {@link #release}. */
    final Map<Series, Slot> slots = new ConcurrentHashMap<>();
    /** For how many series they count, see {@link Limits#weight}. */
    final AtomicLong weight = new AtomicLong();

    final UnkeptSeries unkept = new UnkeptSeries();
    /** Series that it leaves to the device it yields to, for good: a value must not change its resolution with every outage. */
    final Set<Series> yielded = ConcurrentHashMap.newKeySet();

    final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    final LongAdder connects = new LongAdder();
    final AtomicLong batches = new AtomicLong();

    private DeviceState state = DeviceState.CONNECTING;
    private Instant since;
    private long stateTick;
    /** No series was said before that, so that not all of them are looked through each time. */
    private long noneBefore;

    private boolean outage;
    private final Set<String> toldReasons = new HashSet<>();
    private String lastError = "";

    /** Counted after each change of the slots, so that whoever sorts them by an older number sorts them again. */
    private final AtomicInteger slotChanges = new AtomicInteger();

    private volatile SortedSlots sortedSlots = new SortedSlots(new Slot[0], 0);

    private record SortedSlots(Slot[] slots, int changes) {}

    volatile Duration interval = Duration.ZERO;
    volatile long lastSampleMillis;
    volatile long lastBatchTick;
    private volatile String winner = "";
    private int toldYielded;

    Device(String name, String kind, SampleStore store) {
        this.name = Objects.requireNonNull(name, "name");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.store = store;
        this.batchLog = LoggerFactory.getLogger("io.github.homeexporter." + kind);
        this.lacks = new Lacks(name, store.self(), LOG);
        this.since = store.now();
        this.stateTick = store.tick();
        this.noneBefore = stateTick;
    }

    public String name() {
        return name;
    }

    public String kind() {
        return kind;
    }

    /** A series that both have is the other one's, whoever says it first; empty for none. */
    public void yieldTo(String other) {
        winner = other;
    }

    boolean yieldsTo(Device other) {
        return !winner.isEmpty() && winner.equals(other.name);
    }

    void take(Slot slot) {
        if (slots.put(slot.series, slot) == null) {
            weigh(Limits.weight(slot.series));
        }
        slotChanges.incrementAndGet();
    }

    void release(Slot slot) {
        if (slots.remove(slot.series, slot)) {
            weigh(-Limits.weight(slot.series));
        }
        slotChanges.incrementAndGet();
    }

    private void weigh(int by) {
        weight.addAndGet(by);
        store.weight.addAndGet(by);
    }

    /** Left to the other one for good; the first so many, and the others each time anew. */
    void yields(Series series) {
        if (yielded.size() < MOST_YIELDED) {
            yielded.add(series);
        }
    }

    /** Once for all that were found in a reading. */
    void tellYielded() {
        int now = yielded.size();
        if (now > toldYielded) {
            toldYielded = now;
            LOG.info(
                    "{}: {} has these as well, and they are its: {}",
                    name,
                    winner,
                    yielded.stream().map(Series::toString).sorted().collect(Collectors.joining(", ")));
        }
    }

    /** The first attempt, or the first one after its route was stopped. Retries of an outage do not change the state. */
    public synchronized void connecting() {
        if (state == DeviceState.STOPPED) {
            to(DeviceState.CONNECTING);
        }
    }

    /** A connection was made; the device may still refuse us. */
    public void connected() {
        connects.increment();
    }

    /** The device answers as it should. */
    public synchronized void up() {
        if (state == DeviceState.UP) {
            return;
        }
        if (outage) {
            LOG.info("{}: back after {}", name, Durations.words(Duration.ofNanos(store.tick() - stateTick)));
        } else {
            LOG.info("{}: connected", name);
        }
        outage = false;
        toldReasons.clear();
        to(DeviceState.UP);
    }

    /**
     * The device does not answer, or not as it should.
     *
     * @param reason a word for the label {@code reason}: few different ones, no values in it
     * @param sentence what was wrong and what to check; no secrets
     */
    public synchronized void down(String reason, String sentence) {
        error(reason, sentence);
        outage = true;
        // numbers in a sentence count seconds and attempts: the same reason all the same
        if (toldReasons.size() < MOST_REASONS && toldReasons.add(reason + sentence.replaceAll("\\d+", ""))) {
            LOG.warn("{}: down: {}", name, sentence);
        }
        if (state != DeviceState.DOWN) {
            to(DeviceState.DOWN);
        }
    }

    /** Something went wrong that does not make the device unusable; counted under {@code reason}. */
    public void error(String reason) {
        boolean room = errors.size() < MOST_ERRORS || errors.containsKey(reason);
        errors.computeIfAbsent(room ? reason : "other", r -> new LongAdder()).increment();
    }

    /** As {@link #error(String)}, and remembered as the device's last error. */
    public synchronized void error(String reason, String sentence) {
        error(reason);
        lastError = sentence;
        LOG.debug("{}: {}: {}", name, reason, sentence);
    }

    /** After a reading that makes it up, or will: what of it was not to be had. Each is counted, and a finding while it lasts. */
    public synchronized void lacks(List<Lack> parts) {
        parts.forEach(part -> error(part.reason(), part.sentence()));
        lacks.are(parts);
    }

    /** At log.level.&lt;kind&gt;=debug a line for every batch. */
    void said(int values) {
        batchLog.debug("{}: {} values", name, values);
    }

    /** Its route was stopped. */
    public synchronized void stopped() {
        outage = false;
        toldReasons.clear();
        to(DeviceState.STOPPED);
    }

    public synchronized DeviceState state() {
        return state;
    }

    public synchronized DeviceStatus status() {
        return new DeviceStatus(name, kind, state, since, lastSampleMillis, lastError, slots.size(), interval);
    }

    DeviceSamples samples(long tick) {
        return new DeviceSamples(sorted(), tick);
    }

    private Slot[] sorted() {
        SortedSlots current = sortedSlots;
        int now = slotChanges.get();
        if (current.changes() != now) {
            current = new SortedSlots(StoredFamily.sortedOnce(slots.values().toArray(Slot[]::new)), now);
            sortedSlots = current;
        }
        return current.slots();
    }

    StoredSample sample(Series series, long tick) {
        Slot slot = slots.get(series);
        return slot == null ? null : DeviceSamples.stored(slot, tick);
    }

    /** Under the device's lock, so that no series goes once {@link #up()} has returned. */
    synchronized void sweep(long tick) {
        Duration polled = interval;
        if (!polled.isZero()) {
            long oldest = polled.toNanos() * store.limits().missedIntervals();
            // what it said before it was down does not count: it has just come up and its values are on the way
            long silent = Math.min(tick - lastBatchTick, tick - stateTick);
            if (state == DeviceState.UP && silent > oldest) {
                down("silent", "no values for " + Duration.ofNanos(silent).toSeconds() + " s");
            }
            if (tick - noneBefore > oldest) {
                store.drop(this, slot -> tick - slot.tick() > oldest);
                noneBefore = slots.values().stream().mapToLong(Slot::tick).min().orElse(tick);
            }
        } else if (state != DeviceState.UP && tick - stateTick > staleAfter().toNanos()) {
            switch (state == DeviceState.STOPPED
                    ? StalePolicy.DROP
                    : store.limits().stalePolicy()) {
                case DROP -> store.drop(this, slot -> true);
                case NAN -> slots.values().forEach(slot -> slot.set(Double.NaN, slot.tick()));
                case KEEP -> {}
            }
        }
    }

    private Duration staleAfter() {
        return store.limits().staleAfter();
    }

    /** Whether nothing is left of it: stopped, and its series are gone. */
    synchronized boolean isForgotten(long tick) {
        return state == DeviceState.STOPPED
                && slots.isEmpty()
                && tick - stateTick
                        > Math.min(staleAfter().toNanos(), Duration.ofMinutes(1).toNanos());
    }

    private void to(DeviceState next) {
        lacks.enter(next);
        state = next;
        since = store.now();
        stateTick = store.tick();
        if (next != DeviceState.STOPPED) {
            store.keep(this);
        }
    }
}
