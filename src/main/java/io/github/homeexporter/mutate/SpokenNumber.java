package io.github.homeexporter.mutate;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as devices write them. */
final class SpokenNumber {
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern GROUPED_COMMA = Pattern.compile("[+-]?\\d{1,3}(?:\\.\\d{3})+,\\d+");
    private static final Pattern GROUPED_POINT = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+\\.\\d+");

    private SpokenNumber() {}

    /** {@code 13.08}, {@code -5}, {@code 1.5e3}; nothing else. */
    static OptionalDouble plain(String text) {
        String t = text.strip();
        return PLAIN.matcher(t).matches() ? OptionalDouble.of(Double.parseDouble(t)) : OptionalDouble.empty();
    }

    /** As {@link #plain}, and with a decimal comma, and with groups of thousands when a decimal mark follows them. */
    static OptionalDouble spoken(String text) {
        String t = text.strip();
        if (t.indexOf(',') < 0) {
            return plain(t);
        }
        if (GROUPED_COMMA.matcher(t).matches()) {
            return plain(t.replace(".", "").replace(',', '.'));
        }
        if (GROUPED_POINT.matcher(t).matches()) {
            return plain(t.replace(",", ""));
        }
        return plain(t.replace(',', '.'));
    }

    /** One number, or what is wrong with the text. */
    static double require(String text) {
        return spoken(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a number"));
    }
}
