package io.github.homeexporter.sample;

import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Shows the store to any Micrometer registry (Influx, Graphite, StatsD, …). Meters come and go with the series at each
 * {@link #refresh}; their numbers are those of the last refresh. All meters of a name get the same tag keys, with empty values
 * where a series lacks one, since Micrometer refuses mixed keys.
 */
public final class SampleMeters implements MeterBinder {
    private final SampleStore store;
    private final Map<Series, Shown> shown = new HashMap<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private MeterRegistry registry;

    public SampleMeters(SampleStore store) {
        this.store = store;
    }

    /** A number that a meter reads at any time. */
    private static final class Shown {
        private Meter meter;
        private volatile double value;
        private double last;
        private boolean seen;

        double value() {
            return value;
        }

        void gauge(double number) {
            value = number;
        }

        /** Registries that send rises would take a counter that began anew for one that went back. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // only within refresh, one at a time
        void count(double number) {
            double rise = number < last ? number : number - last;
            if (rise > 0) {
                value += rise;
            }
            last = number;
        }
    }

    /** To one registry only; a second one gets an own SampleMeters. */
    @Override
    public synchronized void bindTo(MeterRegistry to) {
        if (registry != null) {
            throw new IllegalStateException("bound already; make another SampleMeters for another registry");
        }
        registry = to;
        refresh();
    }

    /** Brings the registry's meters up to the store. Does nothing before {@link #bindTo}. */
    public synchronized void refresh() {
        if (registry == null) {
            return;
        }
        shown.values().forEach(each -> each.seen = false);
        String before = "";
        for (FamilyView view : store.families()) {
            if (!view.family().name().equals(before)) {
                before = view.family().name();
                show(view);
            }
        }
        forget((series, each) -> !each.seen);
    }

    private void show(FamilyView view) {
        MetricFamily family = view.family();
        Set<String> wanted = new TreeSet<>();
        for (int i = 0; i < view.size(); i++) {
            wanted.addAll(view.series(i).labels().keySet());
        }
        // a key that came or went changes the meters of the whole family
        if (!wanted.equals(keys.put(family.name(), wanted))) {
            forget((series, each) -> series.family().name().equals(family.name()));
        }
        for (int i = 0; i < view.size(); i++) {
            Series series = view.series(i);
            Shown each = shown.get(series);
            boolean fresh = each == null;
            if (fresh) {
                each = new Shown();
            }
            each.seen = true;
            if (family.type() == MetricType.COUNTER) {
                each.count(view.value(i));
            } else {
                each.gauge(view.value(i));
            }
            if (fresh) {
                each.meter = register(family, tags(series, wanted), each);
                shown.put(series, each);
            }
        }
    }

    private void forget(BiPredicate<Series, Shown> which) {
        shown.entrySet().removeIf(entry -> {
            boolean goes = which.test(entry.getKey(), entry.getValue());
            if (goes) {
                registry.remove(entry.getValue().meter);
            }
            return goes;
        });
    }

    private static Tags tags(Series series, Set<String> wanted) {
        List<Tag> tags = new ArrayList<>();
        wanted.forEach(key -> tags.add(Tag.of(key, series.labels().getOrDefault(key, ""))));
        return Tags.of(tags);
    }

    private Meter register(MetricFamily family, Tags tags, Shown each) {
        if (family.type() == MetricType.COUNTER) {
            String name = family.name().replaceFirst("_total$", "");
            return FunctionCounter.builder(name, each, Shown::value)
                    .tags(tags)
                    .description(family.help())
                    .baseUnit(unit(family))
                    .register(registry);
        }
        return Gauge.builder(family.name(), each, Shown::value)
                .tags(tags)
                .description(family.help())
                .baseUnit(unit(family))
                .register(registry);
    }

    /** None when the name says it already: some registries add it. */
    private static String unit(MetricFamily family) {
        String unit = family.unit();
        boolean said = family.name().endsWith("_" + unit) || family.name().endsWith("_" + unit + "_total");
        return unit.isEmpty() || said ? null : unit;
    }
}
