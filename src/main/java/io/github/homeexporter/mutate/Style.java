package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.Expressions.Text;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

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

    /** Reads the {@code names:} of a file: how legacy and standard names are made. */
    static final class StyleParser {
        static final Set<String> NAMINGS = Set.of("legacy", "standard");
        static final Set<String> STYLE_KEYS = Set.of("metric", "labels", "info", "units", "help", "time");
        static final Set<String> INFO_KEYS = Set.of("metric", "labels", "text");
        static final Set<String> UNIT_KEYS = Set.of("metric", "type", "unit", "factor", "divide", "help");

        private final Expressions expressions;
        private final Faults faults;

        StyleParser(Expressions expressions, Faults faults) {
            this.expressions = expressions;
            this.faults = faults;
        }

        Map<String, Style> read(Node node) {
            Map<String, Style> styles = new LinkedHashMap<>();
            Fields fields = new Fields(node, "names", faults, NAMINGS);
            fields.names().forEach(naming -> styles.put(naming, style("names: " + naming, fields.node(naming))));
            for (String naming : NAMINGS) {
                if (!fields.has(naming)) {
                    faults.add(node, "names", naming + " is missing; both namings are needed: legacy, standard");
                }
            }
            return styles;
        }

        private Style style(String where, Node node) {
            Fields f = new Fields(node, where, faults, STYLE_KEYS);
            Text metric = RuleParser.text(f, "metric", expressions, VARIABLES);
            if (!f.has("metric")) {
                faults.add(node, where, "metric is missing: the name of a series");
            }
            Text infoMetric = null;
            Map<String, Text> infoLabels = Map.of();
            Text infoText = null;
            if (f.has("info")) {
                Fields info = new Fields(f.node("info"), where + ": info", faults, INFO_KEYS);
                infoMetric = RuleParser.text(info, "metric", expressions, VARIABLES);
                infoLabels = labels(info, where + ": info");
                infoText = RuleParser.text(info, "text", expressions, VARIABLES);
            }
            String time = f.text("time");
            if (time != null && !MetricFamily.isLegalName(time)) {
                f.fault("time", "\"" + time + "\" is no metric name");
            }
            return new Style(
                    metric == null ? Text.of("unnamed") : metric,
                    labels(f, where),
                    infoMetric,
                    infoLabels,
                    infoText,
                    units(f, where),
                    RuleParser.text(f, "help", expressions, VARIABLES),
                    time == null ? "" : time);
        }

        private Map<String, Text> labels(Fields f, String where) {
            return f.has("labels")
                    ? RuleParser.texts(new Fields(f.node("labels"), where, faults), true, expressions, VARIABLES)
                    : Map.of();
        }

        private Map<String, StyledUnit> units(Fields f, String where) {
            Map<String, StyledUnit> units = new LinkedHashMap<>();
            if (f.has("units")) {
                Fields names = new Fields(f.node("units"), where, faults);
                names.names()
                        .forEach(unit -> units.put(unit, unit(where + ": unit \"" + unit + "\"", names.node(unit))));
            }
            return units;
        }

        private StyledUnit unit(String where, Node node) {
            Fields f = new Fields(node, where, faults, UNIT_KEYS);
            String metric = f.text("metric");
            MetricType type = RuleParser.type(f);
            if (metric == null) {
                faults.add(node, where, "metric is missing: the name of a series");
            } else if (!MetricFamily.isLegalName(metric)) {
                f.fault("metric", "\"" + metric + "\" is no metric name");
            } else if (metric.endsWith("_total") != (type == MetricType.COUNTER)) {
                f.fault("metric", "\"" + metric + "\": counters, and only they, end in _total (type: counter)");
            }
            String people = f.text("unit");
            return new StyledUnit(
                    metric,
                    type,
                    people == null ? "" : people,
                    number(f, "factor"),
                    number(f, "divide").doubleValue(),
                    f.text("help"));
        }

        private static BigDecimal number(Fields f, String key) {
            String text = f.text(key);
            if (text == null) {
                return BigDecimal.ONE;
            }
            try {
                BigDecimal number = new BigDecimal(text.strip());
                if (number.signum() != 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            f.fault(key, key + " is \"" + text + "\"; allowed: a number other than 0");
            return BigDecimal.ONE;
        }
    }
}
