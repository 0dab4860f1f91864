package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.PlacedStates.PlacedState;
import io.github.homeexporter.loxone.structure.Meaning;
import io.github.homeexporter.loxone.structure.Meaning.Measure;
import io.github.homeexporter.loxone.structure.Meanings;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of loxone-prometheus-exporter: one gauge for everything, with the state's name in {@code subcontrol} and nothing of
 * a sub-control's parent.
 */
public final class LegacyNames implements SeriesNames {
    private static final String VALUE = "loxone_control_value";
    private static final String VALUE_HELP = "Current numeric value of a control state.";
    private static final MetricFamily TEXT =
            MetricFamily.info("loxone_control_info", "Text value of a control state, in the label value.");

    private final Map<String, String> base;
    private final Meanings meanings;
    private final Map<String, MetricFamily> families = new HashMap<>();

    /** @param base labels of every series */
    public LegacyNames(Map<String, String> base, Meanings meanings) {
        this.base = base;
        this.meanings = meanings;
    }

    @Override
    public Series series(PlacedState slot, Map<String, String> extra) {
        Map<String, String> labels = new HashMap<>(base);
        labels.put("name", slot.place().control().name());
        labels.put("room", slot.place().room());
        labels.put("category", slot.place().category());
        labels.put("type", slot.place().control().type());
        labels.put("subcontrol", slot.state().name());
        labels.putAll(extra);
        // the unit as the Miniserver shows it: no part of the name, but outputs that show units have it
        Meaning meaning = meanings.of(slot.place().control(), slot.state());
        String unit = meaning.measure() == Measure.UNIT ? meaning.unit() : "";
        return Series.of(families.computeIfAbsent(unit, u -> MetricFamily.gauge(VALUE, u, VALUE_HELP)), labels);
    }

    @Override
    public MetricFamily texts() {
        return TEXT;
    }
}
