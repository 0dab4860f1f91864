package io.github.homeexporter.otlp.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Since when each counter counts. The same from cycle to cycle until the counter falls: then it began anew after the point
 * before, whose time is the new start (OTLP data model, "Resets and gaps"). A receiver that is told a wrong start computes
 * nonsense. Not for use by two threads at a time.
 */
final class StartTimes {
    /** A counter that was not there for so many cycles is forgotten, so that labels that come and go cost no memory for ever. */
    static final int KEPT_CYCLES = 10;

    private final Map<Key, Entry> entries = new HashMap<>();
    private long cycle;

    private record Key(String name, Map<String, String> attributes) {}

    private static final class Entry {
        private long start;
        private long time;
        private double value;
        private long cycle;
    }

    /**
     * @param known since when it counts if it was never seen before, nanoseconds since 1970; 0 when nobody knows: then since now,
     *     which says so in OTLP
     */
    long of(String name, Map<String, String> attributes, double value, long nowNanos, long known) {
        Entry entry = entries.computeIfAbsent(new Key(name, attributes), key -> {
            Entry fresh = new Entry();
            fresh.start = known > 0 && known <= nowNanos ? known : nowNanos;
            fresh.value = value;
            return fresh;
        });
        if (value < entry.value) {
            entry.start = entry.time;
        }
        entry.value = value;
        entry.time = nowNanos;
        entry.cycle = cycle;
        // the wall clock may have been set back since
        return Math.min(entry.start, nowNanos);
    }

    /** After all counters of a cycle. */
    void endOfCycle() {
        cycle++;
        entries.values().removeIf(entry -> cycle - entry.cycle > KEPT_CYCLES);
    }

    int size() {
        return entries.size();
    }
}
