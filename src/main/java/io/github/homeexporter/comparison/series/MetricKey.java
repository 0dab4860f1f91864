package io.github.homeexporter.comparison.series;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A series as Prometheus knows it.
 *
 * @param labels without those that are empty, which are none
 */
public record MetricKey(String name, SortedMap<String, String> labels) implements Comparable<MetricKey> {
    private static final Comparator<MetricKey> ORDER =
            Comparator.comparing(MetricKey::name).thenComparing(key -> key.labels.toString());

    public static MetricKey of(String name, Map<String, String> labels) {
        SortedMap<String, String> kept = new TreeMap<>(labels);
        kept.values().removeIf(String::isEmpty);
        return new MetricKey(name, kept);
    }

    /** Whether a query that finds this finds the other one as well: it has all of these labels, and perhaps more. */
    public boolean isWithin(MetricKey other) {
        return name.equals(other.name) && other.labels.entrySet().containsAll(labels.entrySet());
    }

    /** How many labels both have alike. */
    long alike(MetricKey other) {
        return labels.entrySet().stream()
                .filter(label -> label.getValue().equals(other.labels.get(label.getKey())))
                .count();
    }

    @Override
    public int compareTo(MetricKey other) {
        return ORDER.compare(this, other);
    }

    /** As PromQL selects it. Names of rooms come from devices: they make no second line. */
    @Override
    public String toString() {
        return name
                + labels.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(Character.isISOControl(c) ? ' ' : (char) c);
            }
        });
        return out.toString();
    }
}
