package io.github.homeexporter.sample;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of an exposition without its number: a family and a set of labels, with the text of both rendered once.
 * Make a series when a device describes itself and keep it; on the way of a value only the number moves.
 * Two series are equal when their rendered text is.
 */
public final class Series implements Comparable<Series> {
    /** Longer label values are cut: a device's free text must not become a page of labels. */
    public static final int MAX_LABEL_VALUE = 256;

    /**
     * What a series is to its device, for outputs that show people values: no part of the series' identity.
     *
     * @param key the device's lasting word for it: of its kind's vocabulary, the same in every language and firmware, as
     *     {@code temperatures/flow}, or a UUID; empty when there is none
     * @param title in the device's own words, as a person knows it from its display; may be empty
     * @param room the lasting word for the room in the label {@code room}; empty when there is none
     */
    public record Item(String key, String title, String room) {
        public static final Item UNKNOWN = new Item("", "");

        public Item(String key, String title) {
            this(key, title, "");
        }
    }

    private final MetricFamily family;
    private final SortedMap<String, String> labels;
    private final byte[] text;
    private final int hash;
    /** By label for the texts of an info; under the empty name what the number is. */
    private final Map<String, Item> items;

    private Series(MetricFamily family, SortedMap<String, String> labels) {
        this.family = family;
        this.labels = Collections.unmodifiableSortedMap(labels);
        this.text = render(family.name(), labels).getBytes(StandardCharsets.UTF_8);
        this.hash = Arrays.hashCode(text);
        this.items = Map.of();
    }

    private Series(Series same, Map<String, Item> items) {
        this.family = same.family;
        this.labels = same.labels;
        this.text = same.text;
        this.hash = same.hash;
        this.items = Map.copyOf(items);
    }

    /** A label with an empty value is the same as no label to Prometheus, so it is left out. */
    public static Series of(MetricFamily family, Map<String, String> labels) {
        SortedMap<String, String> sorted = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                sorted.put(name, capped(value));
            }
        });
        return new Series(family, sorted);
    }

    public static Series of(MetricFamily family) {
        return new Series(family, new TreeMap<>());
    }

    /** The same series that knows what it is. */
    public Series about(Item item) {
        return new Series(this, Map.of("", item));
    }

    /** The same info series that knows what its texts are. */
    public Series about(Map<String, Item> byLabel) {
        return new Series(this, byLabel);
    }

    public Item item() {
        return item("");
    }

    /** Of one text of an info. */
    public Item item(String label) {
        return items.getOrDefault(label, Item.UNKNOWN);
    }

    /** Whether an equal series says the same of itself: its unit, and what it is to its device. */
    @SuppressWarnings("ReferenceEquality") // on the way of every value, where it is nearly always the same one
    public boolean saysTheSame(Series equal) {
        return this == equal || (items.equals(equal.items) && family.unit().equals(equal.family.unit()));
    }

    public MetricFamily family() {
        return family;
    }

    /** Sorted by name, values as they were before escaping. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** {@code name{a="b",c="d"}} in UTF-8, escaped. The caller must not change it. */
    public byte[] text() {
        return text;
    }

    boolean hasLegalLabels() {
        for (String name : labels.keySet()) {
            if (!MetricFamily.isLegal(name, false) || name.startsWith("__")) {
                return false;
            }
        }
        return true;
    }

    private static String capped(String value) {
        if (value.length() <= MAX_LABEL_VALUE) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_LABEL_VALUE - 1)) ? MAX_LABEL_VALUE - 1 : MAX_LABEL_VALUE;
        return value.substring(0, end);
    }

    private static String render(String name, SortedMap<String, String> labels) {
        if (labels.isEmpty()) {
            return name;
        }
        StringBuilder out = new StringBuilder(name).append('{');
        labels.forEach((label, value) -> {
            if (out.charAt(out.length() - 1) != '{') {
                out.append(',');
            }
            out.append(label).append("=\"");
            out.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            out.append('"');
        });
        return out.append('}').toString();
    }

    @Override
    public int compareTo(Series other) {
        return Arrays.compareUnsigned(text, other.text);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Series s && hash == s.hash && Arrays.equals(text, s.text));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
