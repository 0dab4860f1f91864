package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Rule.SeriesRule;
import io.github.homeexporter.sample.MetricType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the {@code rules:} of a file. */
final class RuleParser {
    static final Set<String> RULE_KEYS = Set.of("name", "match", "set", "continue");

    private final Words words;
    private final Expressions expressions;
    private final Faults faults;
    private final List<Rule> rules = new ArrayList<>();
    private final List<SeriesRule> seriesRules = new ArrayList<>();

    RuleParser(Words words, Expressions expressions, Faults faults) {
        this.words = words;
        this.expressions = expressions;
        this.faults = faults;
    }

    List<Rule> rules() {
        return rules;
    }

    List<SeriesRule> seriesRules() {
        return seriesRules;
    }

    boolean isEmpty() {
        return rules.isEmpty() && seriesRules.isEmpty();
    }

    void read(Node node) {
        if (!(node instanceof SequenceNode list)) {
            faults.add(node, "rules", "must be a list (- match: …)");
            return;
        }
        int number = 0;
        for (Node item : list.getValue()) {
            number++;
            rule(number, item);
        }
    }

    private void rule(int number, Node node) {
        Fields fields = new Fields(node, Rule.title(number, ""), faults, RULE_KEYS);
        String name =
                fields.has("name") ? Optional.ofNullable(fields.text("name")).orElse("") : "";
        String title = Rule.title(number, name);
        if (!fields.has("match")) {
            faults.add(
                    node,
                    title,
                    "match is missing; a rule without it would take everything (write match: {} for that)");
        }
        MatchParser match = new MatchParser(title, words, faults);
        if (fields.has("match")) {
            match.read(fields.node("match"));
        }
        if (match.isOfSeries()) {
            ofSeries(title, fields, match);
            return;
        }
        Set<String> variables = new HashSet<>(RuleSet.VARIABLES);
        match.conditions().forEach(c -> variables.addAll(c.variables()));
        Action action = fields.has("set")
                ? new ActionParser(title, words, expressions, variables, faults).read(fields.node("set"))
                : ActionParser.NOTHING;
        List<Condition> place =
                match.conditions().stream().filter(c -> c.field().place).toList();
        List<Condition> said =
                match.conditions().stream().filter(c -> !c.field().place).toList();
        rules.add(new Rule(number, name, Faults.line(node), place, said, action, fields.flag("continue")));
    }

    private void ofSeries(String title, Fields fields, MatchParser match) {
        boolean drop = false;
        if (fields.has("set")) {
            Fields set = new Fields(fields.node("set"), title, faults, Set.of("drop"));
            drop = set.flag("drop");
        }
        if (fields.has("continue")) {
            fields.fault("continue", "a rule on metric or labels ends the search; continue is for rules on readings");
        }
        seriesRules.add(new SeriesRule(match.metric(), match.labels(), drop));
    }

    /** {@code gauge} or {@code counter}; the other types follow from {@code info} and {@code stateset}. */
    static Optional<MetricType> type(String word) {
        return switch (word) {
            case "gauge" -> Optional.of(MetricType.GAUGE);
            case "counter" -> Optional.of(MetricType.COUNTER);
            default -> Optional.empty();
        };
    }

    /** Texts of a mapping, compiled. */
    static Map<String, Text> texts(
            Fields fields, boolean labelNames, Expressions expressions, Set<String> variables, String title) {
        Map<String, Text> texts = new LinkedHashMap<>();
        for (String key : fields.names()) {
            if (labelNames) {
                labelName(key, fields);
            }
            Text text = text(fields, key, expressions, variables);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return texts;
    }

    static void labelName(String key, Fields fields) {
        if (!key.matches("[a-zA-Z_][a-zA-Z0-9_]*") || key.startsWith("__")) {
            fields.fault(key, "\"" + key + "\" is no label name; allowed: letters, digits, _, not first a digit or __");
        }
    }

    /** One text, compiled; null with a fault when it cannot be. */
    static Text text(Fields fields, String key, Expressions expressions, Set<String> variables) {
        String source = fields.text(key);
        if (source == null) {
            return null;
        }
        try {
            return expressions.compile(source, variables);
        } catch (IllegalArgumentException e) {
            fields.fault(key, key + ": " + e.getMessage());
            return null;
        }
    }
}
