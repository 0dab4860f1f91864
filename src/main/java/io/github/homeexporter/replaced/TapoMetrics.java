package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.replaced.LoxoneYaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The names that a config.yaml of pyprom-exporters gives its metrics, as {@code tapo.legacy-names}. */
record TapoMetrics(String at, Fields metrics, Faults faults) {
    static final List<String> KEYS = List.of(("CURRENT_VOLTAGE CURRENT_CURRENT CURRENT_RSSI CURRENT_MONTH_CONSUMPTION"
                    + " CURRENT_TODAY_CONSUMPTION CURRENT_CONSUMPTION")
            .split(" "));
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final List<String> USUAL = List.of("host", "alias");

    void addTo(Map<String, Value> settings) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> renames = new LinkedHashMap<>();
        int line = 0;
        for (String key : metrics.names()) {
            if (!(metrics.node(key) instanceof MappingNode map)) {
                metrics.fault(key, key + " must be a mapping (name: …, labels: [host, alias])");
                continue;
            }
            Fields fields = new Fields(map, at + key, faults, List.of("name", "documentation", "labels"));
            String metric = standing(key);
            Map<String, Value> name = new LinkedHashMap<>();
            new YamlValues(fields, name).text("name", "name", "letters, digits and _", text -> text.matches(NAME));
            String chosen =
                    Optional.ofNullable(name.get("name")).map(Value::text).orElse(metric);
            List<String> labels = labels(fields);
            names.put(metric, chosen);
            if (!chosen.equals(metric) || !labels.equals(USUAL)) {
                renames.put(
                        metric,
                        metric + "=" + chosen + (labels.equals(USUAL) ? "" : "{" + String.join(" ", labels) + "}"));
                line = line == 0 ? metrics.line(key) : line;
            }
        }
        KEYS.forEach(key -> names.putIfAbsent(standing(key), standing(key)));
        leaveOutTwins(names, renames);
        if (!renames.isEmpty()) {
            settings.put("tapo.legacy-names", new Value(String.join(",", renames.values()), line));
        }
    }

    /** Of two metrics of one name both keep the name they had. */
    private void leaveOutTwins(Map<String, String> names, Map<String, String> renames) {
        for (String metric : List.copyOf(renames.keySet())) {
            List<String> of = names.entrySet().stream()
                    .filter(e -> e.getValue().equals(names.get(metric)))
                    .map(Map.Entry::getKey)
                    .toList();
            if (of.size() > 1) {
                String key = key(metric);
                metrics.fault(
                        key,
                        key + ".name: " + String.join(" and ", of) + " would both be named " + names.get(metric)
                                + "; allowed: a name of its own for each; using " + metric);
                renames.remove(metric);
            }
        }
    }

    private List<String> labels(Fields fields) {
        if (!fields.has("labels")) {
            return USUAL;
        }
        List<String> labels =
                fields.node("labels") instanceof SequenceNode ? fields.texts("labels") : new ArrayList<>();
        if (labels.size() != 2 || !labels.stream().allMatch(label -> label.matches("\\w+"))) {
            fields.fault("labels", "labels: allowed are two, for host and alias, as [host, alias]; using these");
            return USUAL;
        }
        return labels;
    }

    private static String key(String metric) {
        return KEYS.stream()
                .filter(key -> standing(key).equals(metric))
                .findFirst()
                .orElseThrow();
    }

    /** One of its keys has the words in another order than the metric it names. */
    private static String standing(String key) {
        return key.equals("CURRENT_TODAY_CONSUMPTION") ? "current_consumption_today" : key.toLowerCase(Locale.ROOT);
    }
}
