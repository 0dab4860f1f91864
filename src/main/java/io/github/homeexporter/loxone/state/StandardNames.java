package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.PlacedStates.PlacedState;
import io.github.homeexporter.loxone.structure.Control;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.loxone.structure.StateUnits;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.BaseUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names by the book: the base unit in the name, meter readings as counters. A value whose unit has no base unit keeps it in the
 * label {@code unit}.
 */
public final class StandardNames implements SeriesNames {
    private static final MetricFamily TEXT =
            MetricFamily.info("loxone_text_info", "Text value of a control state, in the label value.");
    private static final BaseUnit NONE = new BaseUnit("", 1, 0);
    private static final String DEGREES = "°";

    private final Map<String, String> base;
    private final boolean fahrenheit;
    private final Map<String, MetricFamily> families = new HashMap<>();

    /**
     * @param base labels of every series
     * @param fahrenheit whether the Miniserver's bare degrees are Fahrenheit
     */
    public StandardNames(Map<String, String> base, boolean fahrenheit) {
        this.base = base;
        this.fahrenheit = fahrenheit;
    }

    @Override
    public Series series(PlacedState slot, Map<String, String> extra) {
        return Series.of(family(slot), labels(slot, extra));
    }

    Map<String, String> labels(PlacedState slot, Map<String, String> extra) {
        Where place = slot.place();
        Map<String, String> labels = new HashMap<>(base);
        labels.put("room", place.room());
        labels.put("category", place.category());
        labels.put("type", place.control().type());
        labels.put("control", place.top().control().name());
        labels.put("subcontrol", place.path());
        labels.put("state", slot.state().name());
        if (unit(slot).name().isEmpty()) {
            labels.put("unit", StateUnits.of(place.control(), slot.state()));
        }
        labels.putAll(extra);
        return labels;
    }

    @Override
    public BaseUnit unit(PlacedState slot) {
        Control control = slot.place().control();
        String text = StateUnits.of(control, slot.state());
        if (text.equals(DEGREES)) {
            boolean angle = StateUnits.isAngle(control, slot.state());
            return angle ? NONE : fahrenheit ? BaseUnit.FAHRENHEIT : BaseUnit.CELSIUS;
        }
        return BaseUnit.of(text).orElse(NONE);
    }

    @Override
    public MetricFamily texts() {
        return TEXT;
    }

    private MetricFamily family(PlacedState slot) {
        Optional<String> unit = Optional.of(unit(slot).name()).filter(name -> !name.isEmpty());
        String suffix = unit.map(name -> "_" + name).orElse("");
        return StateUnits.isCounter(slot.place().control(), slot.state().name())
                ? families.computeIfAbsent(
                        "loxone_meter" + suffix + "_total",
                        name -> MetricFamily.counter(name, unit.orElse(""), "Reading of a meter."))
                : families.computeIfAbsent(
                        "loxone_state" + suffix,
                        name -> MetricFamily.gauge(name, unit.orElse(""), "Value of a control state."));
    }
}
