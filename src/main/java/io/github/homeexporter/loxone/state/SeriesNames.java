package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.LoxoneTime;
import io.github.homeexporter.loxone.structure.Control.PlacedState;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.loxone.structure.Meanings;
import io.github.homeexporter.loxone.structure.Meanings.Meaning;
import io.github.homeexporter.loxone.structure.Meanings.Meaning.Measure;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Unit.BaseUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A way to name the series of states. */
public abstract class SeriesNames {
    /** What tells equal ones apart: first what people read, then what nobody else has. */
    private enum Distinction {
        PARENT,
        CONTROL_UUID,
        STATE_UUID
    }

    private static final Comparator<PlacedState> AGE = Comparator.<PlacedState, String>comparing(
                    slot -> slot.place().control().uuid().toLowerCase(Locale.ROOT))
            .thenComparing(slot -> slot.state().uuid().toString());

    private final MetricFamily texts;
    final Map<String, String> base;
    final Meanings meanings;
    final Map<String, MetricFamily> families = new HashMap<>();

    private SeriesNames(MetricFamily texts, Map<String, String> base, Meanings meanings) {
        this.texts = texts;
        this.base = base;
        this.meanings = meanings;
    }

    /** @param extra labels that tell this series from others of the same name */
    abstract Series series(PlacedState slot, Map<String, String> extra);

    /** The family of a state that turns out to be a text. */
    public MetricFamily texts() {
        return texts;
    }

    Meaning meaning(PlacedState slot) {
        return meanings.of(slot.place().control(), slot.state());
    }

    /**
     * Gives every slot a series of its own, in the order of the slots; two remain equal only when they are the same state of the
     * same control. Houses have two "Temperature" in one room: the oldest stays plain, the others get further labels until they
     * differ, so that a new control renames none that was there. A UUID of Loxone begins with the time at which it was made: the
     * order of UUIDs is that of age, and nothing has to be remembered.
     */
    public Series[] unique(List<PlacedState> slots) {
        Series[] series = new Series[slots.size()];
        Map<Series, PlacedState> taken = new HashMap<>(series.length * 2);
        IntStream.range(0, series.length)
                .boxed()
                .sorted(Comparator.comparing(slots::get, AGE))
                .forEach(i -> series[i] = free(slots.get(i), taken));
        return series;
    }

    private Series free(PlacedState slot, Map<Series, PlacedState> taken) {
        Series series = series(slot, Map.of());
        PlacedState elder = taken.putIfAbsent(series, slot);
        if (elder == null) {
            return series;
        }
        for (Distinction distinction : Distinction.values()) {
            if (distinction == Distinction.PARENT && parent(slot).equals(parent(elder))) {
                continue;
            }
            series = series(slot, labels(slot, distinction));
            if (taken.putIfAbsent(series, slot) == null) {
                return series;
            }
        }
        return series;
    }

    private static String parent(PlacedState slot) {
        Where parent = slot.place().parent();
        return parent == null ? "" : parent.control().name();
    }

    private static Map<String, String> labels(PlacedState slot, Distinction distinction) {
        Map<String, String> labels = new TreeMap<>();
        if (slot.place().parent() != null) {
            labels.put("parent", parent(slot));
        }
        if (distinction.compareTo(Distinction.CONTROL_UUID) >= 0) {
            labels.put("uuid", slot.place().control().uuid());
        }
        if (distinction == Distinction.STATE_UUID) {
            labels.put("state_uuid", slot.state().uuid().toString());
        }
        return labels;
    }

    /**
     * The names of loxone-prometheus-exporter: one gauge for everything, with the state's name in {@code subcontrol} and nothing of
     * a sub-control's parent.
     */
    public static final class LegacyNames extends SeriesNames {
        private static final MetricFamily TEXT =
                MetricFamily.info("loxone_control_info", "Text value of a control state, in the label value.");

        /** @param base labels of every series */
        public LegacyNames(Map<String, String> base, Meanings meanings) {
            super(TEXT, base, meanings);
        }

        @Override
        Series series(PlacedState slot, Map<String, String> extra) {
            Map<String, String> labels = new HashMap<>(base);
            labels.put("name", slot.place().control().name());
            labels.put("room", slot.place().room());
            labels.put("category", slot.place().category());
            labels.put("type", slot.place().control().type());
            labels.put("subcontrol", slot.state().name());
            labels.putAll(extra);
            // the unit as the Miniserver shows it: no part of the name, but outputs that show units have it
            Meaning meaning = meaning(slot);
            MetricFamily family = families.computeIfAbsent(
                    meaning.measure() == Measure.UNIT ? meaning.unit() : "",
                    unit -> MetricFamily.gauge(
                            "loxone_control_value", unit, "Current numeric value of a control state."));
            return Series.of(family, labels);
        }
    }

    /**
     * Names by the book: the base unit in the name, meter readings as counters. A value whose unit has no base unit keeps it in the
     * label {@code unit}.
     */
    public static final class StandardNames extends SeriesNames {
        private static final MetricFamily TEXT =
                MetricFamily.info("loxone_text_info", "Text value of a control state, in the label value.");
        private static final BaseUnit NONE = new BaseUnit("", 1, 0);
        private static final BaseUnit RATIO = new BaseUnit("ratio", 1, 0);
        private static final BaseUnit MOMENT = new BaseUnit("timestamp_seconds", 1, 0);
        private static final BaseUnit LOXONE_MOMENT = new BaseUnit("timestamp_seconds", 1, LoxoneTime.toUnix(0));

        private final BaseUnit difference;

        /**
         * @param base labels of every series
         * @param fahrenheit whether the Miniserver's degrees are Fahrenheit
         */
        public StandardNames(Map<String, String> base, Meanings meanings, boolean fahrenheit) {
            super(TEXT, base, meanings);
            this.difference = new BaseUnit("kelvin", fahrenheit ? 5 / 9.0 : 1, 0);
        }

        @Override
        Series series(PlacedState slot, Map<String, String> extra) {
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
            return series(meaning(slot), labels);
        }

        /** @param labels all but the one for a unit that has no base unit */
        Series series(Meaning meaning, Map<String, String> labels) {
            BaseUnit unit = unit(meaning);
            if (unit.name().isEmpty()) {
                labels.put("unit", meaning.unit());
            }
            return Series.of(family(meaning, unit.name()), labels);
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

        private MetricFamily family(Meaning meaning, String base) {
            String suffix = base.isEmpty() ? "" : "_" + base;
            String unit = base.equals(MOMENT.name()) ? "seconds" : base;
            return meaning.counter()
                    ? families.computeIfAbsent(
                            "loxone_meter" + suffix + "_total",
                            name -> MetricFamily.counter(name, unit, "Reading of a meter."))
                    : families.computeIfAbsent(
                            "loxone_state" + suffix,
                            name -> MetricFamily.gauge(name, unit, "Value of a control state."));
        }
    }
}
