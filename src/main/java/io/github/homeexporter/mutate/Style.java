package io.github.homeexporter.mutate;

import io.github.homeexporter.sample.MetricType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * How one naming makes names.
 *
 * @param metric name of a number whose unit is not in {@code units}
 * @param labels of every number
 * @param infoMetric name of the series that carries texts, null when texts are left out
 * @param infoLabels of that series, beside the texts
 * @param infoText name of the label that one text becomes
 * @param units what a unit does to the name and the number
 * @param help the sentence for people, may be null
 * @param time metric that says when the device last answered, empty for none
 */
record Style(
        Text metric,
        Map<String, Text> labels,
        Text infoMetric,
        Map<String, Text> infoLabels,
        Text infoText,
        Map<String, StyledUnit> units,
        Text help,
        String time) {
    static final Set<String> VARIABLES =
            Set.of("device", "kind", "section", "section_name", "name", "key", "item", "item_section", "unit");

    static final StyledUnit PLAIN = new StyledUnit(null, MetricType.GAUGE, "", BigDecimal.ONE, 1, null);

    /**
     * What a unit stands for.
     *
     * @param metric name of the series, null to use the style's
     * @param word the unit people read
     * @param factor the number is multiplied by it
     * @param divide and divided by it
     */
    record StyledUnit(String metric, MetricType type, String word, BigDecimal factor, double divide, String help) {
        /** In decimal, so that 13.08 bar are 1308000 pascal and not a hair less. */
        double scaled(double number) {
            if (factor.compareTo(BigDecimal.ONE) == 0 || !Double.isFinite(number)) {
                return number / divide;
            }
            return BigDecimal.valueOf(number).multiply(factor).doubleValue() / divide;
        }
    }

    StyledUnit unit(String word) {
        return units.getOrDefault(word, PLAIN);
    }
}
