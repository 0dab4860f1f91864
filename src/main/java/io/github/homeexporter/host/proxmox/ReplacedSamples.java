package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.host.proxmox.ProxmoxSamples.PveSamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The replaced exporter's metrics. It ran on each node and looked at that node only, so every node has its own here, told by
 * {@code proxmox_node}.
 */
final class ReplacedSamples {
    private final String instance;

    /** @param instance value of the label {@code instance}; empty for the replaced exporter's {@code proxmox-NODE} */
    ReplacedSamples(String instance) {
        this.instance = instance;
    }

    void add(PveCluster cluster, PveSamples out) {
        Map<String, List<PveEntry>> guests = new TreeMap<>();
        for (PveEntry entry : cluster.resources()) {
            String node = entry.text("node");
            if (entry.text("type").equals("node")) {
                guests.putIfAbsent(node, new ArrayList<>());
                addUp(node, cluster.isUp(entry), out);
            } else if (entry.isGuest()) {
                guests.computeIfAbsent(node, n -> new ArrayList<>()).add(entry);
            }
        }
        guests.forEach((node, all) -> addGuests(node, all, out));
        boolean clustered =
                cluster.status().stream().anyMatch(entry -> entry.text("type").equals("cluster"));
        String local = cluster.localNode();
        guests.keySet().forEach(node -> {
            if (!cluster.status().isEmpty()) {
                out.add("proxmox_cluster_active", clustered ? 1 : 0, labels(node));
            }
            PveEntry detail = cluster.nodes().getOrDefault(node, PveEntry.EMPTY);
            String version = ClusterSamples.version(detail.text("pveversion"));
            if (version.isEmpty() && node.equals(local)) {
                version = cluster.version().text("version");
            }
            if (!version.isEmpty()) {
                out.add("proxmox_version_info", 1, labels(node, "pve_manager_version", version));
            }
        });
    }

    void addUp(String node, boolean up, PveSamples out) {
        out.add("proxmox_node_up", up ? 1 : 0, labels(node));
    }

    private void addGuests(String node, List<PveEntry> guests, PveSamples out) {
        out.add("proxmox_containers_total", count(guests, "lxc", guest -> true), labels(node));
        out.add("proxmox_containers_running", count(guests, "lxc", ReplacedSamples::isRunning), labels(node));
        out.add("proxmox_containers_stopped", count(guests, "lxc", guest -> !guest.isActive()), labels(node));
        out.add("proxmox_vms_total", count(guests, "qemu", guest -> true), labels(node));
        out.add("proxmox_vms_running", count(guests, "qemu", ReplacedSamples::isRunning), labels(node));
        out.add("proxmox_vms_stopped", count(guests, "qemu", guest -> !guest.isActive()), labels(node));
        for (PveEntry guest : guests) {
            boolean container = guest.text("type").equals("lxc");
            String metric = container ? "proxmox_container_up" : "proxmox_vm_up";
            String kind = container ? "container" : "vm";
            out.add(
                    metric,
                    isRunning(guest) ? 1 : 0,
                    labels(node, kind + "_id", guest.text("vmid"), kind + "_name", guest.text("name")));
        }
    }

    private static long count(List<PveEntry> guests, String type, Predicate<PveEntry> which) {
        return guests.stream()
                .filter(guest -> guest.text("type").equals(type) && which.test(guest))
                .count();
    }

    private static boolean isRunning(PveEntry guest) {
        return guest.text("status").equals("running");
    }

    private Map<String, String> labels(String node, String... more) {
        Map<String, String> labels = new HashMap<>();
        labels.put("proxmox_node", node);
        labels.put("host_name", node);
        labels.put("instance", instance.isEmpty() ? "proxmox-" + node : instance);
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return labels;
    }
}
