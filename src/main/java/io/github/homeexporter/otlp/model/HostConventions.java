package io.github.homeexporter.otlp.model;

import static io.github.homeexporter.otlp.model.HostConventions.with;
import static io.github.homeexporter.otlp.model.HostConventions.without;

import io.github.homeexporter.otlp.model.Metric.Kind;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The host's metrics under the names, units and attributes of OpenTelemetry's semantic conventions. Made of the names that
 * node_exporter uses; whatever has no counterpart there keeps its name. Not for use by two threads at a time.
 */
final class HostConventions {
    /** Who the host is stands in the resource and is not said again on each point. */
    static final Set<String> IDENTITY = Set.of("host_name", "container_id", "instance");

    private final CpuTimes cpu = new CpuTimes();

    /** Metrics as they grow, by name, and the families they are made of. */
    static final class Draft {
        private final Map<String, FamilyView> families;
        private final Map<String, Metric> metrics = new LinkedHashMap<>();
        private final Set<String> taken = new java.util.HashSet<>();

        Draft(Map<String, FamilyView> families) {
            this.families = families;
        }

        List<Metric> metrics() {
            return List.copyOf(metrics.values());
        }

        /** Names of families that need not be sent under their own names any more. */
        Set<String> taken() {
            return taken;
        }

        /** The numbers of a family by its labels, without the identity; empty when it is not there or one lacks a label. */
        Map<Map<String, String>, Double> rows(String family, String... neededLabels) {
            FamilyView view = families.get(family);
            Map<Map<String, String>, Double> rows = new LinkedHashMap<>();
            for (int i = 0; view != null && i < view.size(); i++) {
                Map<String, String> labels = withoutIdentity(view.series(i).labels());
                for (String needed : neededLabels) {
                    if (!labels.containsKey(needed)) {
                        return Map.of();
                    }
                }
                rows.put(labels, view.value(i));
            }
            return rows;
        }

        void take(String... names) {
            for (String name : names) {
                if (families.containsKey(name)) {
                    taken.add(name);
                }
            }
        }

        void add(String metric, Metric.Kind kind, String unit, Map<String, String> attributes, double value) {
            if (!Double.isNaN(value)) {
                metrics.computeIfAbsent(metric, name -> new Metric(name, unit, "", kind, new ArrayList<>()))
                        .points()
                        .add(Point.of(attributes, value));
            }
        }
    }

    Draft of(Map<String, FamilyView> families, long nowNanos) {
        Draft draft = new Draft(families);
        for (HostRule rule : HostRule.ALL) {
            Map<Map<String, String>, Double> rows =
                    draft.rows(rule.family(), rule.renames().keySet().toArray(String[]::new));
            rows.forEach((labels, value) ->
                    draft.add(rule.metric(), rule.kind(), rule.unit(), attributes(labels, rule), value));
            if (!rows.isEmpty()) {
                draft.take(rule.family());
            }
        }
        HostSums.add(draft, nowNanos);
        HostSums.hardware(draft);
        cpu.add(draft);
        return draft;
    }

    private static Map<String, String> attributes(Map<String, String> labels, HostRule rule) {
        return with(renamed(labels, rule.renames()), rule.constants());
    }

    static Map<String, String> renamed(Map<String, String> labels, Map<String, String> renames) {
        Map<String, String> renamed = new TreeMap<>();
        labels.forEach((name, value) -> renamed.put(renames.getOrDefault(name, name), value));
        return renamed;
    }

