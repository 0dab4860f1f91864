package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.Expressions.Text;
import io.github.homeexporter.mutate.Rule.Action;
import io.github.homeexporter.mutate.Rule.Action.Merge;
import io.github.homeexporter.mutate.Style.StyleParser;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code set} of one rule. */
final class ActionParser {
    static final Set<String> KEYS = Set.of(
            "value unit key item title label labels metric type help map other stateset info drop merge".split(" "));

    private final String title;
    private final Words words;
    private final Expressions expressions;
    private final Set<String> variables;
    private final Faults faults;

    ActionParser(String title, Words words, Expressions expressions, Set<String> variables, Faults faults) {
        this.title = title;
        this.words = words;
        this.expressions = expressions;
        this.variables = variables;
        this.faults = faults;
    }

    Action read(Node node) {
        Fields f = new Fields(node, title, faults, KEYS);
        if (f.has("label") && f.has("labels")) {
            f.fault("label", "label and labels are the same; use one");
        }
        Action action = new Action(
                text(f, "value"),
                text(f, "unit"),
                text(f, "key"),
                text(f, "item"),
                text(f, "title"),
                labels(f, f.has("labels") ? "labels" : "label"),
                metric(f),
                RuleParser.type(f),
                f.text("help"),
                map(f),
                f.text("other"),
                List.copyOf(f.texts("stateset")),
                f.flag("info"),
                f.flag("drop"),
                merge(f));
        check(f, action);
        return action;
    }

    private void check(Fields f, Action action) {
        boolean states = !action.states().isEmpty();
        if (action.drop() && f.names().size() > 1) {
            f.fault("drop", "drop: true stands alone; nothing else of a dropped reading is used");
        }
        if (action.other() != null
                && (action.map() == null || states && !action.states().contains(action.other()))) {
            f.fault("other", "other goes with map, and with stateset it is one of its states");
        }
        if (action.info() && states) {
            f.fault("info", "info and stateset exclude each other");
        }
        if (f.has("type") && (action.metric().isEmpty() || action.info() || states)) {
            f.fault("type", "type goes with metric: a number without its own metric has the type of its family");
        }
        boolean counter = action.type() == MetricType.COUNTER;
        action.metric().values().stream()
                .map(Text::literal)
                .filter(name -> name != null)
                .forEach(name -> {
                    if (!MetricFamily.isLegalName(name) || name.contains(":")) {
                        f.fault(
                                "metric",
                                "\"" + name + "\" is no metric name; allowed: letters, digits, _, not first a digit");
                    } else if (counter != name.endsWith("_total") && !action.info() && !states) {
                        f.fault("metric", "\"" + name + "\": counters, and only they, end in _total (type: counter)");
                    } else if (action.info() && !name.endsWith("_info")) {
                        f.fault("metric", "\"" + name + "\": the metric of an info ends in _info");
                    }
                });
    }

    /** {@code label: text} for every naming, or {@code label: { standard: text, legacy: text }}. */
    private Map<String, Map<String, Text>> labels(Fields f, String key) {
        if (!f.has(key)) {
            return Map.of();
        }
        Fields names = new Fields(f.node(key), title, faults);
        Map<String, Map<String, Text>> labels = new LinkedHashMap<>();
        for (String label : names.names()) {
            RuleParser.labelName(label, names);
            Map<String, Text> texts = new LinkedHashMap<>();
            if (names.node(label) instanceof MappingNode node) {
                Fields namings = new Fields(node, title, faults, StyleParser.NAMINGS);
                texts.putAll(RuleParser.texts(namings, false, expressions, variables));
            } else {
                Text text = RuleParser.text(names, label, expressions, variables);
                StyleParser.NAMINGS.forEach(naming -> texts.put(naming, text == null ? Text.of("") : text));
            }
            texts.forEach((naming, text) ->
                    labels.computeIfAbsent(naming, n -> new LinkedHashMap<>()).put(label, text));
        }
        return labels;
    }

    private Text text(Fields f, String key) {
        return RuleParser.text(f, key, expressions, variables);
    }

    /** {@code metric: name} for every naming, or {@code metric: { standard: name }}. */
    private Map<String, Text> metric(Fields f) {
        if (!f.has("metric")) {
            return Map.of();
        }
        if (f.node("metric") instanceof MappingNode node) {
            return RuleParser.texts(
                    new Fields(node, title, faults, StyleParser.NAMINGS), false, expressions, variables);
        }
        Text name = text(f, "metric");
        return name == null ? Map.of() : Map.of("legacy", name, "standard", name);
    }

    private Merge merge(Fields f) {
        String word = f.text("merge");
        if (word == null) {
            return null;
        }
        return Merge.of(word).orElseGet(() -> {
            f.fault("merge", Faults.unknown("merge", word, Set.of("max", "last", "sum")));
            return null;
        });
    }

    /** {@code map: { Heizen: heating }} or the name of a table of words. */
    private UnaryOperator<String> map(Fields f) {
        if (!f.has("map")) {
            return null;
        }
        if (f.node("map") instanceof MappingNode node) {
            Fields pairs = new Fields(node, title, faults);
            Map<String, String> map = new HashMap<>();
            for (String from : pairs.names()) {
                String to = pairs.text(from);
                if (to != null) {
                    map.put(from.strip(), to);
                }
            }
            Map<String, String> fixed = new LinkedHashMap<>(map);
            return text -> fixed.get(text.strip());
        }
        String name = f.text("map");
        Words.Table table = name == null ? null : words.table(name);
        if (name != null && table == null) {
            f.fault("map", Faults.unknown("table of words", name, words.names()));
        }
        return table == null ? null : table::meaning;
    }
}
