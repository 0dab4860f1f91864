package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import io.github.homeexporter.mutate.Condition.ReadingField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code match} of one rule. */
final class MatchParser {
    static final Set<String> KEYS =
            Set.of("section", "name", "key", "item", "value", "unit", "raw", "metric", "labels");

    private final String title;
    private final Words words;
    private final Faults faults;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Pattern> labels = new LinkedHashMap<>();
    private Pattern metric;
    private boolean ofSeries;

    MatchParser(String title, Words words, Faults faults) {
        this.title = title;
        this.words = words;
        this.faults = faults;
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
                        key, key + " is of a reading, metric and labels are of a ready series; use one or the other");
            } else if (fields.node(key) instanceof MappingNode) {
                word(field, fields);
            } else {
                like(field, fields);
            }
        }
    }

    boolean isOfSeries() {
        return ofSeries;
    }

    List<Condition> conditions() {
        return conditions;
    }

    Pattern metric() {
        return metric;
    }

    Map<String, Pattern> labels() {
        return labels;
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
                    field.word(), field.word() + ": word is missing; allowed: a regular expression or { word: table }");
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
