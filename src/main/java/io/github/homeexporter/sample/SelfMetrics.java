package io.github.homeexporter.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;

/** What the program says of itself under {@code home_exporter_}. Never stale; removed only by who set it. */
public final class SelfMetrics {
    private static final MetricFamily FINDINGS = MetricFamily.gauge(
            "home_exporter_config_findings",
            "",
            "What is wrong with a file, the settings or a device's series; /status has the sentences.");

    /** Kept of one file or device: what a device can make many of must not fill the page. */
    static final int MOST_SENTENCES = 200;

    static final int LONGEST_SENTENCE = 8_000;

    private final Map<Series, DoubleAdder> numbers = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> faults = new ConcurrentHashMap<>();

    /** What is wrong with a file a person wrote, a sentence each, without secrets; none when it is faultless. */
    public void faults(String file, List<String> sentences) {
        Series number = Series.of(FINDINGS, Map.of("file", file));
        if (sentences.isEmpty()) {
            faults.remove(file);
            remove(number);
        } else {
            faults.put(file, bounded(sentences));
            set(number, sentences.size());
        }
    }

    private static List<String> bounded(List<String> sentences) {
        List<String> kept = new ArrayList<>();
        for (String sentence : sentences.subList(0, Math.min(MOST_SENTENCES, sentences.size()))) {
            kept.add(sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…");
        }
        if (sentences.size() > MOST_SENTENCES) {
            kept.add("and " + (sentences.size() - MOST_SENTENCES) + " more of this kind");
        }
        return List.copyOf(kept);
    }

    /** By file, only those with faults. */
    public Map<String, List<String>> faults() {
        return new TreeMap<>(faults);
    }

    public void set(Series series, double value) {
        DoubleAdder number = new DoubleAdder();
        number.add(value);
        numbers.put(series, number);
    }

    /** Counts up. */
    public void add(Series series, double by) {
        numbers.computeIfAbsent(series, s -> new DoubleAdder()).add(by);
    }

    public void remove(Series series) {
        numbers.remove(series);
    }

    /** The numbers of one family, as they are now. */
    public Map<Series, Double> numbers(String family) {
        Map<Series, Double> found = new TreeMap<>();
        numbers.forEach((series, number) -> {
            if (series.family().name().equals(family)) {
                found.put(series, number.sum());
            }
        });
        return found;
    }

    void addTo(FamilyTable table) {
        numbers.forEach((series, number) -> table.add(series, number.sum()));
    }

    /** Which files were taken, which were not and why: what /healthz, an alert and the page look at. */
    public record ConfigState(SampleStore store) {
        public static final String FAMILY = "home_exporter_config_last_load_successful";
        private static final MetricFamily LOADED = MetricFamily.gauge(
                FAMILY,
                "",
                "1 when the file as it is now was taken, 0 when it is broken and an older version, or none, is in force.");

        public void taken(String file) {
            store.self().set(series(file), 1);
            found(file, List.of());
        }

        /** @param findings a sentence each */
        public void refused(String file, List<?> findings) {
            store.self().set(series(file), 0);
            found(file, findings);
        }

        /** What is wrong in a file that is in force all the same. */
        public void found(String file, List<?> findings) {
            store.self().faults(file, findings.stream().map(Object::toString).toList());
        }

        public void gone(String file) {
            store.self().remove(series(file));
            found(file, List.of());
        }

        /** As {@link #gone}, unless whoever reads the file by now has found something else, or nothing. */
        public void settled(String file, Object finding) {
            if (List.of(finding.toString()).equals(store.self().faults().get(file))) {
                gone(file);
            }
        }

        private static Series series(String file) {
            return Series.of(LOADED, Map.of("file", file));
        }
    }
}
