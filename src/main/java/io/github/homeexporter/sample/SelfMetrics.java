package io.github.homeexporter.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;

/** What the program says of itself under {@code home_exporter_}. Never stale; removed only by who set it. */
public final class SelfMetrics {
    private final Map<Series, DoubleAdder> numbers = new ConcurrentSkipListMap<>();

    public void set(Series series, double value) {
        DoubleAdder number = new DoubleAdder();
        number.add(value);
        numbers.put(series, number);
    }

    /** Counts up. */
    public void add(Series series, double by) {
        numbers.computeIfAbsent(series, s -> new DoubleAdder()).add(by);
    }

    public void remove(Series series) {
        numbers.remove(series);
    }

    void addTo(FamilyTable table) {
        numbers.forEach((series, number) -> table.add(series, number.sum()));
    }
}
