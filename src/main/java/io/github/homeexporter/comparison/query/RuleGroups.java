package io.github.homeexporter.comparison.query;

import io.github.homeexporter.comparison.query.Unanswered.Asked;
import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file of alerting and recording rules of Prometheus, by itself or within a {@code PrometheusRule} of Kubernetes.
 *
 * @param asked by the rules' expressions
 * @param recorded names that its recording rules make
 * @param faults why it is no YAML, with its line
 */
public record RuleGroups(List<Asked> asked, List<String> recorded, List<FileFault> faults) {
    public static RuleGroups read(String file, String yaml) {
        Faults faults = new Faults(file);
        RuleGroups groups = new RuleGroups(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Fields.root(yaml, faults)
                .ifPresent(root -> groups.walk(file, root, Collections.newSetFromMap(new IdentityHashMap<>())));
        groups.faults.addAll(faults.list());
        return groups;
    }

    private void walk(String file, Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return; // by an alias, perhaps within itself
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(file, item, seen));
        } else if (node instanceof MappingNode mapping) {
            Map<String, ScalarNode> texts = new TreeMap<>();
            mapping.getValue().forEach(entry -> {
                if (entry.getKeyNode() instanceof ScalarNode key && entry.getValueNode() instanceof ScalarNode value) {
                    texts.put(key.getValue(), value);
                }
                walk(file, entry.getValueNode(), seen);
            });
            if (texts.containsKey("record")) {
                recorded.add(texts.get("record").getValue());
            }
            if (texts.containsKey("expr")) {
                ScalarNode name = texts.getOrDefault("alert", texts.getOrDefault("record", texts.get("expr")));
                asked.add(new Asked(
                        file + ":" + Faults.line(name) + ": "
                                + name.getValue().lines().findFirst().orElse(""),
                        texts.get("expr").getValue(),
                        ""));
            }
        }
    }
}
