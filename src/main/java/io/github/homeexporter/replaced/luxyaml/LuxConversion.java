package io.github.homeexporter.replaced.luxyaml;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.Regex;
import io.github.homeexporter.mutate.RulesFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The filters of a luxtronik2-exporter's file as rules of ours, for {@code --convert-lux}.
 *
 * @param lines to be put right under {@code rules:}; comments say what needs no rule
 * @param problems what could not be converted, with line and reason
 */
public record LuxConversion(List<String> lines, List<String> problems) {
    /** The JSON of a value written by hand, with templates in it, instead of made by toJson. */
    private static final Pattern JSON = Pattern.compile(
            "(?s)\\s*\\{\\s*\"value\"\\s*:\\s*(\"?)(.*?)\\1\\s*(?:,\\s*\"unit\"\\s*:\\s*\"([^\"]*)\"\\s*)?\\}\\s*");

    /** @param rules the rules that are there already, with which filters are compared */
    public static LuxConversion of(String file, String text, RulesFile rules) {
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Faults faults = new Faults(file);
        Optional<Node> root = Fields.root(text, faults);
        if (root.isPresent()) {
            Fields fields = new Fields(root.get(), "", faults);
            String key = LuxYaml.key(fields, "filters");
            List<Node> filters =
                    key != null && fields.node(key) instanceof SequenceNode list ? list.getValue() : List.of();
            lines.add("# From " + file + ": " + filters.size() + " filters. Put this right under \"rules:\" of "
                    + rules.name() + ".");
            for (int i = 0; i < filters.size(); i++) {
                filter(file, i + 1, filters.get(i), rules, faults, lines, problems);
            }
        }
        faults.list().forEach(fault -> problems.add(fault.toString()));
        return new LuxConversion(List.copyOf(lines), List.copyOf(problems));
    }

    private static void filter(
            String file,
            int number,
            Node node,
            RulesFile rules,
            Faults faults,
            List<String> lines,
            List<String> problems) {
        String where = "filter " + number;
        String at = file + ":" + Faults.line(node) + ": " + where;
        Fields filter = new Fields(node, where, faults);
        Fields match = LuxYaml.inner(filter, "match", where, faults);
        Fields set = LuxYaml.inner(filter, "set", where, faults);
        if (match == null || set == null) {
            problems.add(at + ": has no match or no set");
            return;
        }
        String regex = LuxYaml.text(match, "value");
        String value = LuxYaml.text(set, "value");
        String key = LuxYaml.text(set, "key");
        if (rules.faults().isEmpty() && LuxFilter.of(regex, value, key, rules) != null) {
            lines.add("# " + where + " is one of the four shipped ones: the rules there do the same, nothing to add");
            return;
        }
        try {
            lines.addAll(rule(file, where, regex, value, key));
        } catch (IllegalArgumentException e) {
            problems.add(at + ": " + e.getMessage());
            lines.add("# " + where + " (match " + regex.replaceAll("\\s+", " ") + ") is not converted: "
                    + e.getMessage());
        }
    }

    private static List<String> rule(String file, String where, String regex, String value, String key) {
        Regex.compile(regex);
        Map<String, String> made = made(value);
        if (made.isEmpty() || !made.containsKey("value")) {
            throw new IllegalArgumentException("its value is no JSON with a \"value\" (toJson (dict \"value\" …))");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  - name: " + where + " of " + file);
        lines.add("    match: { value: " + yaml(regex) + " }");
        lines.add("    set:");
        lines.add("      value: " + expression(made.get("value")));
        if (made.containsKey("unit")) {
            lines.add("      unit: " + expression(made.get("unit")));
        }
        String name = key.isEmpty() ? "" : GoTranslation.of(key, "key").text();
        if (!name.isEmpty() && !name.equals("key") && !name.equals("\"\"")) {
            lines.add("      key: " + expression(name));
        }
        return lines;
    }

    private static Map<String, String> made(String value) {
        Matcher json = JSON.matcher(value);
        if (!json.matches()) {
            return GoTranslation.of(value, "value").fields();
        }
        Map<String, String> made = new HashMap<>();
        made.put("value", GoTranslation.of(json.group(2), "value").text());
        if (json.group(3) != null) {
            made.put("unit", GoTranslation.of(json.group(3), "value").text());
        }
        return made;
    }

    private static String expression(String made) {
        boolean literal = made.startsWith("\"") && made.indexOf('"', 1) == made.length() - 1;
        return yaml(literal ? made.substring(1, made.length() - 1) : "{{ " + made + " }}");
    }

    private static String yaml(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
