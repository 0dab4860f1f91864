package io.github.homeexporter.otlp.model;

import io.github.homeexporter.sample.FamilyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The host's metrics under the names, units and attributes of OpenTelemetry's semantic conventions. Made of the names that
 * node_exporter uses; whatever has no counterpart there keeps its name. Not for use by two threads at a time.
 */
final class HostConventions {
    /** Who the host is stands in the resource and is not said again on each point. */
    static final Set<String> IDENTITY = Set.of("host_name", "container_id", "instance");

    private final CpuTimes cpu = new CpuTimes();

    /** Metrics as they grow, by name, and the families they are made of. */
    static final class Draft {
        private final Map<String, FamilyView> families;
        private final Map<String, Metric> metrics = new LinkedHashMap<>();
        private final Set<String> taken = new java.util.HashSet<>();

        Draft(Map<String, FamilyView> families) {
            this.families = families;
        }

        List<Metric> metrics() {
            return List.copyOf(metrics.values());
        }

        /** Names of families that need not be sent under their own names any more. */
        Set<String> taken() {
            return taken;
        }

        /** The numbers of a family by its labels, without the identity; empty when it is not there or one lacks a label. */
        Map<Map<String, String>, Double> rows(String family, String... neededLabels) {
            FamilyView view = families.get(family);
            Map<Map<String, String>, Double> rows = new LinkedHashMap<>();
            for (int i = 0; view != null && i < view.size(); i++) {
                Map<String, String> labels = withoutIdentity(view.series(i).labels());
                for (String needed : neededLabels) {
                    if (!labels.containsKey(needed)) {
                        return Map.of();
                    }
                }
                rows.put(labels, view.value(i));
            }
            return rows;
        }

        void take(String... names) {
            for (String name : names) {
                if (families.containsKey(name)) {
                    taken.add(name);
                }
            }
        }

        void add(String metric, Metric.Kind kind, String unit, Map<String, String> attributes, double value) {
            if (!Double.isNaN(value)) {
                metrics.computeIfAbsent(metric, name -> new Metric(name, unit, "", kind, new ArrayList<>()))
                        .points()
                        .add(Point.of(attributes, value));
            }
        }
    }

    Draft of(Map<String, FamilyView> families, long nowNanos) {
        Draft draft = new Draft(families);
        for (HostRule rule : HostRule.ALL) {
            Map<Map<String, String>, Double> rows =
                    draft.rows(rule.family(), rule.renames().keySet().toArray(String[]::new));
            rows.forEach((labels, value) ->
                    draft.add(rule.metric(), rule.kind(), rule.unit(), attributes(labels, rule), value));
            if (!rows.isEmpty()) {
                draft.take(rule.family());
            }
        }
        HostSums.add(draft, nowNanos);
        HostHardware.add(draft);
        cpu.add(draft);
        return draft;
    }

    private static Map<String, String> attributes(Map<String, String> labels, HostRule rule) {
        return with(renamed(labels, rule.renames()), rule.constants());
    }

    static Map<String, String> renamed(Map<String, String> labels, Map<String, String> renames) {
        Map<String, String> renamed = new TreeMap<>();
        labels.forEach((name, value) -> renamed.put(renames.getOrDefault(name, name), value));
        return renamed;
    }

    static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return all;
    }

    static Map<String, String> with(Map<String, String> labels, String name, String value) {
        return with(labels, Map.of(name, value));
    }

    static Map<String, String> without(Map<String, String> labels, String name) {
        Map<String, String> rest = new TreeMap<>(labels);
        rest.remove(name);
        return rest;
    }

    static Map<String, String> withoutIdentity(Map<String, String> labels) {
        boolean has = IDENTITY.stream().anyMatch(labels::containsKey);
        if (!has) {
            return labels;
        }
        Map<String, String> rest = new TreeMap<>(labels);
        rest.keySet().removeAll(IDENTITY);
        return rest;
    }
}
