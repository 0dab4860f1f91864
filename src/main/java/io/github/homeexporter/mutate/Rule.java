package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import io.github.homeexporter.mutate.Expressions.Text;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

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
            return (metric == null || metric.matcher(series.family().name()).find())
                    && labels.entrySet().stream().allMatch(label -> label.getValue()
                            .matcher(series.labels().getOrDefault(label.getKey(), ""))
                            .find());
        }
    }

    /**
     * What a rule does with a reading it takes; null or empty means the rule says nothing about it.
     *
     * @param item key of the thing in every language, instead of the vocabulary's
     * @param title what people call it, instead of the device's own name
     * @param labels by naming
     * @param value text that must be a number in the end, unless {@code info} or {@code states} take it
     * @param metric name of the series by naming ({@code legacy}, {@code standard})
     * @param type of the series that {@code metric} names
     * @param map turns the value into another, or into null when it knows no other
     * @param other what a text becomes that {@code map} does not know; it is told all the same
     * @param states all states of a state set, empty when it is none
     */
    record Action(
            Text value,
            Text unit,
            Text key,
            Text item,
            Text title,
            Map<String, Map<String, Text>> labels,
            Map<String, Text> metric,
            MetricType type,
            String help,
            UnaryOperator<String> map,
            String other,
            List<String> states,
            boolean info,
            boolean drop,
            Merge merge) {

        /** Whether it makes a series; otherwise a {@code continue: true} rule only prepares for the rules after it. */
        boolean makesSeries() {
            return value != null || map != null || info || !states.isEmpty();
        }

        /** What becomes of several readings of one batch that make the same series. */
        enum Merge {
            /** The largest counts. */
            MAX(Math::max),
            /** The last in the device's order counts. */
            LAST((before, now) -> now),
            /** They are added up. */
            SUM(Double::sum);

            private final DoubleBinaryOperator operator;

            Merge(DoubleBinaryOperator operator) {
                this.operator = operator;
            }

            double of(double before, double now) {
                return operator.applyAsDouble(before, now);
            }

            static Optional<Merge> of(String word) {
                return Arrays.stream(values())
                        .filter(merge -> merge.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst();
            }
        }
    }
}
