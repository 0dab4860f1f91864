package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Makes samples of what was read, under the chosen naming. */
final class ProxmoxSamples {
    private final Naming naming;
    private final Map<String, String> always;
    private final String source;
    private final ResourceSamples resources = new ResourceSamples();
    private final ReplacedSamples replaced;
    private String localNode = "";

    /**
     * @param device value of the label {@code device}, empty for none
     * @param instance value of the label {@code instance} on the replaced exporter's names; empty for the node's name
     * @param source id of what is asked: {@code api/192.0.2.1:8006}
     */
    ProxmoxSamples(Naming naming, String device, String instance, String source) {
        this.naming = naming;
        this.source = source;
        always = device.isEmpty() ? Map.of() : Map.of("device", device);
        replaced = new ReplacedSamples(instance);
    }

    /** Everything of a cycle. */
    Samples of(PveCluster cluster, RareReading.Answers rare) {
        String local = cluster.localNode();
        localNode = local.isEmpty() ? localNode : local;
        PveSamples out = new PveSamples(always);
        if (naming.standard()) {
            out.add("pve_up", 1, "id", source);
            resources.add(cluster, out);
            ClusterSamples.add(cluster, out);
            RareReading.add(rare, cluster, out);
        }
        if (naming.legacy()) {
            replaced.add(cluster, out);
        }
        return out.samples();
    }

    /** All that can be said when nothing answers: of guests nothing is known then. */
    Samples ofSilence() {
        PveSamples out = new PveSamples(always);
        if (naming.standard()) {
            out.add("pve_up", 0, "id", source);
        }
        if (naming.legacy() && !localNode.isEmpty()) {
            replaced.addUp(localNode, false, out);
        }
        return out.samples();
    }

    /** How many readings of counters were not believed since this was asked last. */
    int takeAnomalies() {
        return resources.takeAnomalies();
    }

    /** The samples of one cycle as they come to be. */
    static final class PveSamples {
        private final Samples samples = new Samples(256);
        private final Map<String, String> always;

        /** @param always labels on every series, empty unless there are two clusters */
        PveSamples(Map<String, String> always) {
            this.always = always;
        }

        /** With an id, and for each of the names a label that is the entry's field. */
        void add(String metric, double value, String id, PveEntry entry, String... names) {
            Map<String, String> labels = new HashMap<>();
            labels.put("id", id);
            for (String name : names) {
                labels.put(name, entry.text(name));
            }
            add(metric, value, labels);
        }

        void add(String metric, double value, String label, String text) {
            add(metric, value, Map.of(label, text));
        }

        /** NaN is no value and no sample. */
        void add(String metric, double value, Map<String, String> labels) {
            if (!Double.isNaN(value)) {
                Map<String, String> all = new HashMap<>(always);
                all.putAll(labels);
                samples.add(Series.of(ProxmoxMetrics.of(metric), all), value);
            }
        }

        Samples samples() {
            return samples;
        }
    }

    /**
     * The replaced exporter's metrics. It ran on each node and looked at that node only, so every node has its own here, told by
     * {@code proxmox_node}.
     */
    private static final class ReplacedSamples {
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
            boolean clustered = cluster.status().stream()
                    .anyMatch(entry -> entry.text("type").equals("cluster"));
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

    /** The cluster and its nodes: {@code /cluster/status}, {@code /version} and each node's own status. */
    private static final class ClusterSamples {
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
}
