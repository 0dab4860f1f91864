package io.github.homeexporter.otlp.model;

import static io.github.homeexporter.otlp.model.HostConventions.with;
import static io.github.homeexporter.otlp.model.HostConventions.without;

import io.github.homeexporter.otlp.model.HostConventions.Draft;
import io.github.homeexporter.otlp.model.Metric.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** CPU time by mode and, from the second cycle on, the share of each mode since the cycle before. */
final class CpuTimes {
    private static final String FAMILY = "node_cpu_seconds_total";
    private static final String MODE = "cpu.mode";
    private static final Map<String, String> NAMES = Map.of("cpu", "cpu.logical_number", "mode", MODE);

    private Map<Map<String, String>, Double> before = Map.of();

    void add(Draft draft) {
        Map<Map<String, String>, Double> now = new HashMap<>();
        Map<Map<String, String>, Set<String>> cpus = new HashMap<>();
        draft.rows(FAMILY, "cpu", "mode").forEach((labels, seconds) -> {
            Map<String, String> attributes = HostConventions.renamed(labels, NAMES);
            attributes.computeIfPresent(MODE, (name, mode) -> mode(mode));
            now.merge(attributes, seconds, Double::sum);
            cpus.computeIfAbsent(without(without(labels, "cpu"), "mode"), host -> new HashSet<>())
                    .add(labels.get("cpu"));
        });
        if (!now.isEmpty()) {
            draft.take(FAMILY);
        }
        now.forEach((attributes, seconds) -> draft.add("system.cpu.time", Kind.COUNTER, "s", attributes, seconds));
        cpus.forEach(
                (host, numbers) -> draft.add("system.cpu.logical.count", Kind.UP_DOWN, "{cpu}", host, numbers.size()));
        shares(draft, now);
        before = now;
    }

    /** None for a CPU whose time went backwards in some mode, as it does after it was offline. */
    private void shares(Draft draft, Map<Map<String, String>, Double> now) {
        Map<Map<String, String>, Double> rises = new HashMap<>();
        Map<Map<String, String>, Double> wholes = new HashMap<>();
        now.forEach((attributes, seconds) -> {
            double rise = seconds - before.getOrDefault(attributes, Double.NaN);
            rises.put(attributes, rise);
            wholes.merge(without(attributes, MODE), rise < 0 ? Double.NaN : rise, Double::sum);
        });
        rises.forEach((attributes, rise) -> {
            double whole = wholes.get(without(attributes, MODE));
            if (whole > 0) {
                draft.add("system.cpu.utilization", Kind.GAUGE, "1", with(attributes, Map.of()), rise / whole);
            }
        });
    }

    /** The conventions have one word for both kinds of interrupts. */
    private static String mode(String mode) {
        return mode.equals("irq") || mode.equals("softirq") ? "interrupt" : mode;
    }
}
