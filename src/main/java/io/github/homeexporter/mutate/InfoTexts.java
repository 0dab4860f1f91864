package io.github.homeexporter.mutate;

import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Collects the texts of one batch: all that belong to one family become the labels of one series. */
final class InfoTexts {
    private final Map<Series, Map<String, String>> texts = new LinkedHashMap<>();

    /** @param at the series without its texts */
    void add(Series at, String key, String text) {
        Map<String, String> labels = texts.computeIfAbsent(at, a -> new LinkedHashMap<>());
        String label = Namer.legal(key);
        label = label.startsWith("__") || label.equals("_") ? "text" + label : label;
        String free = label;
        for (int n = 2; labels.containsKey(free) || at.labels().containsKey(free); n++) {
            free = label + "_" + n;
        }
        labels.put(free, text);
    }

    void each(BiConsumer<Series, Double> to) {
        texts.forEach((at, labels) -> {
            Map<String, String> all = new HashMap<>(labels);
            all.putAll(at.labels());
            to.accept(Series.of(at.family(), all), 1.0);
        });
    }
}
