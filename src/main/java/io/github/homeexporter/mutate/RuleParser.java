package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.Condition.ReadingField;
import io.github.homeexporter.mutate.Expressions.Text;
import io.github.homeexporter.mutate.Rule.Action;
import io.github.homeexporter.mutate.Rule.SeriesRule;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the {@code rules:} of a file. */
final class RuleParser {
    static final Set<String> RULE_KEYS = Set.of("name", "match", "set", "continue");

    private static final Node NOTHING = new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);

    private final Words words;
    private final Expressions expressions;
    private final Faults faults;
    final List<Rule> rules = new ArrayList<>();
    final List<SeriesRule> seriesRules = new ArrayList<>();

    RuleParser(Words words, Expressions expressions, Faults faults) {
        this.words = words;
        this.expressions = expressions;
        this.faults = faults;
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
        MatchParser match = new MatchParser(title);
        if (fields.has("match")) {
            match.read(fields.node("match"));
        }
        if (match.ofSeries) {
            ofSeries(title, fields, match);
            return;
        }
        Set<String> variables = new HashSet<>(RuleSet.VARIABLES);
        match.conditions.forEach(c -> variables.addAll(c.variables()));
        Action action = new ActionParser(title, words, expressions, variables, faults)
                .read(fields.has("set") ? fields.node("set") : NOTHING);
        List<Condition> place =
                match.conditions.stream().filter(c -> c.field().place).toList();
        List<Condition> said =
                match.conditions.stream().filter(c -> !c.field().place).toList();
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
        seriesRules.add(new SeriesRule(match.metric, match.labels, drop));
    }

    /** {@code gauge}, also where nothing is said, or {@code counter}; the others follow from {@code info} and {@code stateset}. */
    static MetricType type(Fields fields) {
        String word = fields.text("type");
        if (word != null && !word.equals("gauge") && !word.equals("counter")) {
            fields.fault("type", Faults.unknown("type", word, Set.of("gauge", "counter")));
        }
        return "counter".equals(word) ? MetricType.COUNTER : MetricType.GAUGE;
    }

    /** Texts of a mapping, compiled. */
    static Map<String, Text> texts(Fields fields, boolean labelNames, Expressions expressions, Set<String> variables) {
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

    /** Reads the {@code match} of one rule. */
    final class MatchParser {
        static final Set<String> KEYS =
                Set.of("section", "name", "key", "item", "value", "unit", "raw", "metric", "labels");

        private final String title;
        private final List<Condition> conditions = new ArrayList<>();
        private final Map<String, Pattern> labels = new LinkedHashMap<>();
        private Pattern metric;
        private boolean ofSeries;

        MatchParser(String title) {
            this.title = title;
        }

        void read(Node node) {
            Fields fields = new Fields(node, title, faults, KEYS);
            ofSeries = fields.has("metric") || fields.has("labels");
            for (String key : fields.names()) {
                ReadingField field = ReadingField.of(key).orElse(null);
                if (field == null) {
                    series(key, fields);
                } else if (ofSeries) {
                    fields.fault(
                            key,
                            key + " is of a reading, metric and labels are of a ready series; use one or the other");
                } else if (fields.node(key) instanceof MappingNode) {
                    word(field, fields);
                } else {
                    like(field, fields);
                }
            }
        }

        private void series(String key, Fields fields) {
            if (key.equals("metric")) {
                metric = pattern(key, fields);
                return;
            }
            Fields names = new Fields(fields.node(key), title, faults);
            for (String label : names.names()) {
                Pattern pattern = pattern(label, names);
                if (pattern != null) {
                    labels.put(label, pattern);
                }
            }
        }

        private void like(ReadingField field, Fields fields) {
            Pattern pattern = pattern(field.word(), fields);
            if (pattern == null) {
                return;
            }
            for (String group : pattern.namedGroups().keySet()) {
                if (RuleSet.VARIABLES.contains(group)) {
                    fields.fault(
                            field.word(),
                            "group (?P<" + group + ">…) hides the variable \"" + group + "\"; give it another name");
                }
            }
            conditions.add(new Condition.Like(field, pattern, Map.copyOf(pattern.namedGroups())));
        }

        /** {@code { word: switch }}, {@code { word: sections.inputs }} or a list of the latter. */
        private void word(ReadingField field, Fields fields) {
            Fields inner = new Fields(fields.node(field.word()), title, faults, Set.of("word"));
            Set<String> meanings = new LinkedHashSet<>();
            Words.Table table = null;
            for (String reference : inner.texts("word")) {
                int dot = reference.indexOf('.');
                String name = dot < 0 ? reference : reference.substring(0, dot);
                Words.Table named = words.table(name);
                if (named == null) {
                    inner.fault("word", Faults.unknown("table of words", name, words.names()));
                    return;
                }
                if (table != null && table != named) {
                    inner.fault("word", "all words of one condition must be of one table");
                }
                table = named;
                String meaning = reference.substring(dot + 1);
                if (dot >= 0 && !table.meanings().contains(meaning)) {
                    inner.fault("word", Faults.unknown("word of table " + name, meaning, table.meanings()));
                }
                meanings.addAll(dot < 0 ? table.meanings() : Set.of(meaning));
            }
            if (table == null) {
                fields.fault(
                        field.word(),
                        field.word() + ": word is missing; allowed: a regular expression or { word: table }");
                return;
            }
            conditions.add(new Condition.Word(field, table, Set.copyOf(meanings)));
        }

        private Pattern pattern(String key, Fields fields) {
            String regex = fields.text(key);
            if (regex == null) {
                return null;
            }
            try {
                return Regex.compile(regex);
            } catch (IllegalArgumentException e) {
                fields.fault(key, key + ": " + e.getMessage());
                return null;
            }
        }
    }
}
