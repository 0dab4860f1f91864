package io.github.homeexporter.comparison.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.comparison.query.Unanswered.Asked;
import io.github.homeexporter.net.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The questions of a dashboard of Grafana: of panels in rows or beside them, of annotations and of variables, in every form
 * it was ever exported in. Whatever has an {@code expr} asks by it.
 */
public final class GrafanaDashboard {
    private static final Pattern FUNCTION =
            Pattern.compile("(label_values|metrics|query_result)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

    private final String file;
    private final List<Asked> asked = new ArrayList<>();

    private GrafanaDashboard(String file) {
        this.file = file;
    }

    /** @param json bounded in its depth, as the house's reader makes it */
    public static List<Asked> asked(String file, JsonNode json) {
        GrafanaDashboard dashboard = new GrafanaDashboard(file);
        dashboard.walk(json, "", "");
        return dashboard.asked;
    }

    private void walk(JsonNode node, String outerTitle, String outerSource) {
        if (!node.isObject()) {
            node.forEach(child -> walk(child, outerTitle, outerSource));
            return;
        }
        String title = firstText(node, outerTitle, "title", "name");
        // an old dashboard has the name that its owner gave the source
        String source = firstText(node.path("datasource"), firstText(node, outerSource, "datasource"), "type");
        boolean isLog = source.toLowerCase(Locale.ROOT).contains("loki") || source.contains("-logs");
        if (node.path("expr").isTextual() && !isLog) {
            String ref = node.path("refId").asText();
            add(title, ref, node.path("expr").asText(), "");
        }
        if (node.path("type").asText().equals("query") && !isLog) {
            variable(node.path("name").asText(), node);
        } else if (node.path("kind").asText().equals("QueryVariable")) {
            JsonNode spec = node.path("spec");
            variable(
                    spec.path("name").asText(),
                    spec.path("query").has("spec") ? spec.path("query").path("spec") : spec);
        }
        node.forEach(child -> walk(child, title, source));
    }

    private static String firstText(JsonNode node, String otherwise, String... keys) {
        for (String key : keys) {
            if (node.path(key).isTextual() && !node.path(key).asText().isBlank()) {
                return node.path(key).asText();
            }
        }
        return otherwise;
    }

    /** What a variable asks is a text, or an object that holds it. */
    private void variable(String name, JsonNode variable) {
        JsonNode query = variable.path("query");
        String text = query.isTextual()
                ? query.asText()
                : firstText(query, variable.path("definition").asText(), "query", "expr");
        Matcher function = FUNCTION.matcher(text.strip());
        if (!function.matches()) {
            return;
        }
        String inside = function.group(2);
        switch (function.group(1)) {
            case "label_values" -> {
                int comma = inside.lastIndexOf(',');
                // a comma within braces parts matchers
                boolean selects = comma > inside.lastIndexOf('}') && comma >= 0;
                add(
                        "$" + name,
                        "",
                        selects ? inside.substring(0, comma) : "",
                        inside.substring(selects ? comma + 1 : 0));
            }
            case "metrics" -> {
                String quoted = inside.replace("\\", "\\\\").replace("\"", "\\\"");
                add("$" + name, "", "{__name__=~\".*(" + quoted + ").*\"}", "");
            }
            default -> add("$" + name, "", inside, "");
        }
    }

    /** Panels of the library that the file names only, a line each: their questions stand elsewhere. */
    public static List<String> elsewhere(String file, JsonNode json) {
        return json.findParents("libraryPanel").stream()
                .filter(panel -> panel.path("targets").isEmpty())
                .filter(panel -> json.findValues("__elements").stream()
                        .noneMatch(all ->
                                all.has(panel.path("libraryPanel").path("uid").asText())))
                .map(panel -> file + ": \""
                        + Texts.unbroken(firstText(panel, firstText(panel.path("libraryPanel"), "", "name"), "title"))
                        + "\" is a panel of Grafana's library, whose questions are not in the file; export the dashboard"
                        + " with it (Export for sharing externally)")
                .toList();
    }

    private void add(String title, String ref, String text, String label) {
        String promql = Promql.withoutVariables(text);
        if (Promql.isOfLogs(promql)) {
            return;
        }
        String where = file + ": \"" + Texts.unbroken(title) + "\"" + (ref.isEmpty() ? "" : " " + ref);
        asked.add(new Asked(where, promql, Promql.withoutVariables(label.strip())));
    }
}
