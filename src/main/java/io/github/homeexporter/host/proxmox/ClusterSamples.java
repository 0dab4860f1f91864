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
                    ProxmoxMetrics.VERSION_INFO,
                    1,
                    "release",
                    version.text("release"),
                    "repoid",
                    version.text("repoid"),
                    "version",
                    version.text("version"));
        }
        for (Map.Entry<String, PveEntry> node : cluster.nodes().entrySet()) {
            addDetail("node/" + node.getKey(), node.getValue(), out);
        }
    }

    private static void addCluster(PveEntry cluster, PveSamples out) {
        String id = "cluster/" + cluster.text("name");
        double quorate = cluster.is("quorate") ? 1 : 0;
        out.add(ProxmoxMetrics.UP, quorate, "id", id);
        out.add(ProxmoxMetrics.QUORATE, quorate, "id", id);
        out.add(ProxmoxMetrics.CLUSTER_INFO, 1, id, cluster, "nodes", "quorate", "version");
    }

    private static void addNode(PveEntry node, PveSamples out) {
        out.add(ProxmoxMetrics.UP, node.is("online") ? 1 : 0, "id", node.text("id"));
        out.add(ProxmoxMetrics.NODE_INFO, 1, node.text("id"), node, "level", "name", "nodeid");
    }

    private static void addDetail(String id, PveEntry detail, PveSamples out) {
        out.add(ProxmoxMetrics.LOAD1, detail.number("loadavg.0"), "id", id);
        out.add(ProxmoxMetrics.LOAD5, detail.number("loadavg.1"), "id", id);
        out.add(ProxmoxMetrics.LOAD15, detail.number("loadavg.2"), "id", id);
        out.add(ProxmoxMetrics.IO_WAIT, detail.number("wait"), "id", id);
        out.add(ProxmoxMetrics.SWAP_USAGE, detail.number("swap.used"), "id", id);
        out.add(ProxmoxMetrics.SWAP_SIZE, detail.number("swap.total"), "id", id);
        out.add(ProxmoxMetrics.KSM, detail.number("ksm.shared"), "id", id);
        String manager = detail.text("pveversion");
        if (!manager.isEmpty()) {
            // the release stands alone since 8.1, before that it is a word of kversion
            String kernel = detail.text("current-kernel.release");
            String words = detail.text("kversion").replaceFirst("^Linux ", "");
            out.add(
                    ProxmoxMetrics.SOFTWARE,
                    1,
                    "id",
                    id,
                    "pve_manager_version",
                    version(manager),
                    "kernel",
                    kernel.isEmpty() ? words.replaceFirst(" .*", "") : kernel);
        }
    }

    /** {@code pve-manager/8.2.4/faa83925c9641325} without the names around it. */
    static String version(String manager) {
        String[] parts = manager.split("/", -1);
        return parts.length > 1 ? parts[1] : manager;
    }
}
