package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A state that is a text, as an info series with the text in {@code value}. A new text takes the old one's series away. */
final class TextSeries implements TextTarget {
    private final MetricFamily family;
    private final Map<String, String> labels;
    private final Item item;
    private final boolean jsonToo;
    private String text;
    private Series current;

    /**
     * @param labels of the state's own series
     * @param jsonToo whether texts that are JSON are exported: cut off after 256 characters they say nothing
     */
    TextSeries(MetricFamily family, Map<String, String> labels, Item item, boolean jsonToo) {
        this.item = item;
        this.family = family;
        this.labels = labels;
        this.jsonToo = jsonToo;
    }

    @Override
    public void text(String next, Samples out) {
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

    @Override
    public void forget(Samples out) {
        if (current != null) {
            out.gone(current);
        }
        text = null;
        current = null;
    }

    /** Of texts only the last one. */
    @Override
    public void collect(List<Series> all) {
        if (current != null) {
            all.add(current);
        }
    }

    private boolean isShown(String next) {
        return jsonToo || !(next.startsWith("{") || next.startsWith("["));
    }

    private Series series(String next) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("value", next);
        return Series.of(family, all).about(item);
    }
}
