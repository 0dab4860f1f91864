package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Map;

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
}
