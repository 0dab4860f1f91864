package io.github.homeexporter.mutate;

import java.util.List;
import java.util.Map;

/**
 * What a rule made of a reading, before it has a name.
 *
 * @param shape what its series depend on
 * @param number its value, unless it is a state or a text
 * @param state the state it is in, or null
 * @param text what an info series carries, or null
 */
record SeriesDraft(Shape shape, double number, String state, String text) {
    /**
     * Equal shapes of one place make the same series.
     *
     * @param item of the rule, empty for the vocabulary's
     * @param title of the rule, empty for the device's own name
     * @param labels by naming
     * @param metric the rule's own name for it by naming, may be empty
     */
    record Shape(
            Rule rule,
            String key,
            String item,
            String title,
            String unit,
            Map<String, Map<String, String>> labels,
            Map<String, String> metric) {
        List<String> states() {
            return rule.action().states();
        }

        /** Then it is exported once, also when both namings are asked for. */
        boolean hasOneNameForBoth() {
            String legacy = metric.getOrDefault("legacy", "");
            return !legacy.isEmpty() && legacy.equals(metric.get("standard"));
        }
    }
}
