package io.github.homeexporter.status;

import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.status.Selection.StatusQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** All of {@code /status} but the series: first the keys of metrics-exporters with its meanings, then ours. */
record StatusFacts(CamelContext context, SampleStore store, Health health, Instant now) {
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_FAULT = 500;

    Map<String, Object> json(StatusQuery query, Selection selection) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("service", service());
        all.put("collection", collection());
        all.put("collectors", CollectorsDetail.of(context));
        all.put("exporter", exporter());
        if (setting("demo.runs") != null) {
            all.put("demo", true);
        }
        all.put("time", now.toString());
        all.put("status", health.verdict().word());
        all.put("config", config());
        List<Object> devices = new ArrayList<>();
        health.devices().forEach(device -> devices.add(device(device, selection)));
        all.put("devices", devices);
        String file = setting("settings.file");
        if (file != null
                && health.devices().stream().allMatch(device -> device.kind().equals("host"))) {
            all.put("settings_file", file);
        }
        all.put("rooms", selection.rooms());
        all.put("series_total", selection.total());
        all.put("series_offset", query.offset());
        all.put("series_limit", query.limit());
        return all;
    }

    /** A text that differs when anything but ages differs; what is out of order may change by mere waiting, so its minutes count. */
    String fingerprint() {
        StringBuilder facts = new StringBuilder(1024);
        facts.append(health).append(store.self().faults());
        for (DeviceStatus device : health.devices()) {
            if (device.state() != DeviceState.UP) {
                facts.append(Duration.between(device.since(), now).toMinutes()).append(' ');
            }
        }
        return facts.toString();
    }

    private Map<String, Object> service() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", "home-exporter");
        json.put("version", own("home_exporter_build_info", "version"));
        json.put("uptime_seconds", context.getUptime().toMillis() / 1000.0);
        json.put("hostname", hostName());
        return json;
    }

    /** As the host device found it out; null while it has not, or is off. */
    private String hostName() {
        return health.devices().stream()
                .filter(device -> device.kind().equals("host"))
                .flatMap(device -> store.samples(device.name()).stream())
                .filter(sample -> sample.series().family().name().equals("home_exporter_host_info"))
                .map(sample -> sample.series().labels().get("host_name"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The label of a family the program has of itself; null without such a family. */
    private String own(String family, String label) {
        return store.self().numbers(family).keySet().stream()
                .map(series -> series.labels().get(label))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> collection() {
        CollectionCycle cycle = CollectorsDetail.cycle(context).orElse(null);
        CollectionCycle.Progress progress = cycle == null ? null : cycle.progress();
        long total = progress == null ? 0 : progress.total();
        long errors = progress == null ? 0 : progress.errors();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interval_seconds", cycle == null ? null : ValuesJson.number(seconds(cycle.interval())));
        json.put("last_collection_seconds_ago", progress == null ? null : Health.age(progress.lastMillis(), now));
        json.put("total_collections", total);
        json.put("collection_errors", errors);
        json.put("success_rate", Math.round((total - errors) * 1000.0 / Math.max(total, 1)) / 10.0);
        return json;
    }

    /** {@code /metrics} cannot fail; OTLP can, and says how it stands in its state: 1 starting, 2 healthy, more is trouble. */
    private Map<String, Object> exporter() {
        double otlp = Health.number(store, Health.EXPORT_STATE).orElse(0);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", otlp > 0 ? "otlp" : "prometheus");
        json.put("healthy", otlp <= 2);
        json.put("prometheus_file", setting("prometheus.file"));
        json.put("otlp_endpoint", otlp > 0 ? setting("otel.endpoint") : null);
        return json;
    }

    /** Null when it is not set; without what may stand before an address' {@code @}. */
    private String setting(String key) {
        return context.getPropertiesComponent()
                .resolveProperty(key)
                .filter(value -> !value.isBlank())
                .map(value -> value.replaceFirst("//[^/@]*@", "//"))
                .orElse(null);
    }

    private List<Object> config() {
        Map<String, List<String>> faults = store.self().faults();
        TreeSet<String> files = new TreeSet<>(health.configFiles().keySet());
        files.addAll(faults.keySet());
        List<Object> all = new ArrayList<>();
        for (String file : files) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file);
            json.put("loaded", health.configFiles().getOrDefault(file, true));
            json.put(
                    "faults",
                    faults.getOrDefault(file, List.of()).stream()
                            .limit(MOST_FAULTS)
                            .map(fault -> fault.length() > LONGEST_FAULT ? fault.substring(0, LONGEST_FAULT) : fault)
                            .toList());
            all.add(json);
        }
        return all;
    }

    private Map<String, Object> device(DeviceStatus device, Selection selection) {
        Map<String, Object> json = health.json(device, now);
        String alias = selection.aliases().getOrDefault(device.name(), "");
        json.put("alias", alias.isEmpty() ? null : alias);
        json.put("interval_seconds", device.interval().isZero() ? null : ValuesJson.number(seconds(device.interval())));
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** What the key {@code collectors} of metrics-exporters' pages says: where the program runs and which collectors it has. */
    static final class CollectorsDetail {
        private CollectorsDetail() {}

        /** @return environment and collectors; empty maps when nothing is collected in cycles */
        static Map<String, Object> of(CamelContext context) {
            Map<String, Object> none = new LinkedHashMap<>();
            none.put("environment", Map.of());
            none.put("collectors", Map.of());
            return cycle(context)
                    .map(CollectionCycle::describe)
                    .filter(all -> !all.isEmpty())
                    .orElse(none);
        }

        /** All that run, the host's own first. */
        static List<CollectionCycle> cycles(CamelContext context) {
            return context.getRegistry().findByType(CollectionCycle.class).stream()
                    .sorted(Comparator.comparing(
                                    (CollectionCycle cycle) -> !cycle.device().equals("host"))
                            .thenComparing(CollectionCycle::device))
                    .toList();
        }

        static Optional<CollectionCycle> cycle(CamelContext context) {
            return cycles(context).stream().findFirst();
        }
    }
}
