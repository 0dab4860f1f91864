package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.MeaningSeries.WordSeries;
import io.github.homeexporter.loxone.state.MiniserverModel.StateIndex;
import io.github.homeexporter.loxone.state.SeriesNames.LegacyNames;
import io.github.homeexporter.loxone.state.SeriesNames.StandardNames;
import io.github.homeexporter.loxone.state.State.DaytimerSeries;
import io.github.homeexporter.loxone.state.State.TextTarget;
import io.github.homeexporter.loxone.structure.Control.PlacedState;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Meanings;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import io.github.homeexporter.words.Unit.BaseUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link MiniserverModel} of a structure file. */
public final class ModelBuilder {
    private static final MetricFamily GLOBAL =
            MetricFamily.gauge("loxone_global_state", "", "State of the Miniserver as a whole.");
    private static final MetricFamily MODE =
            MetricFamily.gauge("loxone_operating_mode", "", "1 for the operating mode that holds, 0 for the others.");
    private static final MetricFamily BLOCK = MetricFamily.gauge(
            "loxone_block_state", "", "State of what is no control: Audioserver, message centre, autopilot.");
    private static final BaseUnit AS_IS = new BaseUnit("", 1, 0);
    private static final int NO_CONTROL = -1;
    private static final String PLAN = "entriesAndDefaultValue";

    private final Structure structure;
    private final ExportScope exposition;
    private final Map<String, String> base;
    private final List<PlacedState> slots = new ArrayList<>();
    private final StateIndex index = new StateIndex();

    private ModelBuilder(Structure structure, ExportScope exposition) {
        this.structure = structure;
        this.exposition = exposition;
        this.base = exposition.labels();
    }

    public static MiniserverModel build(Structure structure, ExportScope exposition) {
        return new ModelBuilder(structure, exposition).build();
    }

    private MiniserverModel build() {
        for (PlacedState slot : structure.placed()) {
            // a state that is filtered out is known all the same
            index.getOrMake(slot.state().uuid());
            if (exposition.filter().accepts(slot.place(), slot.state())) {
                slots.add(slot);
            }
        }
        int placed = slots.size();
        boolean fahrenheit = structure.miniserver().fahrenheit();
        Meanings meanings = new Meanings(structure);
        StandardNames standard = new StandardNames(base, meanings, fahrenheit);
        if (exposition.naming().legacy()) {
            name(
                    new LegacyNames(base, meanings),
                    (slot, own, state) -> state.add(own, AS_IS, slot.place().number()));
        }
        daytimers(standard);
        blocks();
        if (exposition.naming().standard()) {
            name(standard, new MeaningSeries(standard, meanings)::attach);
        }
        globalStates();
        WeatherSeries weather = new WeatherSeries(structure.weather(), fahrenheit, base, exposition.forecastHours());
        return new MiniserverModel(structure, index, weather, placed);
    }

    /** What becomes of a state, of which it has the one series. */
    private interface Use {
        void attach(PlacedState slot, Series own, State state);
    }

    private void name(SeriesNames names, Use use) {
        Series[] series = names.unique(slots);
        for (int i = 0; i < series.length; i++) {
            PlacedState slot = slots.get(i);
            State state = index.getOrMake(slot.state().uuid());
            Series own = series[i].about(item(slot));
            use.attach(slot, own, state);
            texts(slot, own, names, state);
        }
    }

    private void texts(PlacedState slot, Series own, SeriesNames names, State state) {
        if (exposition.includeTextValues()) {
            boolean only = slot.place().control().isTextOnly();
            state.add(new TextSeries(names.texts(), textLabels(own), own.item(), only));
        }
    }

    /** What is no control has a family of its own under every naming, and under standard names what controls have. */
    private void blocks() {
        for (PlacedState slot : structure.placedBlocks()) {
            State state = index.getOrMake(slot.state().uuid());
            if (exposition.filter().accepts(slot.place(), slot.state())) {
                Map<String, String> labels = new HashMap<>(base);
                labels.put("block", slot.place().control().type());
                labels.put("name", slot.place().control().name());
                labels.put("state", slot.state().name());
                state.add(Series.of(BLOCK, labels).about(item(slot)), AS_IS, NO_CONTROL);
                slots.add(slot);
            }
        }
    }

    /** A person renames controls and rooms in Loxone Config; their UUIDs stay. */
    private static Item item(PlacedState slot) {
        return new Item(
                slot.place().control().uuid() + " " + slot.state().name(),
                "",
                slot.place().roomUuid());
    }

    /** A text has no unit. */
    private static Map<String, String> textLabels(Series series) {
        Map<String, String> labels = new HashMap<>(series.labels());
        labels.remove("unit");
        return labels;
    }

    private void daytimers(StandardNames names) {
        List<PlacedState> plans =
                slots.stream().filter(slot -> slot.state().name().equals(PLAN)).toList();
        Series[] series = names.unique(plans);
        for (int i = 0; i < series.length; i++) {
            index.getOrMake(plans.get(i).state().uuid()).add(DaytimerSeries.of(series[i].about(item(plans.get(i)))));
        }
    }

    private void globalStates() {
        for (StateRef global : structure.globalStates()) {
            Map<String, String> labels = new HashMap<>(base);
            labels.put("state", global.name());
            State state = index.getOrMake(global.uuid());
            state.add(Series.of(GLOBAL, labels), AS_IS, NO_CONTROL);
            if (global.name().equals("operatingMode")) {
                state.add(WordSeries.of(structure.operatingModes(), false, this::operatingMode));
            }
        }
    }

    /** Names may occur twice, numbers do not. */
    private Series operatingMode(Map.Entry<Integer, String> mode) {
        Map<String, String> labels = new HashMap<>(base);
        labels.put("id", mode.getKey().toString());
        labels.put("mode", mode.getValue());
        return Series.of(MODE, labels);
    }

    /** A state that is a text, as an info series with the text in {@code value}. A new text takes the old one's series away. */
    static final class TextSeries implements TextTarget {
        private final MetricFamily family;
        private final Map<String, String> labels;
        private final Item item;
        private final boolean jsonToo;
        private String text;
        private Series current;

        /**
         * @param labels of the state's own series
         * @param jsonToo whether texts that are JSON are exported: cut off after 256 characters they say nothing
         */
        TextSeries(MetricFamily family, Map<String, String> labels, Item item, boolean jsonToo) {
            this.item = item;
            this.family = family;
            this.labels = labels;
            this.jsonToo = jsonToo;
        }

        @Override
        public void text(String next, Samples out) {
            if (!next.equals(text)) {
                Series before = current;
                text = next;
                current = isShown(next) ? series(next) : null;
                if (before != null && !before.equals(current)) {
                    out.gone(before);
                }
            }
            if (current != null) {
                out.add(current, 1);
            }
        }

        @Override
        public void forget(Samples out) {
            if (current != null) {
                out.gone(current);
            }
            text = null;
            current = null;
        }

        /** Of texts only the last one. */
        @Override
        public void collect(List<Series> all) {
            if (current != null) {
                all.add(current);
            }
        }

        private boolean isShown(String next) {
            return jsonToo || !(next.startsWith("{") || next.startsWith("["));
        }

        private Series series(String next) {
            Map<String, String> all = new HashMap<>(labels);
            all.put("value", next);
            return Series.of(family, all).about(item);
        }
    }
}
