package io.github.homeexporter.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a dashboard, put into queries as Grafana does when "All" is chosen. */
public final class Variables {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((?:(.+), *)?(\\w+)\\)");
    private static final Pattern QUERY_RESULT = Pattern.compile("query_result\\((.+)\\)");

    private final Map<String, String> values = new LinkedHashMap<>();
    /** The PromQL behind each variable that asks for its values. */
    private final Map<String, String> questions = new LinkedHashMap<>();

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    private Variables() {
        // a minute is what the test has; of every rate it must see two scrapes
        values.put("__rate_interval", "10s");
        values.put("__interval", "5s");
        values.put("__range", "1m");
    }

    public static Variables of(Dashboard dashboard) {
        Variables variables = new Variables();
        for (JsonNode variable : dashboard.variables()) {
            variables.add(variable);
        }
        return variables;
    }

    private void add(JsonNode variable) {
        String name = variable.path("name").asText();
        switch (variable.path("type").asText()) {
            case "datasource" -> {}
            case "textbox" -> values.put(name, variable.path("query").asText());
            case "query" -> {
                questions.put(name, into(question(variable)));
                if (!variable.path("regex").asText().isEmpty()) {
                    String regex = variable.path("regex").asText();
                    patterns.put(name, Pattern.compile(regex.substring(1, regex.length() - 1)));
                }
                values.put(name, variable.path("allValue").asText());
            }
            default -> throw new AssertionError(name + ": a kind of variable this test does not know");
        }
    }

    private static String question(JsonNode variable) {
        String query = variable.path("query").path("query").asText();
        Matcher labels = LABEL_VALUES.matcher(query);
        if (labels.matches()) {
            return "count by (" + labels.group(2) + ") (" + labels.group(1) + ")";
        }
        Matcher result = QUERY_RESULT.matcher(query);
        if (result.matches()) {
            return result.group(1);
        }
        throw new AssertionError(query + ": neither label_values nor query_result");
    }

    /** The text with the values instead of the variables. */
    public String into(String text) {
        String done = text;
        for (Map.Entry<String, String> v : values.entrySet()) {
            String reference = "\\$\\{" + v.getKey() + "(:\\w+)?}|\\$" + v.getKey() + "\\b";
            done = done.replaceAll(reference, Matcher.quoteReplacement(v.getValue()));
        }
        return done;
    }

    /**
     * Asks for the values a person could choose from. A variable that makes its values itself, by a regular expression,
     * takes the first of them from now on: its trick is to be tried.
     *
     * @return by variable; empty where there is nothing to choose
     */
    public Map<String, List<String>> choices(RealPrometheus prometheus) throws IOException, InterruptedException {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (Map.Entry<String, String> question : questions.entrySet()) {
            String name = question.getKey();
            List<String> found = new ArrayList<>();
            for (JsonNode sample : prometheus.now(question.getValue())) {
                value(patterns.get(name), sample.path("metric"), found);
            }
            choices.put(name, found);
            if (patterns.containsKey(name) && !found.isEmpty()) {
                values.put(name, found.get(0));
            }
        }
        return choices;
    }

    private static void value(Pattern pattern, JsonNode labels, List<String> found) {
        if (pattern == null) {
            labels.forEach(label -> found.add(label.asText()));
            return;
        }
        // as Grafana writes a result of query_result: labels in the order of Prometheus, which is the alphabet's
        Map<String, String> sorted = new TreeMap<>();
        labels.properties().forEach(l -> sorted.put(l.getKey(), l.getValue().asText()));
        List<String> pairs = new ArrayList<>();
        sorted.forEach((k, v) -> pairs.add(k + "=\"" + v + "\""));
        Matcher matcher = pattern.matcher("{" + String.join(",", pairs) + "} 1 0");
        if (matcher.find()) {
            found.add(matcher.group("value"));
        }
    }
}
