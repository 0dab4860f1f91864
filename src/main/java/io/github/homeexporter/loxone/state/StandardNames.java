package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.PlacedStates.PlacedState;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.loxone.structure.Meaning;
import io.github.homeexporter.loxone.structure.Meanings;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.BaseUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Names by the book: the base unit in the name, meter readings as counters. A value whose unit has no base unit keeps it in the
 * label {@code unit}.
 */
public final class StandardNames implements SeriesNames {
    private static final MetricFamily TEXT =
            MetricFamily.info("loxone_text_info", "Text value of a control state, in the label value.");
    private static final BaseUnit NONE = new BaseUnit("", 1, 0);
    private static final BaseUnit RATIO = new BaseUnit("ratio", 1, 0);
    private static final BaseUnit MOMENT = new BaseUnit("timestamp_seconds", 1, 0);
    private static final BaseUnit LOXONE_MOMENT = new BaseUnit("timestamp_seconds", 1, 1_230_768_000);

    private final Map<String, String> base;
    private final Meanings meanings;
    private final BaseUnit difference;
    private final Map<String, MetricFamily> families = new HashMap<>();

    /**
     * @param base labels of every series
     * @param fahrenheit whether the Miniserver's degrees are Fahrenheit
     */
    public StandardNames(Map<String, String> base, Meanings meanings, boolean fahrenheit) {
        this.base = base;
        this.meanings = meanings;
        this.difference = new BaseUnit("kelvin", fahrenheit ? 5 / 9.0 : 1, 0);
    }

    @Override
    public Series series(PlacedState slot, Map<String, String> extra) {
        Meaning meaning = meanings.of(slot.place().control(), slot.state());
        Where place = slot.place();
        Map<String, String> labels = new HashMap<>(base);
        labels.put("room", place.room());
        labels.put("category", place.category());
        labels.put("type", place.control().type());
        labels.put("control", place.top().control().name());
        labels.put("subcontrol", place.path());
        labels.put("state", slot.state().name());
        place.control().node(slot.state()).ifPresent(node -> {
            labels.put("node", node.title());
            labels.put("node_type", node.type());
        });
        labels.putAll(extra);
        return series(meaning, labels);
    }

    /** @param labels all but the one for a unit that has no base unit */
    Series series(Meaning meaning, Map<String, String> labels) {
        BaseUnit unit = unit(meaning);
        if (unit.name().isEmpty()) {
            labels.put("unit", meaning.unit());
        }
        return Series.of(family(meaning, unit.name()), labels);
    }

    BaseUnit unit(PlacedState slot) {
        return unit(meanings.of(slot.place().control(), slot.state()));
    }

    /** How the device's number becomes the exported one. */
    BaseUnit unit(Meaning meaning) {
        return switch (meaning.measure()) {
            case UNIT -> BaseUnit.of(meaning.unit()).orElse(NONE);
            case DIFFERENCE -> difference;
            case RATIO -> RATIO;
            case UNIX -> MOMENT;
            case SINCE_2009 -> LOXONE_MOMENT;
            case NUMBER -> NONE;
        };
    }

    @Override
    public MetricFamily texts() {
        return TEXT;
    }

    private MetricFamily family(Meaning meaning, String base) {
        String suffix = base.isEmpty() ? "" : "_" + base;
        String unit = base.equals(MOMENT.name()) ? "seconds" : base;
        return meaning.counter()
                ? families.computeIfAbsent(
                        "loxone_meter" + suffix + "_total",
                        name -> MetricFamily.counter(name, unit, "Reading of a meter."))
                : families.computeIfAbsent(
                        "loxone_state" + suffix, name -> MetricFamily.gauge(name, unit, "Value of a control state."));
    }
}
