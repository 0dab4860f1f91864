package io.github.homeexporter.mutate;

import io.github.homeexporter.sample.MetricType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        MAX {
            @Override
            double of(double before, double now) {
                return Math.max(before, now);
            }
        },
        /** The last in the device's order counts. */
        LAST {
            @Override
            double of(double before, double now) {
                return now;
            }
        },
        /** They are added up. */
        SUM {
            @Override
            double of(double before, double now) {
                return before + now;
            }
        };

        abstract double of(double before, double now);

        static Optional<Merge> of(String word) {
            for (Merge merge : values()) {
                if (merge.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(merge);
                }
            }
            return Optional.empty();
        }
    }
}
