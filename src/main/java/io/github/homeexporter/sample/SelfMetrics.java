package io.github.homeexporter.sample;

import java.util.Map;
import java.util.TreeMap;
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

    /** The numbers of one family, as they are now. */
    public Map<Series, Double> numbers(String family) {
        Map<Series, Double> found = new TreeMap<>();
        numbers.forEach((series, number) -> {
            if (series.family().name().equals(family)) {
                found.put(series, number.sum());
            }
        });
        return found;
    }

    void addTo(FamilyTable table) {
        numbers.forEach((series, number) -> table.add(series, number.sum()));
    }
}
