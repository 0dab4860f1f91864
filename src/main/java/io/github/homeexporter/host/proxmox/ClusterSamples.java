package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.host.proxmox.ProxmoxSamples.PveSamples;
import java.util.Map;

/** The cluster and its nodes: {@code /cluster/status}, {@code /version} and each node's own status. */
final class ClusterSamples {
    private ClusterSamples() {}

    static void add(PveCluster cluster, PveSamples out) {
        for (PveEntry entry : cluster.status()) {
            switch (entry.text("type")) {
                case "cluster" -> addCluster(entry, out);
                case "node" -> addNode(entry, out);
                default -> {} // nothing else is known to stand here
            }
        }
        PveEntry version = cluster.version();
        if (!version.text("version").isEmpty()) {
            out.add(
                    "pve_version_info",
                    1,
                    Map.of(
                            "release", version.text("release"),
                            "repoid", version.text("repoid"),
                            "version", version.text("version")));
        }
        for (Map.Entry<String, PveEntry> node : cluster.nodes().entrySet()) {
            addDetail("node/" + node.getKey(), node.getValue(), out);
        }
    }

    private static void addCluster(PveEntry cluster, PveSamples out) {
        String id = "cluster/" + cluster.text("name");
        double quorate = cluster.is("quorate") ? 1 : 0;
        out.add("pve_up", quorate, "id", id);
        out.add("pve_cluster_quorate", quorate, "id", id);
        out.add("pve_cluster_info", 1, id, cluster, "nodes", "quorate", "version");
    }

    private static void addNode(PveEntry node, PveSamples out) {
        out.add("pve_up", node.is("online") ? 1 : 0, "id", node.text("id"));
        out.add("pve_node_info", 1, node.text("id"), node, "level", "name", "nodeid");
    }

    private static void addDetail(String id, PveEntry detail, PveSamples out) {
        out.add("pve_node_load1", detail.number("loadavg.0"), "id", id);
        out.add("pve_node_load5", detail.number("loadavg.1"), "id", id);
        out.add("pve_node_load15", detail.number("loadavg.2"), "id", id);
        out.add("pve_node_io_wait_ratio", detail.number("wait"), "id", id);
        out.add("pve_node_swap_usage_bytes", detail.number("swap.used"), "id", id);
        out.add("pve_node_swap_size_bytes", detail.number("swap.total"), "id", id);
        out.add("pve_node_ksm_shared_bytes", detail.number("ksm.shared"), "id", id);
        String manager = detail.text("pveversion");
        if (!manager.isEmpty()) {
            // the release stands alone since 8.1, before that it is a word of kversion
            String kernel = detail.text("current-kernel.release");
            String words = detail.text("kversion").replaceFirst("^Linux ", "");
            out.add(
                    "pve_node_software_info",
                    1,
                    Map.of(
                            "id",
                            id,
                            "pve_manager_version",
                            version(manager),
                            "kernel",
                            kernel.isEmpty() ? words.replaceFirst(" .*", "") : kernel));
        }
    }

    /** {@code pve-manager/8.2.4/faa83925c9641325} without the names around it. */
    static String version(String manager) {
        String[] parts = manager.split("/", -1);
        return parts.length > 1 ? parts[1] : manager;
    }
}
