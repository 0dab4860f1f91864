package io.github.homeexporter.otlp.model;

import java.util.List;
import java.util.Map;

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
    private static final Map<String, String> CPU = Map.of("cpu", "cpu.logical_number");
    private static final Map<String, String> DISK = Map.of("device", "system.device");
    private static final Map<String, String> INTERFACE = Map.of("device", "network.interface.name");
    private static final String DISK_WAY = "disk.io.direction";
    private static final String NET_WAY = "network.io.direction";

    /** What needs more than another name is in {@link HostSums}. */
    static final List<HostRule> ALL = List.of(
            upDown("node_memory_MemTotal_bytes", "system.memory.limit", "By"),
            upDown("node_memory_MemAvailable_bytes", "system.memory.linux.available", "By"),
            counter("node_vmstat_pswpin", "system.paging.operations", "{operation}", "system.paging.direction", "in"),
            counter("node_vmstat_pswpout", "system.paging.operations", "{operation}", "system.paging.direction", "out"),
            gauge("node_cpu_scaling_frequency_hertz", "system.cpu.frequency", "Hz", Map.of(), CPU),
            gauge("node_load1", "home_exporter.host.load", "1", Map.of("period", "1m"), Map.of()),
            gauge("node_load5", "home_exporter.host.load", "1", Map.of("period", "5m"), Map.of()),
            gauge("node_load15", "home_exporter.host.load", "1", Map.of("period", "15m"), Map.of()),
            disk("read_bytes_total", "io", "By", "read"),
            disk("written_bytes_total", "io", "By", "write"),
            disk("reads_completed_total", "operations", "{operation}", "read"),
            disk("writes_completed_total", "operations", "{operation}", "write"),
            disk("read_time_seconds_total", "operation_time", "s", "read"),
            disk("write_time_seconds_total", "operation_time", "s", "write"),
            disk("reads_merged_total", "merged", "{operation}", "read"),
            disk("writes_merged_total", "merged", "{operation}", "write"),
            new HostRule(
                    "node_disk_io_time_seconds_total", "system.disk.io_time", Metric.Kind.COUNTER, "s", Map.of(), DISK),
            network("receive_bytes_total", "io", "By", "receive"),
            network("transmit_bytes_total", "io", "By", "transmit"),
            packets("receive_packets_total", "packet.count", "receive"),
            packets("transmit_packets_total", "packet.count", "transmit"),
            packets("receive_drop_total", "packet.dropped", "receive"),
            packets("transmit_drop_total", "packet.dropped", "transmit"),
            network("receive_errs_total", "errors", "{error}", "receive"),
            network("transmit_errs_total", "errors", "{error}", "transmit"),
            new HostRule(
                    "node_forks_total", "system.process.created", Metric.Kind.COUNTER, "{process}", Map.of(), Map.of()),
            counter("container_cpu_user_seconds_total", "container.cpu.time", "s", "cpu.mode", "user"),
            counter("container_cpu_system_seconds_total", "container.cpu.time", "s", "cpu.mode", "system"),
            upDown("container_memory_usage_bytes", "container.memory.usage", "By"),
            upDown("container_memory_working_set_bytes", "container.memory.working_set", "By"),
            upDown("container_memory_available_bytes", "container.memory.available", "By"),
            upDown("container_memory_rss_bytes", "container.memory.rss", "By"));

    private static HostRule gauge(
            String family, String metric, String unit, Map<String, String> constants, Map<String, String> renames) {
        return new HostRule(family, metric, Metric.Kind.GAUGE, unit, constants, renames);
    }

    private static HostRule upDown(String family, String metric, String unit) {
        return new HostRule(family, metric, Metric.Kind.UP_DOWN, unit, Map.of(), Map.of());
    }

    private static HostRule counter(String family, String metric, String unit, String attribute, String value) {
        return new HostRule(family, metric, Metric.Kind.COUNTER, unit, Map.of(attribute, value), Map.of());
    }

    private static HostRule disk(String family, String metric, String unit, String way) {
        return new HostRule(
                "node_disk_" + family, "system.disk." + metric, Metric.Kind.COUNTER, unit, Map.of(DISK_WAY, way), DISK);
    }

    private static HostRule network(String family, String metric, String unit, String way) {
        return new HostRule(
                "node_network_" + family,
                "system.network." + metric,
                Metric.Kind.COUNTER,
                unit,
                Map.of(NET_WAY, way),
                INTERFACE);
    }

    /** Packets have the interface under the name of devices. */
    private static HostRule packets(String family, String metric, String way) {
        return new HostRule(
                "node_network_" + family,
                "system.network." + metric,
                Metric.Kind.COUNTER,
                "{packet}",
                Map.of(NET_WAY, way),
                DISK);
    }
}
