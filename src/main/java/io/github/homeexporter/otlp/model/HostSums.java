package io.github.homeexporter.otlp.model;

import static io.github.homeexporter.otlp.model.HostConventions.with;
import static io.github.homeexporter.otlp.model.HostConventions.without;

import io.github.homeexporter.otlp.model.HostConventions.Draft;
import io.github.homeexporter.otlp.model.Metric.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the semantic conventions count otherwise than the kernel's files: shares of a whole that add up to it. */
final class HostSums {
    private static final Map<String, String> FILESYSTEM = Map.of(
            "device",
            "system.device",
            "mountpoint",
            "system.filesystem.mountpoint",
            "fstype",
            "system.filesystem.type");
    private static final String PAGING_STATE = "system.paging.state";
    private static final String FAULT_TYPE = "system.paging.fault.type";

    private HostSums() {}

    static void add(Draft draft, long nowNanos) {
        memory(draft);
        swap(draft);
        faults(draft, "node_vmstat_pgfault", "node_vmstat_pgmajfault", "system.paging.faults");
        faults(
                draft,
                "container_memory_page_faults_total",
                "container_memory_major_page_faults_total",
                "container.paging.faults");
        filesystems(draft);
        processes(draft);
        draft.rows("node_boot_time_seconds")
                .forEach((labels, boot) ->
                        draft.add("system.uptime", Kind.GAUGE, "s", labels, Math.max(0, nowNanos / 1e9 - boot)));
        Map<Map<String, String>, Double> cores = draft.rows("container_cpu_limit_cores");
        draft.rows("container_cpu_utilization_ratio")
                .forEach((labels, ratio) ->
                        draft.add("container.cpu.usage", Kind.GAUGE, "{cpu}", labels, ratio * value(cores, labels)));
    }

    private static double value(Map<Map<String, String>, Double> rows, Map<String, String> labels) {
        return rows.getOrDefault(labels, Double.NaN);
    }

    private static void memory(Draft draft) {
        Map<Map<String, String>, Double> available = draft.rows("node_memory_MemAvailable_bytes");
        draft.rows("node_memory_MemTotal_bytes").forEach((labels, total) -> {
            memory(draft, labels, "used", total - value(available, labels), total);
            for (String state : new String[] {"Free", "Cached", "Buffers"}) {
                String family = "node_memory_" + (state.equals("Free") ? "MemFree" : state) + "_bytes";
                memory(
                        draft,
                        labels,
                        state.toLowerCase(java.util.Locale.ROOT),
                        value(draft.rows(family), labels),
                        total);
                draft.take(family);
            }
        });
    }

    private static void memory(Draft draft, Map<String, String> labels, String state, double bytes, double total) {
        Map<String, String> attributes = with(labels, "system.memory.state", state);
        draft.add("system.memory.usage", Kind.UP_DOWN, "By", attributes, bytes);
        draft.add("system.memory.utilization", Kind.GAUGE, "1", attributes, bytes / total);
    }

    private static void swap(Draft draft) {
        Map<Map<String, String>, Double> free = draft.rows("node_memory_SwapFree_bytes");
        draft.rows("node_memory_SwapTotal_bytes").forEach((labels, total) -> {
            double unused = value(free, labels);
            draft.add("system.paging.usage", Kind.UP_DOWN, "By", with(labels, PAGING_STATE, "free"), unused);
            draft.add("system.paging.usage", Kind.UP_DOWN, "By", with(labels, PAGING_STATE, "used"), total - unused);
            draft.take("node_memory_SwapTotal_bytes", "node_memory_SwapFree_bytes");
        });
    }

    /** The kernel counts major faults among all; the conventions tell major from minor. */
    private static void faults(Draft draft, String all, String major, String metric) {
        Map<Map<String, String>, Double> majors = draft.rows(major);
        draft.rows(all).forEach((labels, count) -> {
            double major1 = value(majors, labels);
            draft.add(metric, Kind.COUNTER, "{fault}", with(labels, FAULT_TYPE, "major"), major1);
            draft.add(metric, Kind.COUNTER, "{fault}", with(labels, FAULT_TYPE, "minor"), count - major1);
            draft.take(all, major);
        });
    }