    static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return all;
    }

    static Map<String, String> with(Map<String, String> labels, String name, String value) {
        return with(labels, Map.of(name, value));
    }

    static Map<String, String> without(Map<String, String> labels, String name) {
        Map<String, String> rest = new TreeMap<>(labels);
        rest.remove(name);
        return rest;
    }

    static Map<String, String> withoutIdentity(Map<String, String> labels) {
        boolean has = IDENTITY.stream().anyMatch(labels::containsKey);
        if (!has) {
            return labels;
        }
        Map<String, String> rest = new TreeMap<>(labels);
        rest.keySet().removeAll(IDENTITY);
        return rest;
    }

    /**
     * How one of node_exporter's metrics is named by OpenTelemetry's semantic conventions (v1.44: system, container, hardware).
     *
     * @param constants attributes that the metric's name said before
     * @param renames labels that have another name there; all others keep theirs
     */
    record HostRule(
            String family,
            String metric,
            Metric.Kind kind,
            String unit,
            Map<String, String> constants,
            Map<String, String> renames) {
        /**
         * Family, metric, kind, unit, constant attributes, renamed labels. What needs more than another name is in {@link HostSums};
         * packets have the interface under the name of devices.
         */
        static final List<HostRule> ALL = """
                node_memory_MemTotal_bytes              system.memory.limit            up_down By
                node_memory_MemAvailable_bytes          system.memory.linux.available  up_down By
                node_vmstat_pswpin                      system.paging.operations       counter {operation} system.paging.direction=in
                node_vmstat_pswpout                     system.paging.operations       counter {operation} system.paging.direction=out
                node_cpu_scaling_frequency_hertz        system.cpu.frequency           gauge   Hz          - cpu=cpu.logical_number
                node_load1                              home_exporter.host.load        gauge   1           period=1m
                node_load5                              home_exporter.host.load        gauge   1           period=5m
                node_load15                             home_exporter.host.load        gauge   1           period=15m
                node_disk_read_bytes_total              system.disk.io                 counter By          disk.io.direction=read  device=system.device
                node_disk_written_bytes_total           system.disk.io                 counter By          disk.io.direction=write device=system.device
                node_disk_reads_completed_total         system.disk.operations         counter {operation} disk.io.direction=read  device=system.device
                node_disk_writes_completed_total        system.disk.operations         counter {operation} disk.io.direction=write device=system.device
                node_disk_read_time_seconds_total       system.disk.operation_time     counter s           disk.io.direction=read  device=system.device
                node_disk_write_time_seconds_total      system.disk.operation_time     counter s           disk.io.direction=write device=system.device
                node_disk_reads_merged_total            system.disk.merged             counter {operation} disk.io.direction=read  device=system.device
                node_disk_writes_merged_total           system.disk.merged             counter {operation} disk.io.direction=write device=system.device
                node_disk_io_time_seconds_total         system.disk.io_time            counter s           - device=system.device
                node_network_receive_bytes_total        system.network.io              counter By          network.io.direction=receive  device=network.interface.name
                node_network_transmit_bytes_total       system.network.io              counter By          network.io.direction=transmit device=network.interface.name
                node_network_receive_packets_total      system.network.packet.count    counter {packet}    network.io.direction=receive  device=system.device
                node_network_transmit_packets_total     system.network.packet.count    counter {packet}    network.io.direction=transmit device=system.device
                node_network_receive_drop_total         system.network.packet.dropped  counter {packet}    network.io.direction=receive  device=system.device
                node_network_transmit_drop_total        system.network.packet.dropped  counter {packet}    network.io.direction=transmit device=system.device
                node_network_receive_errs_total         system.network.errors          counter {error}     network.io.direction=receive  device=network.interface.name
                node_network_transmit_errs_total        system.network.errors          counter {error}     network.io.direction=transmit device=network.interface.name
                node_forks_total                        system.process.created         counter {process}
                container_cpu_user_seconds_total        container.cpu.time             counter s           cpu.mode=user
                container_cpu_system_seconds_total      container.cpu.time             counter s           cpu.mode=system
                container_memory_usage_bytes            container.memory.usage         up_down By
                container_memory_working_set_bytes      container.memory.working_set   up_down By
                container_memory_available_bytes        container.memory.available     up_down By
                container_memory_rss_bytes              container.memory.rss           up_down By
                """.lines().map(HostRule::of).toList();

        private static HostRule of(String line) {
            String[] cells = line.split(" +");
            Metric.Kind kind = Metric.Kind.valueOf(cells[2].toUpperCase(Locale.ROOT));
            return new HostRule(cells[0], cells[1], kind, cells[3], pair(cells, 4), pair(cells, 5));
        }

        private static Map<String, String> pair(String[] cells, int at) {
            String[] pair = at < cells.length ? cells[at].split("=") : new String[0];
            return pair.length < 2 ? Map.of() : Map.of(pair[0], pair[1]);
        }
    }

    /** CPU time by mode and, from the second cycle on, the share of each mode since the cycle before. */
    static final class CpuTimes {
        private static final String FAMILY = "node_cpu_seconds_total";
        private static final String MODE = "cpu.mode";
        private static final Map<String, String> NAMES = Map.of("cpu", "cpu.logical_number", "mode", MODE);

        private Map<Map<String, String>, Double> before = Map.of();

        void add(Draft draft) {
            Map<Map<String, String>, Double> now = new HashMap<>();
            Map<Map<String, String>, Set<String>> cpus = new HashMap<>();
            draft.rows(FAMILY, "cpu", "mode").forEach((labels, seconds) -> {
                Map<String, String> attributes = HostConventions.renamed(labels, NAMES);
                attributes.computeIfPresent(MODE, (name, mode) -> mode(mode));
                now.merge(attributes, seconds, Double::sum);
                cpus.computeIfAbsent(without(without(labels, "cpu"), "mode"), host -> new HashSet<>())
                        .add(labels.get("cpu"));
            });
            if (!now.isEmpty()) {
                draft.take(FAMILY);
            }
            now.forEach((attributes, seconds) -> draft.add("system.cpu.time", Kind.COUNTER, "s", attributes, seconds));
            cpus.forEach((host, numbers) ->
                    draft.add("system.cpu.logical.count", Kind.UP_DOWN, "{cpu}", host, numbers.size()));
            shares(draft, now);
            before = now;
        }

        /** None for a CPU whose time went backwards in some mode, as it does after it was offline. */
        private void shares(Draft draft, Map<Map<String, String>, Double> now) {
            Map<Map<String, String>, Double> rises = new HashMap<>();
            Map<Map<String, String>, Double> wholes = new HashMap<>();
            now.forEach((attributes, seconds) -> {
                double rise = seconds - before.getOrDefault(attributes, Double.NaN);
                rises.put(attributes, rise);
                wholes.merge(without(attributes, MODE), rise < 0 ? Double.NaN : rise, Double::sum);
            });
            rises.forEach((attributes, rise) -> {
                double whole = wholes.get(without(attributes, MODE));
                if (whole > 0) {
                    draft.add("system.cpu.utilization", Kind.GAUGE, "1", with(attributes, Map.of()), rise / whole);
                }
            });
        }

        /** The conventions have one word for both kinds of interrupts. */
        private static String mode(String mode) {
            return mode.equals("irq") || mode.equals("softirq") ? "interrupt" : mode;
        }
    }
}
