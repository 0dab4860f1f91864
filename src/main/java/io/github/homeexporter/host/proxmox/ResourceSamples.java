package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.host.proxmox.ProxmoxSamples.PveSamples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Guests, nodes and storage as {@code /cluster/resources} has them, under the names of prometheus-pve-exporter. */
final class ResourceSamples {
    private static final Map<String, String> GAUGES = new LinkedHashMap<>();
    private static final Map<String, String> COUNTERS = new LinkedHashMap<>();

    static {
        GAUGES.put("cpu", "pve_cpu_usage_ratio");
        GAUGES.put("maxcpu", "pve_cpu_usage_limit");
        GAUGES.put("mem", "pve_memory_usage_bytes");
        GAUGES.put("maxmem", "pve_memory_size_bytes");
        GAUGES.put("disk", "pve_disk_usage_bytes");
        GAUGES.put("maxdisk", "pve_disk_size_bytes");
        GAUGES.put("uptime", "pve_uptime_seconds");
        GAUGES.put("shared", "pve_storage_shared");
        COUNTERS.put("netout", "pve_network_transmit_bytes_total");
        COUNTERS.put("netin", "pve_network_receive_bytes_total");
        COUNTERS.put("diskread", "pve_disk_read_bytes_total");
        COUNTERS.put("diskwrite", "pve_disk_written_bytes_total");
    }

    private final GuestCounters counters = new GuestCounters();

    /** How many readings of counters were not believed since this was asked last. */
    int takeAnomalies() {
        return counters.takeAnomalies();
    }

    void add(PveCluster cluster, PveSamples out) {
        Set<String> present = cluster.resources().stream()
                .filter(PveEntry::isGuest)
                .map(guest -> guest.text("id"))
                .collect(Collectors.toSet());
        counters.keep(present);
        boolean hasStatus = !cluster.status().isEmpty();
        for (PveEntry resource : cluster.resources()) {
            String id = resource.text("id");
            if (id.isEmpty()) {
                continue;
            }
            switch (resource.text("type")) {
                case "qemu", "lxc" -> addGuest(id, resource, out);
                case "node" -> addNode(id, resource, cluster.isUp(resource), hasStatus, out);
                case "storage" -> addStorage(id, resource, out);
                default -> {} // pools and networks have no figures
            }
        }
    }

    private void addGuest(String id, PveEntry guest, PveSamples out) {
        boolean running = guest.text("status").equals("running");
        out.add("pve_up", running ? 1 : 0, "id", id);
        PveEntry known = guest.with("template", guest.is("template") ? "1" : "0");
        out.add("pve_guest_info", 1, id, known, "name", "node", "type", "template", "tags");
        addState("pve_guest_state", id, guest.text("status"), out);
        out.add("pve_memory_host_bytes", guest.number("memhost"), "id", id);
        addGauges(id, guest, out);
        if (guest.isActive()) {
            counters.uptime(id, guest.number("uptime"));
            COUNTERS.forEach(
                    (field, metric) -> out.add(metric, counters.accept(id, field, guest.number(field)), "id", id));
        }
        addState("pve_lock_state", id, guest.text("lock"), out);
        addState("pve_ha_state", id, guest.text("hastate"), out);
    }

    /** @param told whether somebody else says if the node is up */
    private void addNode(String id, PveEntry node, boolean up, boolean told, PveSamples out) {
        if (!told) {
            out.add("pve_up", up ? 1 : 0, "id", id);
        }
        addGauges(id, node, out);
        addState("pve_ha_state", id, node.text("hastate"), out);
    }

    private void addStorage(String id, PveEntry storage, PveSamples out) {
        out.add("pve_up", storage.text("status").equals("available") ? 1 : 0, "id", id);
        String content =
                Arrays.stream(storage.text("content").split(",")).sorted().collect(Collectors.joining(","));
        out.add(
                "pve_storage_info",
                1,
                id,
                storage.with("content", content),
                "node",
                "storage",
                "plugintype",
                "content");
        addGauges(id, storage, out);
    }

    private static void addGauges(String id, PveEntry resource, PveSamples out) {
        GAUGES.forEach((field, metric) -> {
            // of a VM and of a stopped container the API does not know what is on the disk, and says 0
            boolean unknown = field.equals("disk") && resource.isGuest() && resource.number(field) == 0;
            if (!unknown) {
                out.add(metric, resource.number(field), "id", id);
            }
        });
    }

    private static void addState(String metric, String id, String state, PveSamples out) {
        if (!state.isEmpty()) {
            out.add(metric, 1, Map.of("id", id, "state", state));
        }
    }

    /**
     * Tells a guest's restart from a reading that cannot be. Restarted, it has a lower uptime, and its counters begin anew: that
     * is said as it is. A counter that falls while the uptime goes on is not believed once; if it stays low, an interface was
     * taken away, and it is followed.
     */
    static final class GuestCounters {
        private final Map<String, Double> uptimes = new HashMap<>();
        private final Map<String, Reading> readings = new HashMap<>();
        private int anomalies;

        private record Reading(double good, boolean doubted) {}

        /** To be called before a guest's counters. */
        void uptime(String guest, double seconds) {
            Double before = uptimes.put(guest, seconds);
            if (before != null && seconds < before) {
                readings.keySet().removeIf(key -> key.startsWith(guest + " "));
            }
        }

        /** What to say for a reading: itself or the last good one; NaN for none. */
        double accept(String guest, String counter, double value) {
            if (Double.isNaN(value) || value < 0) {
                return Double.NaN;
            }
            String key = guest + " " + counter;
            Reading before = readings.get(key);
            if (before != null && value < before.good && !before.doubted) {
                anomalies++;
                readings.put(key, new Reading(before.good, true));
                return before.good;
            }
            readings.put(key, new Reading(value, false));
            return value;
        }

        /** Forgets all guests but these. */
        void keep(Set<String> guests) {
            uptimes.keySet().retainAll(guests);
            readings.keySet().removeIf(key -> !guests.contains(key.substring(0, key.indexOf(' '))));
        }

        /** How many readings were not believed since this was asked last. */
        int takeAnomalies() {
            int count = anomalies;
            anomalies = 0;
            return count;
        }
    }
}
