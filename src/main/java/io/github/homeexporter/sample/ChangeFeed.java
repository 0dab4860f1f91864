package io.github.homeexporter.sample;

import io.github.homeexporter.sample.StoredFamily.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells who wants to know which series were written. While nobody does, a batch costs one look at an empty list. */
public final class ChangeFeed {
    /** A queue of such hints must stay small. */
    static final int MOST_NAMED = 2_000;

    private final List<Consumer<Changes>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

    /** @param listener called on the thread that publishes: it must neither wait nor throw */
    public void add(Consumer<Changes> listener) {
        listeners.add(listener);
    }

    public void remove(Consumer<Changes> listener) {
        listeners.remove(listener);
    }

    /** The number of the device's newest batch, 0 when none was announced. */
    public long latest(String device) {
        AtomicLong number = numbers.get(device);
        return number == null ? 0 : number.get();
    }

    /** @param slots what the store has of the device: of what it refused nobody is told */
    void announce(String device, Samples samples, Map<Series, Slot> slots) {
        if (listeners.isEmpty()) {
            return;
        }
        // a copy: the columns may be filled anew for the next message
        List<Series> series = new ArrayList<>(samples.size() <= MOST_NAMED ? samples.size() : 0);
        for (int i = 0; i < samples.size() && samples.size() <= MOST_NAMED; i++) {
            if (Samples.isGone(samples.value(i)) || slots.containsKey(samples.series(i))) {
                series.add(samples.series(i));
            }
        }
        long number = numbers.computeIfAbsent(device, d -> new AtomicLong()).incrementAndGet();
        Changes changes = new Changes(device, number, Collections.unmodifiableList(series));
        listeners.forEach(listener -> listener.accept(changes));
    }

    void forget(String device) {
        numbers.remove(device);
    }

    /**
     * Which series of a device were written: a hint, without numbers. Who gets one reads the store, so the newest always wins.
     *
     * @param series empty when there are too many to name: then all may have changed
     * @param number of the device's batches since somebody listens, this one included: a gap says that hints were lost
     */
    public record Changes(String device, long number, List<Series> series) {}
}
