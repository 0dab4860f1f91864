package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Rule.Action.Merge;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the numbers of one batch together: merges what belongs into one series, tells apart what only looks alike. */
final class Assembly {
    private final Map<Series, Integer> at;
    private final Map<Series, Integer> copies = new HashMap<>();
    private final Samples samples;

    Assembly(int expected) {
        at = new HashMap<>(expected * 2);
        samples = new Samples(expected);
    }

    /** @param merge null when the same series again is another thing of the same name */
    void add(Series s, double value, Merge merge) {
        Integer before = at.putIfAbsent(s, samples.size());
        if (before == null) {
            samples.add(s, value);
        } else if (merge != null) {
            samples.set(before, merge.of(samples.value(before), value));
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
        return samples;
    }
}
