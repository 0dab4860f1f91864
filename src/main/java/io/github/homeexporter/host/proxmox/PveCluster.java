package io.github.homeexporter.host.proxmox;

import java.util.List;
import java.util.Map;

/**
 * All that was read in one cycle.
 *
 * @param resources {@code /cluster/resources}
 * @param status {@code /cluster/status}: the nodes, and the cluster when it is one; empty when it could not be read
 * @param version {@code /version} of the node that answered
 * @param nodes {@code /nodes/NAME/status} by name, of the nodes that could be asked
 */
record PveCluster(List<PveEntry> resources, List<PveEntry> status, PveEntry version, Map<String, PveEntry> nodes) {
    PveCluster {
        resources = List.copyOf(resources);
        status = List.copyOf(status);
        nodes = Map.copyOf(nodes);
    }

    /**
     * Whether a node is up: the cluster knows best; the list of resources says {@code unknown} of a node whose statistics are
     * late, so one that answers for itself is up whatever the list says.
     */
    boolean isUp(PveEntry node) {
        boolean known = status.stream().anyMatch(entry -> isNode(entry, node))
                || !node.text("status").equals("unknown");
        return mayBeUp(node, status) && (known || nodes.containsKey(node.text("node")));
    }

    /** Whether there is a point in asking it. */
    static boolean mayBeUp(PveEntry node, List<PveEntry> status) {
        for (PveEntry entry : status) {
            if (isNode(entry, node)) {
                return entry.is("online");
            }
        }
        return !node.text("status").equals("offline");
    }

    private static boolean isNode(PveEntry entry, PveEntry node) {
        return entry.text("type").equals("node") && entry.text("name").equals(node.text("node"));
    }

    /** Name of the cluster, empty when the node is alone. */
    String name() {
        return status.stream()
                .filter(entry -> entry.text("type").equals("cluster"))
                .map(entry -> entry.text("name"))
                .findFirst()
                .orElse("");
    }

    /** Name of the node that answered, empty when that is not known. */
    String localNode() {
        return status.stream()
                .filter(entry -> entry.text("type").equals("node") && entry.is("local"))
                .map(entry -> entry.text("name"))
                .findFirst()
                .orElse("");
    }
}
