package io.github.homeexporter.comparison.series;

import io.github.homeexporter.formats.MetricsText;
import io.github.homeexporter.net.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one exporter showed in several readings. */
public final class Span {
    /** Metrics that client libraries add about the program itself. */
    private static final Pattern OF_THE_PROGRAM = Pattern.compile("(process|go|python|promhttp)_.*|.*_build_info");

    private static final String CREATED = "_created";

    private final SortedMap<MetricKey, double[]> values = new TreeMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, List<MetricKey>> byName = new HashMap<>();
    private final SortedSet<MetricKey> twice = new TreeSet<>();

    /** One more reading. Of a series that stands there twice, the first counts, as for Prometheus. */
    public void add(MetricsText page) {
        Set<MetricKey> seen = new HashSet<>();
        for (MetricsText.Sample sample : page.samples()) {
            MetricKey key = MetricKey.of(sample.name(), sample.labels());
            if (seen.add(key)) {
                values.merge(key, new double[] {sample.value()}, Span::joined);
                kinds.computeIfAbsent(sample.name(), page::kind);
            } else {
                twice.add(key);
            }
        }
        byName.clear();
        values.keySet().forEach(key -> byName.computeIfAbsent(key.name(), name -> new ArrayList<>())
                .add(key));
    }

    private static double[] joined(double[] before, double[] next) {
        double[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = next[0];
        return all;
    }

    /** Those that stood in at least one reading. */
    public Collection<MetricKey> series() {
        return values.keySet();
    }

    public boolean has(MetricKey key) {
        return values.containsKey(key);
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public List<MetricKey> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Series that stood there more than once in one reading. */
    public SortedSet<MetricKey> twice() {
        return twice;
    }

    /** The values of a series, in the order of the readings that had it. */
    double[] values(MetricKey key) {
        return values.get(key);
    }

    /** {@code counter}, {@code gauge}, or empty when the page does not say. */
    String kind(String name) {
        return kinds.getOrDefault(name, "");
    }

    /** Also when a counter was made, which Python's client library tells as a gauge. */
    boolean isOfTheProgram(String name) {
        String counter = name.endsWith(CREATED) ? name.substring(0, name.length() - CREATED.length()) : name;
        return OF_THE_PROGRAM.matcher(name).matches()
                || !counter.equals(name)
                        && (byName.containsKey(counter + "_total") || byName.containsKey(counter + "_count"));
    }

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
                    default -> out.append((char) c);
                }
            });
            return Texts.unbroken(out.toString());
        }
    }
}
