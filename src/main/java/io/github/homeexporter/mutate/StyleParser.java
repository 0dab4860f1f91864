package io.github.homeexporter.mutate;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code names:} of a file: how legacy and standard names are made. */
final class StyleParser {
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
        Text metric = RuleParser.text(f, "metric", expressions, Style.VARIABLES);
        if (!f.has("metric")) {
            faults.add(node, where, "metric is missing: the name of a series");
        }
        Text infoMetric = null;
        Map<String, Text> infoLabels = Map.of();
        Text infoText = null;
        if (f.has("info")) {
            Fields info = new Fields(f.node("info"), where + ": info", faults, INFO_KEYS);
            infoMetric = RuleParser.text(info, "metric", expressions, Style.VARIABLES);
            infoLabels = labels(info, where + ": info");
            infoText = RuleParser.text(info, "text", expressions, Style.VARIABLES);
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
                RuleParser.text(f, "help", expressions, Style.VARIABLES),
                time == null ? "" : time);
    }

    private Map<String, Text> labels(Fields f, String where) {
        return f.has("labels")
                ? RuleParser.texts(
                        new Fields(f.node("labels"), where, faults), true, expressions, Style.VARIABLES, where)
                : Map.of();
    }

    private Map<String, Style.StyledUnit> units(Fields f, String where) {
        Map<String, Style.StyledUnit> units = new LinkedHashMap<>();
        if (f.has("units")) {
            Fields names = new Fields(f.node("units"), where, faults);
            names.names().forEach(unit -> units.put(unit, unit(where + ": unit \"" + unit + "\"", names.node(unit))));
        }
        return units;
    }

    private Style.StyledUnit unit(String where, Node node) {
        Fields f = new Fields(node, where, faults, UNIT_KEYS);
        String metric = f.text("metric");
        MetricType type = MetricType.GAUGE;
        String word = f.text("type");
        if (word != null) {
            type = RuleParser.type(word).orElse(null);
            if (type == null) {
                f.fault("type", Faults.unknown("type", word, Set.of("gauge", "counter")));
                type = MetricType.GAUGE;
            }
        }
        if (metric == null) {
            faults.add(node, where, "metric is missing: the name of a series");
        } else if (!MetricFamily.isLegalName(metric)) {
            f.fault("metric", "\"" + metric + "\" is no metric name");
        } else if (metric.endsWith("_total") != (type == MetricType.COUNTER)) {
            f.fault("metric", "\"" + metric + "\": counters, and only they, end in _total (type: counter)");
        }
        String people = f.text("unit");
        return new Style.StyledUnit(
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
