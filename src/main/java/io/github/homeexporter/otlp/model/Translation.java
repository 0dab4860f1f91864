package io.github.homeexporter.otlp.model;

import io.github.homeexporter.otlp.model.Metric.Kind;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.words.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes OTLP's metrics of the store's families: names, units, kinds, since when counters count. */
public final class Translation {
    private static final String BOOT = "node_boot_time_seconds";
    private static final String OTLP = "home_exporter_otlp_";
    private static final double NANOS = 1e9;

    private final HostConventions host;
    private final StartTimes starts = new StartTimes();
    private final long processStartNanos;

    /**
     * @param conventions whether the host's metrics get the names of OpenTelemetry's semantic conventions
     * @param processStartNanos since when the program counts what it says of itself, nanoseconds since 1970
     */
    public Translation(boolean conventions, long processStartNanos) {
        this.host = conventions ? new HostConventions() : null;
        this.processStartNanos = processStartNanos;
    }

    /** @param meters what the program's meter registry says, without start times */
    public synchronized List<Metric> of(List<? extends FamilyView> families, List<Metric> meters, long nowNanos) {
        Map<String, FamilyView> byName = new LinkedHashMap<>();
        // as on the page: of two with one name the first counts
        families.forEach(view -> byName.putIfAbsent(view.family().name(), view));
        long boot = boot(byName);
        List<Metric> all = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        if (host != null) {
            HostConventions.Draft draft = host.of(byName, nowNanos);
            draft.metrics().forEach(metric -> all.add(started(metric, boot, nowNanos)));
            gone.addAll(draft.taken());
        }
        Set<String> names = new HashSet<>(byName.keySet());
        all.forEach(metric -> names.add(metric.name()));
        byName.forEach((name, view) -> {
            if (!gone.contains(name)) {
                Metric metric = metric(view, names);
                names.add(metric.name());
                all.add(started(metric, knownStart(name, boot), nowNanos));
            }
        });
        for (Metric meter : meters) {
            if (names.add(meter.name())) {
                all.add(started(meter, processStartNanos, nowNanos));
            }
        }
        starts.endOfCycle();
        return all;
    }

    private static long boot(Map<String, FamilyView> byName) {
        FamilyView view = byName.get(BOOT);
        double seconds = view == null || view.size() == 0 ? Double.NaN : view.value(0);
        return seconds > 0 ? (long) (seconds * NANOS) : 0;
    }

    /** The kernel's counters begin with the machine, our own with the process; of a device's nobody knows. */
    private long knownStart(String name, long boot) {
        if (name.startsWith("node_") || name.startsWith("container_")) {
            return boot;
        }
        boolean own = name.startsWith("home_exporter_")
                || name.startsWith("loxone_otlp_")
                || name.startsWith("loxone_exporter_");
        return own ? processStartNanos : 0;
    }

    private Metric started(Metric metric, long known, long nowNanos) {
        if (metric.kind() == Kind.GAUGE) {
            return metric;
        }
        List<Point> points = new ArrayList<>(metric.points().size());
        for (Point point : metric.points()) {
            double count = metric.kind() == Kind.HISTOGRAM ? point.buckets().count() : point.value();
            long start = metric.kind() == Kind.UP_DOWN
                    ? Math.min(known, nowNanos)
                    : starts.of(metric.name(), point.attributes(), count, nowNanos, known);
            points.add(point.since(start));
        }
        return new Metric(metric.name(), metric.unit(), metric.description(), metric.kind(), points);
    }

    private Metric metric(FamilyView view, Set<String> names) {
        MetricFamily family = view.family();
        boolean counter = family.type() == MetricType.COUNTER;
        boolean identity = host != null
                && (family.name().startsWith("node_") || family.name().equals("home_exporter_host_info"));
        List<Point> points = new ArrayList<>(view.size());
        for (int i = 0; i < view.size(); i++) {
            double value = view.value(i);
            Map<String, String> labels = view.series(i).labels();
            // a sum that only rises is no place for these
            if (!counter || value >= 0) {
                points.add(Point.of(identity ? HostConventions.withoutIdentity(labels) : labels, value));
            }
        }
        String unit = ucum(family.unit(), family.name());
        return new Metric(name(family, unit, names), unit, family.help(), counter ? Kind.COUNTER : Kind.GAUGE, points);
    }

    /** Without what only the text format needs at the end of a name, unless another metric is called so. */
    private static String name(MetricFamily family, String unit, Set<String> names) {
        String name = family.name();
        String bare =
                switch (family.type()) {
                    case COUNTER -> without("_total", name);
                    case INFO -> without("_info", name);
                    case GAUGE, STATESET -> name;
                };
        if (bare.startsWith(OTLP)) {
            bare = "home_exporter.otlp."
                    + (unit.equals("s") ? without("_seconds", bare) : bare).substring(OTLP.length());
        }
        return bare.isEmpty() || names.contains(bare) ? name : bare;
    }

    private static String without(String end, String name) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /**
     * Since when each counter counts. The same from cycle to cycle until the counter falls: then it began anew after the point
     * before, whose time is the new start (OTLP data model, "Resets and gaps"). A receiver that is told a wrong start computes
     * nonsense. Not for use by two threads at a time.
     */
    static final class StartTimes {
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

    /**
     * A unit in UCUM's letters (https://ucum.org), which OTLP wants, from the words and signs that devices and metric names use.
     *
     * @param unit as the family has it; when that is empty, the end of the name says
     * @return empty when there is no unit, or none that is known
     */
    static String ucum(String unit, String name) {
        if (!unit.isEmpty()) {
            return knownUcum(unit);
        }
        String bare = without("_total", name);
        String words = bare.substring(bare.lastIndexOf('_') + 1);
        // one letter at a name's end is a phase or a circuit rather than a unit
        return words.length() > 3 && bare.length() > words.length() ? knownUcum(words) : "";
    }

    private static String knownUcum(String text) {
        return Unit.of(text).map(Unit::ucum).orElse("");
    }
}
