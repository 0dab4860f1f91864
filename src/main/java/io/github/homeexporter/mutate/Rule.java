package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import io.github.homeexporter.sample.Series;
import java.util.List;
import java.util.Map;

/**
 * One rule of a file.
 *
 * @param number its place in the file, from 1
 * @param name what its author calls it, may be empty
 * @param line of the file
 * @param place conditions on what stays the same: section, name, key
 * @param said conditions on what the device says: value, unit, raw
 * @param goOn whether the rules after it are tried too
 */
record Rule(
        int number, String name, int line, List<Condition> place, List<Condition> said, Action action, boolean goOn) {
    /** No two are the same rule; to find that out by all that they hold would be much work for every value of every reading. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** {@code rule 3 (on and off)}. */
    static String title(int number, String name) {
        return "rule " + number + (name.isEmpty() ? "" : " (" + name + ")");
    }

    String title() {
        return title(number, name);
    }

    /**
     * A rule over series that a device already gave names, by their metric name and labels.
     *
     * @param metric null for any
     * @param labels a label that is not there is the empty text
     */
    record SeriesRule(Pattern metric, Map<String, Pattern> labels, boolean drop) {
        boolean matches(Series series) {
            if (metric != null && !metric.matcher(series.family().name()).find()) {
                return false;
            }
            for (Map.Entry<String, Pattern> label : labels.entrySet()) {
                String value = series.labels().getOrDefault(label.getKey(), "");
                if (!label.getValue().matcher(value).find()) {
                    return false;
                }
            }
            return true;
        }
    }
}
