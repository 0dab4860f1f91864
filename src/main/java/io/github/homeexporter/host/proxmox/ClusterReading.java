package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is asked for in a cycle, and in which order. Without the resources there is nothing; any other part may be missing. */
final class ClusterReading {
    static final String FORBIDDEN = "forbidden";
    static final String TIMEOUT = "timeout";

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");

    private final List<Fault> faults = new ArrayList<>();

    /** What went wrong with the parts that are not needed, in the order they were asked. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** @throws FaultException when the resources could not be read */
    PveCluster read(PveLine line) throws FaultException, InterruptedException {
        List<PveEntry> resources = line.get("/cluster/resources");
        List<PveEntry> nodes = resources.stream()
                .filter(entry -> entry.text("type").equals("node"))
                .toList();
        if (nodes.isEmpty()) {
            throw new FaultException(new Fault(
                    "malformed", "/cluster/resources lists no node; is this address really that of Proxmox VE?"));
        }
        long nameless = resources.stream()
                .filter(entry ->
                        entry.text("id").isEmpty() || entry.text("type").isEmpty())
                .count();
        if (nameless > 0) {
            faults.add(new Fault(
                    "malformed", "/cluster/resources has " + nameless + " entries without id or type; left out"));
        }
        List<PveEntry> status = part(
                line,
                "/cluster/status",
                "lists no node; which are up is told by /cluster/resources alone",
                entry -> entry.text("type").equals("node"));
        List<PveEntry> version = part(line, "/version", "names no version", entry -> !entry.text("version")
                .isEmpty());
        Map<String, PveEntry> details = new HashMap<>();
        for (PveEntry node : nodes) {
            String name = node.text("node");
            // one that is offline would only be waited for; of one that hangs for a while the list knows nothing
            if (PveCluster.mayBeUp(node, status) && NODE.matcher(name).matches()) {
                if (node.text("status").equals("online")) {
                    hasFigures(node);
                }
                part(line, "/nodes/" + name + "/status", "says nothing", entry -> !entry.fields()
                                .isEmpty())
                        .stream()
                        .findFirst()
                        .ifPresent(detail -> details.put(name, detail));
            }
        }
        List<PveEntry> completed = resources.stream()
                .map(entry -> entry.text("type").equals("node")
                                && entry.text("maxcpu").isEmpty()
                        ? entry.withFiguresOf(details.getOrDefault(entry.text("node"), PveEntry.EMPTY))
                        : entry)
                .toList();
        return new PveCluster(completed, status, version.stream().findFirst().orElse(PveEntry.EMPTY), details);
    }

    /** The list of nodes is shown to everybody, what they do only to those who may see it. */
    private void hasFigures(PveEntry node) {
        if (node.text("maxcpu").isEmpty()) {
            faults.add(new Fault(
                    FORBIDDEN,
                    "the token sees node " + node.text("node")
                            + " but not its figures: it needs the role PVEAuditor on /"));
        }
    }

    /**
     * @param lacks what to say of an answer that is none
     * @param has whether an entry is what an answer always has
     */
    private List<PveEntry> part(PveLine line, String path, String lacks, Predicate<PveEntry> has)
            throws InterruptedException {
        if (faults.stream().anyMatch(fault -> fault.reason().equals(TIMEOUT))) {
            return List.of(); // nothing is left of the deadline
        }
        try {
            List<PveEntry> entries = line.get(path);
            if (entries.stream().anyMatch(has)) {
                return entries;
            }
            faults.add(new Fault("malformed", path + " " + lacks));
            return List.of();
        } catch (FaultException e) {
            faults.add(e.fault());
            return List.of();
        }
    }

    /** Asks for one path of the API. */
    interface PveLine {
        /**
         * @param path as in the API's reference: {@code /cluster/resources}
         * @throws FaultException when there is no usable answer
         */
        List<PveEntry> get(String path) throws FaultException, InterruptedException;
    }

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
}
