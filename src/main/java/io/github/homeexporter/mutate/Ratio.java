package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.mutate.RuleSet.RuleOutcome;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A number that a device does not show and two that it shows make, as heat for each kWh of electricity. Absent where one of
 * the two is absent, or the lower one is 0.
 *
 * @param of and by: rows of {@code items:}, section/item
 */
record Ratio(String metric, String help, String of, String by) {
    private static final Set<String> KEYS = Set.of("metric", "help", "of", "by");

    /** The {@code ratios:} of a file. */
    static List<Ratio> parse(Node node, Words words, Faults faults) {
        List<Ratio> ratios = new ArrayList<>();
        if (!(node instanceof SequenceNode list)) {
            faults.add(node, "ratios", "must be a list (- metric: …)");
            return ratios;
        }
        for (Node one : list.getValue()) {
            Fields fields = new Fields(one, "ratios", faults, KEYS);
            for (String key : KEYS) {
                if (!fields.has(key)) {
                    faults.add(one, "ratios", key + " is missing");
                }
            }
            for (String key : List.of("of", "by")) {
                String item = fields.has(key) ? fields.text(key) : null;
                if (item != null && !words.isItem(item)) {
                    fields.fault(key, key + ": \"" + item + "\" is in no row of items; written as section/item");
                }
            }
            String metric = fields.has("metric") ? fields.text("metric") : null;
            if (metric != null && !MetricFamily.isLegalName(metric)) {
                fields.fault("metric", "metric: \"" + metric + "\" is no metric name");
            }
            ratios.add(new Ratio(metric, fields.text("help"), fields.text("of"), fields.text("by")));
        }
        return ratios;
    }

    /** The series of each ratio that these readings make. */
    static Map<Series, Double> of(List<Ratio> ratios, Subject[] places, RuleOutcome[] outcomes, String deviceLabel) {
        Map<String, Double> numbers = new HashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            String item = places[i].itemPath;
            if (item != null && ratios.stream().anyMatch(r -> r.of.equals(item) || r.by.equals(item))) {
                number(outcomes[i]).ifPresent(n -> numbers.put(item, n));
            }
        }
        Map<Series, Double> made = new HashMap<>();
        for (Ratio ratio : ratios) {
            double above = numbers.getOrDefault(ratio.of, 0.0);
            double below = numbers.getOrDefault(ratio.by, 0.0);
            if (numbers.containsKey(ratio.of) && below > 0) {
                Series series =
                        Series.of(MetricFamily.gauge(ratio.metric, "", ratio.help), Map.of("device", deviceLabel));
                made.put(series.about(new Series.Item(ratio.metric, "")), above / below);
            }
        }
        return made;
    }

    /** In the base unit, so that kW and W may stand beside each other. */
    private static OptionalDouble number(RuleOutcome outcome) {
        return outcome.drafts().stream()
                .filter(draft -> draft.state() == null && draft.text() == null)
                .mapToDouble(draft -> Unit.of(draft.shape().unit())
                        .map(Unit::base)
                        .map(base -> base.apply(draft.number()))
                        .orElse(draft.number()))
                .findFirst();
    }
}
