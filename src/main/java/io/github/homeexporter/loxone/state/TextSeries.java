package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Map;

/** A state that is a text, as an info series with the text in {@code value}. A new text takes the old one's series away. */
final class TextSeries {
    private final MetricFamily family;
    private final Map<String, String> labels;
    private final boolean jsonToo;
    private String text;
    private Series current;

    /**
     * @param labels of the state's own series
     * @param jsonToo whether texts that are JSON are exported: cut off after 256 characters they say nothing
     */
    TextSeries(MetricFamily family, Map<String, String> labels, boolean jsonToo) {
        this.family = family;
        this.labels = labels;
        this.jsonToo = jsonToo;
    }

    void text(String next, Samples out) {
        if (!next.equals(text)) {
            Series before = current;
            text = next;
            current = isShown(next) ? series(next) : null;
            if (before != null && !before.equals(current)) {
                out.gone(before);
            }
        }
        if (current != null) {
            out.add(current, 1);
        }
    }

    /** The series of the last text, null when there is none. */
    Series current() {
        return current;
    }

    private boolean isShown(String next) {
        return jsonToo || !(next.startsWith("{") || next.startsWith("["));
    }

    private Series series(String next) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("value", next);
        return Series.of(family, all);
    }
}