    private static void filesystems(Draft draft) {
        Map<Map<String, String>, Double> free = draft.rows("node_filesystem_free_bytes");
        Map<Map<String, String>, Double> available = draft.rows("node_filesystem_avail_bytes");
        Map<Map<String, String>, Double> readOnly = draft.rows("node_filesystem_readonly");
        if (free.isEmpty()) {
            // naming legacy: without it nobody can tell what is kept for root
            return;
        }
        draft.rows("node_filesystem_size_bytes", "device", "mountpoint", "fstype")
                .forEach((labels, size) -> {
                    Map<String, String> attributes = HostConventions.renamed(labels, FILESYSTEM);
                    if (readOnly.containsKey(labels)) {
                        attributes.put("system.filesystem.mode", readOnly.get(labels) == 1 ? "ro" : "rw");
                    }
                    double unused = value(free, labels);
                    double users = value(available, labels);
                    draft.add("system.filesystem.limit", Kind.UP_DOWN, "By", attributes, size);
                    filesystem(draft, attributes, "used", size - unused, size);
                    filesystem(draft, attributes, "free", users, size);
                    filesystem(draft, attributes, "reserved", unused - users, size);
                    draft.take(
                            "node_filesystem_size_bytes",
                            "node_filesystem_free_bytes",
                            "node_filesystem_avail_bytes",
                            "node_filesystem_readonly");
                });
    }

    private static void filesystem(Draft draft, Map<String, String> labels, String state, double bytes, double size) {
        Map<String, String> attributes = with(labels, "system.filesystem.state", state);
        draft.add("system.filesystem.usage", Kind.UP_DOWN, "By", attributes, bytes);
        if (size > 0) {
            draft.add("system.filesystem.utilization", Kind.GAUGE, "1", attributes, bytes / size);
        }
    }

    /** Letters of proc_pid_stat(5); several stand for one word, so they are added up. */
    private static void processes(Draft draft) {
        Map<Map<String, String>, Double> sums = new java.util.HashMap<>();
        draft.rows("node_processes_state", "state").forEach((labels, count) -> {
            String word =
                    switch (labels.get("state")) {
                        case "R" -> "running";
                        case "T", "t" -> "stopped";
                        case "Z", "X", "x" -> "defunct";
                        default -> "sleeping";
                    };
            sums.merge(with(without(labels, "state"), "process.state", word), count, Double::sum);
            draft.take("node_processes_state");
        });
        sums.forEach(
                (attributes, count) -> draft.add("system.process.count", Kind.UP_DOWN, "{process}", attributes, count));
    }

    /** Family, metric, unit, type of limit. */
    private static final List<String> SENSORS = List.of(
            "node_hwmon_temp_celsius hw.temperature Cel",
            "node_hwmon_temp_max_celsius hw.temperature.limit Cel high.degraded",
            "node_hwmon_temp_crit_celsius hw.temperature.limit Cel high.critical",
            "node_hwmon_fan_rpm hw.fan.speed rpm",
            "node_hwmon_in_volts hw.voltage V");

    /** Sensors as the conventions for hardware have them: what node_exporter spreads over info metrics stands on each point. */
    static void hardware(Draft draft) {
        Map<String, String> names = words(draft, "node_hwmon_chip_names", "chip_name");
        Map<String, String> places = words(draft, "node_hwmon_sensor_label", "label");
        for (String line : SENSORS) {
            String[] cells = line.split(" ");
            sensors(draft, names, places, cells[0], cells[1], cells[2], cells.length > 3 ? cells[3] : null);
        }
    }

    private static void sensors(
            Draft draft,
            Map<String, String> names,
            Map<String, String> places,
            String family,
            String metric,
            String unit,
            String limit) {
        draft.rows(family, "chip", "sensor").forEach((labels, value) -> {
            Map<String, String> attributes = new TreeMap<>(labels);
            String chip = attributes.remove("chip");
            String sensor = attributes.remove("sensor");
            attributes.put("hw.id", chip + "/" + sensor);
            put(attributes, "hw.name", names.get(chip));
            put(attributes, "hw.sensor_location", places.get(chip + "/" + sensor));
            put(attributes, "hw.limit_type", limit);
            draft.add(metric, Metric.Kind.GAUGE, unit, attributes, value);
            draft.take(family);
        });
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** By chip, or by chip and sensor. */
    private static Map<String, String> words(Draft draft, String family, String label) {
        Map<String, String> words = new HashMap<>();
        draft.rows(family, "chip", label).keySet().forEach(labels -> {
            String sensor = labels.get("sensor");
            words.put(sensor == null ? labels.get("chip") : labels.get("chip") + "/" + sensor, labels.get(label));
        });
        return words;
    }
}
