package io.github.homeexporter.host;

import static java.util.Map.entry;

import io.github.homeexporter.host.collector.Catalogue;
import io.github.homeexporter.host.collector.Collector;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.environment.EnvironmentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment and collectors with the keys that metrics-exporters' pages have. */
final class HostDescription {
    private static final Map<String, String> HELP = Map.ofEntries(
            entry("memory", "Memory and swap, by the container's limit where there is one"),
            entry("cpu", "CPU time by mode, utilization and frequency"),
            entry("load", "Load averages"),
            entry("pressure", "Pressure stall information: how long tasks waited for CPU, memory and disks"),
            entry("process", "Processes and threads by state, context switches, boot time"),
            entry("diskstats", "Reads, writes and time of disks"),
            entry("network", "Bytes, packets and errors of network interfaces"),
            entry("guests", "Running containers and virtual machines of a Proxmox host"),
            entry("hwmon", "Temperatures, fans, voltages and power by the kernel's sensors"),
            entry("thermal", "Thermal zones and cooling devices"),
            entry("lm_sensors", "Sensors by the program sensors, where the kernel shows none"),
            entry("filesystem", "Space of file systems"),
            entry("zfs_kstat", "ZFS: cache and datasets, by the kernel's statistics"),
            entry("zpool", "ZFS: size, use and state of the pools"),
            entry("smart", "Health, wear and temperature of disks by SMART"));

    private HostDescription() {}

    /** @param collectors by name, those that are made */
    static Map<String, Object> of(Environment environment, List<String> enabled, Map<String, Collector> collectors) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment(environment));
        String strategy = environment.container() ? "container" : "host";
        List<String> names = Catalogue.select("");
        // nobody chose when all there are run
        boolean automatic = enabled.equals(names);
        Map<String, Object> byName = new LinkedHashMap<>();
        for (String name : names) {
            Collector collector = collectors.get(name);
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("enabled", enabled.contains(name));
            each.put("registered", enabled.contains(name));
            each.put("auto_detected", automatic);
            each.put("class", collector == null ? null : collector.getClass().getSimpleName());
            each.put("help", HELP.getOrDefault(name, name));
            each.put("strategy", strategy);
            byName.put(name, each);
        }
        all.put("collectors", byName);
        return all;
    }

    /** The rules are tried in order and the first that fits decides: there is certainty, or there is none. */
    private static Map<String, Object> environment(Environment environment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", environment.type().label());
        json.put("detection_confidence", environment.type() == EnvironmentType.UNKNOWN ? 0.0 : 1.0);
        json.put("detection_methods", List.of(environment.rule()));
        json.put("supports_hardware_access", !environment.container());
        return json;
    }
}
