package io.github.homeexporter.otlp.model;

import io.github.homeexporter.otlp.model.Metric.Point;
import io.github.homeexporter.otlp.model.Metric.Point.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the program's meter registry knows of Camel, the JVM and the process, as OTLP's metrics. */
public final class RegistryMetrics {
    private static final double[] NO_BOUNDS = {};

    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    private RegistryMetrics() {}

    public static List<Metric> of(MeterRegistry registry) {
        RegistryMetrics all = new RegistryMetrics();
        registry.forEachMeter(all::add);
        return List.copyOf(all.metrics.values());
    }

    private void add(Meter meter) {
        if (meter instanceof Timer timer) {
            histogram(meter, "s", timer.takeSnapshot(), true);
        } else if (meter instanceof DistributionSummary summary) {
            histogram(meter, unit(meter), summary.takeSnapshot(), false);
        } else if (meter instanceof FunctionTimer timer) {
            Buckets one = new Buckets(NO_BOUNDS, new long[] {(long) timer.count()});
            put(meter, "s", Metric.Kind.HISTOGRAM, new Point(tags(meter), 0, timer.totalTime(TimeUnit.SECONDS), one));
        } else if (meter instanceof LongTaskTimer timer) {
            put(meter, "{task}", Metric.Kind.GAUGE, Point.of(tags(meter), timer.activeTasks()));
        } else if (meter instanceof Counter counter) {
            count(meter, counter.count());
        } else if (meter instanceof FunctionCounter counter) {
            count(meter, counter.count());
        } else if (meter instanceof Gauge gauge) {
            double value = gauge.value();
            if (!Double.isNaN(value)) {
                put(meter, unit(meter), Metric.Kind.GAUGE, Point.of(tags(meter), value));
            }
        }
    }

    private void count(Meter meter, double value) {
        if (value >= 0) {
            put(meter, unit(meter), Metric.Kind.COUNTER, Point.of(tags(meter), value));
        }
    }

    /** Micrometer's buckets count all that is below a bound; OTLP's only what is between two. */
    private void histogram(Meter meter, String unit, HistogramSnapshot snapshot, boolean time) {
        CountAtBucket[] buckets = snapshot.histogramCounts();
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        long below = 0;
        for (CountAtBucket bucket : buckets) {
            double bound = time ? bucket.bucket(TimeUnit.SECONDS) : bucket.bucket();
            if (Double.isFinite(bound) && bucket.bucket() < Double.MAX_VALUE && bucket.bucket() < Long.MAX_VALUE) {
                bounds.add(bound);
                counts.add(Math.max(0, (long) bucket.count() - below));
                below = Math.max(below, (long) bucket.count());
            }
        }
        counts.add(Math.max(0, snapshot.count() - below));
        Buckets all = new Buckets(
                bounds.stream().mapToDouble(Double::doubleValue).toArray(),
                counts.stream().mapToLong(Long::longValue).toArray());
        double total = time ? snapshot.total(TimeUnit.SECONDS) : snapshot.total();
        put(meter, unit, Metric.Kind.HISTOGRAM, new Point(tags(meter), 0, total, all));
    }

    /** Two meters of one name and of different kinds cannot be one metric; the first counts. */
    private void put(Meter meter, String unit, Metric.Kind kind, Point point) {
        String about = meter.getId().getDescription();
        Metric metric = metrics.computeIfAbsent(
                meter.getId().getName(),
                name -> new Metric(name, unit, about == null ? "" : about, kind, new ArrayList<>()));
        if (metric.kind() == kind) {
            metric.points().add(point);
        }
    }

    private static String unit(Meter meter) {
        String unit = meter.getId().getBaseUnit();
        return unit == null ? "" : Translation.ucum(unit, "");
    }

    private static Map<String, String> tags(Meter meter) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : meter.getId().getTagsAsIterable()) {
            tags.put(tag.getKey(), tag.getValue());
        }
        return tags;
    }
}
