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

    /** Name of the node that answered, empty when that is not known. */
    String localNode() {
        return status.stream()
                .filter(entry -> entry.text("type").equals("node") && entry.is("local"))
                .map(entry -> entry.text("name"))
                .findFirst()
                .orElse("");
    }
}
