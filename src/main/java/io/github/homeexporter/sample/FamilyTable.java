package io.github.homeexporter.sample;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Families put together for one look at them, as opposed to those that live in the store. */
final class FamilyTable {
    private final Map<String, Table> byName = new TreeMap<>();

    void add(Series series, double value) {
        byName.computeIfAbsent(series.family().name(), n -> new Table(series.family()))
                .samples
                .add(series, value);
    }

    Collection<? extends FamilyView> families() {
        return byName.values();
    }

    private record Table(MetricFamily family, Samples samples) implements FamilyView {
        Table(MetricFamily family) {
            this(family, new Samples());
        }

        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public Series series(int i) {
            return samples.series(i);
        }

        @Override
        public double value(int i) {
            return samples.value(i);
        }
    }
}
