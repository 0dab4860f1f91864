package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.SeriesNames.StandardNames;
import io.github.homeexporter.loxone.state.State.NumberTarget;
import io.github.homeexporter.loxone.structure.Control.PlacedState;
import io.github.homeexporter.loxone.structure.Meanings;
import io.github.homeexporter.loxone.structure.Meanings.Field;
import io.github.homeexporter.loxone.structure.Meanings.Meaning;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import io.github.homeexporter.words.Unit.BaseUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gives states what their meaning adds to their numbers under standard names: words, and the numbers within a text. */
final class MeaningSeries {
    private static final MetricFamily NAMED = MetricFamily.gauge(
            "loxone_named_state",
            "",
            "1 for what a control's state stands for now, 0 for what else it can; the state in name, the word in state.");

    private final StandardNames names;
    private final Meanings meanings;
    /** By the place of their control. */
    private final Map<Integer, MoodSeries> moods = new HashMap<>();

    MeaningSeries(StandardNames names, Meanings meanings) {
        this.names = names;
        this.meanings = meanings;
    }

    /** @param own the state's own series */
    void attach(PlacedState slot, Series own, State state) {
        Meaning meaning = names.meaning(slot);
        if (meaning.isAlwaysThere()) {
            state.add(own, names.unit(meaning), slot.place().number());
        } else {
            state.count(slot.place().number());
            state.add(new GuardedSeries(own, names.unit(meaning), meaning));
        }
        if (!meaning.words().isEmpty()) {
            state.add(words(own, slot.state().name(), meaning));
        }
        for (Field field : meanings.fields(slot.place().control(), slot.state())) {
            state.add(new JsonSeries(field, (of, part) -> part(slot, own, of, part)));
        }
        moods(slot, own, state);
    }

    private static WordSeries words(Series own, String name, Meaning meaning) {
        return WordSeries.of(meaning.words(), meaning.bits(), word -> named(own, name, word.getValue()));
    }

    private static Series named(Series own, String name, String word) {
        Map<String, String> labels = new HashMap<>(own.labels());
        labels.remove("unit");
        labels.put("name", name);
        labels.put("state", word);
        return Series.of(NAMED, labels).about(own.item());
    }

    private NumberTarget part(PlacedState slot, Series own, Field field, String part) {
        Map<String, String> labels = new HashMap<>(own.labels());
        labels.remove("unit");
        String path = field.path().replaceFirst("^\\[[^\\]]*]", "");
        if (field.path().startsWith(".") && !field.meaning().words().isEmpty()) {
            return words(own, slot.state().name(), field.meaning());
        }
        labels.put("state", slot.state().name() + path);
        Item item = new Item(
                (own.item().key() + path + " " + part).strip(), "", own.item().room());
        if (!part.isEmpty()) {
            labels.put("part", part);
        }
        return new GuardedSeries(
                names.series(field.meaning(), labels).about(item), names.unit(field.meaning()), field.meaning());
    }

    private void moods(PlacedState slot, Series own, State state) {
        String type = slot.place().control().type();
        String name = slot.state().name();
        boolean list = name.equals("moodList") || name.equals("sceneList");
        boolean active = name.equals("activeMoods") || name.equals("activeScene");
        if (!type.startsWith("LightController") || !(list || active)) {
            return;
        }
        // the list's own series has the list's name; both states have the same further labels
        String shown = name.endsWith("Scene") || name.equals("sceneList") ? "activeScene" : "activeMoods";
        MoodSeries of =
                moods.computeIfAbsent(slot.place().number(), place -> new MoodSeries(mood -> named(own, shown, mood)));
        if (list) {
            state.add(of.list());
        } else if (name.equals("activeMoods")) {
            state.add(of.active());
        } else {
            state.add(of.number());
        }
    }

    /** A series of a state some of whose numbers stand for no value: then it is not there. */
    static final class GuardedSeries implements NumberTarget {
        private final Series series;
        private final BaseUnit unit;
        private final Meaning meaning;
        private boolean there;

        GuardedSeries(Series series, BaseUnit unit, Meaning meaning) {
            this.series = series;
            this.unit = unit;
            this.meaning = meaning;
        }

        @Override
        public void number(double value, Samples out) {
            if (meaning.isAbsent(value)) {
                forget(out);
            } else {
                there = true;
                out.add(series, unit.apply(value));
            }
        }

        @Override
        public void forget(Samples out) {
            if (there) {
                out.gone(series);
            }
            there = false;
        }

        @Override
        public void collect(List<Series> all) {
            all.add(series);
        }
    }

    /** What a number is called: one series for each word, 1 for the one that holds. A word may stand for several numbers. */
    record WordSeries(Series[] series, int[][] numbers, boolean bits) implements NumberTarget {
        /**
         * @param words by number
         * @param bits whether a number is a sum of those, so that several words may hold
         * @param name the series of a number's word
         */
        static WordSeries of(
                Map<Integer, String> words, boolean bits, Function<Map.Entry<Integer, String>, Series> name) {
            Map<Series, List<Integer>> bySeries = new LinkedHashMap<>();
            words.entrySet().forEach(word -> bySeries.computeIfAbsent(name.apply(word), s -> new ArrayList<>())
                    .add(word.getKey()));
            return new WordSeries(
                    bySeries.keySet().toArray(Series[]::new),
                    bySeries.values().stream()
                            .map(each ->
                                    each.stream().mapToInt(Integer::intValue).toArray())
                            .toArray(int[][]::new),
                    bits);
        }

        @Override
        public void number(double value, Samples out) {
            for (int i = 0; i < series.length; i++) {
                out.add(series[i], holds(numbers[i], value) ? 1 : 0);
            }
        }

        private boolean holds(int[] any, double value) {
            for (int number : any) {
                if (bits ? ((long) value & number) != 0 : value == number) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void forget(Samples out) {
            for (Series each : series) {
                out.gone(each);
            }
        }

        @Override
        public void collect(List<Series> all) {
            all.addAll(List.of(series));
        }
    }
}
