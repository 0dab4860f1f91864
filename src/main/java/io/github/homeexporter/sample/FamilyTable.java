package io.github.homeexporter.sample;

import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import java.util.Collection;
import java.util.LinkedHashMap;
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

    /** The {@code home_exporter_device_*} families: what a scraper can alert on. */
    static final class DeviceFamilies {
        private static final MetricFamily UP = MetricFamily.gauge(
                "home_exporter_device_up", "", "1 while the device answers as it should, 0 while it does not.");
        private static final MetricFamily LAST_SAMPLE = MetricFamily.gauge(
                "home_exporter_device_last_sample_timestamp_seconds",
                "seconds",
                "When the device last said something.");
        private static final MetricFamily CONNECTS =
                MetricFamily.counter("home_exporter_device_connects_total", "", "Connections made to the device.");
        private static final MetricFamily ERRORS = MetricFamily.counter(
                "home_exporter_device_errors_total", "", "What went wrong with the device, by reason.");
        private static final MetricFamily SERIES =
                MetricFamily.gauge("home_exporter_device_series", "", "Series the device has at this moment.");
        private static final MetricFamily REFUSED = MetricFamily.counter(
                "home_exporter_samples_refused_total", "", "Samples that would have broken the exposition, by reason.");

        private DeviceFamilies() {}

        static void addTo(FamilyTable table, Device device) {
            DeviceStatus status = device.status();
            Map<String, String> labels = Map.of("device", status.name(), "kind", status.kind());
            if (status.state() != DeviceState.STOPPED) {
                table.add(Series.of(UP, labels), status.state() == DeviceState.UP ? 1 : 0);
            }
            if (status.lastSampleMillis() > 0) {
                table.add(Series.of(LAST_SAMPLE, labels), status.lastSampleMillis() / 1000.0);
            }
            table.add(Series.of(CONNECTS, labels), device.connects.sum());
            table.add(Series.of(SERIES, labels), status.series());
            device.errors.forEach(
                    (reason, count) -> table.add(Series.of(ERRORS, and(labels, "reason", reason)), count.sum()));
            device.unkept.refusals(
                    (why, count) -> table.add(Series.of(REFUSED, and(labels, "reason", why.label())), count.sum()));
        }

        private static Map<String, String> and(Map<String, String> labels, String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(labels);
            more.put(name, value);
            return more;
        }
    }
}
