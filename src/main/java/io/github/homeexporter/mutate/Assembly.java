package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Action.Merge;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the numbers of one batch together: merges what belongs into one series, tells apart what only looks alike. */
final class Assembly {
    private final Map<Series, Integer> at;
    private final Map<Series, Integer> copies = new HashMap<>();
    private Series[] series;
    private double[] values;
    private int size;

    Assembly(int expected) {
        at = new HashMap<>(expected * 2);
        series = new Series[Math.max(8, expected)];
        values = new double[series.length];
    }

    /** @param merge null when the same series again is another thing of the same name */
    void add(Series s, double value, Merge merge) {
        Integer before = at.putIfAbsent(s, size);
        if (before == null) {
            append(s, value);
        } else if (merge != null) {
            values[before] = merge.of(values[before], value);
        } else {
            int copy = copies.merge(s, 2, (n, two) -> n + 1);
            Map<String, String> labels = new LinkedHashMap<>(s.labels());
            labels.put("index", Integer.toString(copy));
            Series.Item one = s.item();
            String key = one.key().isEmpty() ? "" : one.key() + "/" + copy;
            add(Series.of(s.family(), labels).about(new Series.Item(key, one.title())), value, Merge.LAST);
        }
    }

    /** Series that came more than once, with the number of times. */
    Map<Series, Integer> copies() {
        return copies;
    }

    Samples samples() {
        Samples samples = new Samples(size + 2);
        for (int i = 0; i < size; i++) {
            samples.add(series[i], values[i]);
        }
        return samples;
    }

    private void append(Series s, double value) {
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        series[size] = s;
        values[size++] = value;
    }
}
