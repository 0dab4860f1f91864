package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.DaytimerTable.Daytimer;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import io.github.homeexporter.words.BaseUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What becomes of one state's value: a series for every slot that shares it, in every naming that is on. */
final class State {
    private static final Series[] NO_SERIES = {};
    private static final double[] NO_NUMBERS = {};
    private static final int[] NO_CONTROLS = {};

    private Series[] series = NO_SERIES;
    /** Parallel to the series; an exported value is {@code value * factor + offset}, exact when that changes nothing. */
    private double[] factors = NO_NUMBERS;

    private double[] offsets = NO_NUMBERS;
    private int[] controls = NO_CONTROLS;
    private List<TextSeries> texts = List.of();
    private List<DaytimerSeries> daytimers = List.of();
    private NumberTarget target;
    private Sort told = Sort.NOTHING;

    /** Which of the Miniserver's tables it came in last. */
    private enum Sort {
        NOTHING,
        NUMBER,
        TEXT
    }

    void add(Series s, BaseUnit unit, int control) {
        if (Arrays.asList(series).contains(s)) {
            return;
        }
        int at = series.length;
        series = Arrays.copyOf(series, at + 1);
        factors = Arrays.copyOf(factors, at + 1);
        offsets = Arrays.copyOf(offsets, at + 1);
        series[at] = s;
        factors[at] = unit.factor();
        offsets[at] = unit.offset();
        if (control >= 0) {
            controls = Arrays.copyOf(controls, controls.length + 1);
            controls[controls.length - 1] = control;
        }
    }

    void add(TextSeries text) {
        texts = append(texts, text);
    }

    void add(DaytimerSeries daytimer) {
        daytimers = append(daytimers, daytimer);
    }

    void target(NumberTarget other) {
        target = other;
    }

    void number(double value, Samples out) {
        if (told != Sort.NUMBER) {
            become(Sort.NUMBER, out);
        }
        for (int i = 0; i < series.length; i++) {
            // a NaN keeps its payload and a zero its sign only when nothing is computed
            boolean asIs = factors[i] == 1 && offsets[i] == 0;
            out.add(series[i], asIs ? value : value * factors[i] + offsets[i]);
        }
        if (target != null) {
            target.number(value, out);
        }
    }

    void text(String text, Samples out) {
        if (told != Sort.TEXT) {
            become(Sort.TEXT, out);
        }
        for (TextSeries each : texts) {
            each.text(text, out);
        }
    }

    void plan(Daytimer daytimer, Samples out) {
        for (DaytimerSeries each : daytimers) {
            each.plan(daytimer, out);
        }
    }

    /** What it was before is no more: a number that became a text leaves no number behind, and the other way round. */
    private void become(Sort now, Samples out) {
        if (told == Sort.NUMBER) {
            Arrays.stream(series).forEach(out::gone);
        } else if (told == Sort.TEXT) {
            texts.forEach(each -> each.forget(out));
        }
        told = now;
    }

    boolean isNumber() {
        return told == Sort.NUMBER;
    }

    boolean isText() {
        return told == Sort.TEXT;
    }

    /** Numbers of the controls whose state it is. */
    int[] controls() {
        return controls;
    }

    boolean hasTexts() {
        return !texts.isEmpty();
    }

    /** All series it may have given a value so far. */
    void collect(List<Series> all) {
        all.addAll(Arrays.asList(series));
        texts.stream()
                .map(TextSeries::current)
                .filter(current -> current != null)
                .forEach(all::add);
        daytimers.forEach(daytimer -> all.addAll(List.of(daytimer.defaultValue(), daytimer.entries())));
        if (target instanceof OperatingModeSeries mode) {
            all.addAll(Arrays.asList(mode.series()));
        }
    }

    private static <T> List<T> append(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    /** Something a state's number becomes besides a series of its own. */
    interface NumberTarget {
        void number(double value, Samples out);
    }

    /** The house's operating mode: one series a mode, 1 for the one that holds. Names may occur twice, numbers do not. */
    static final class OperatingModeSeries implements NumberTarget {
        private static final MetricFamily MODE = MetricFamily.gauge(
                "loxone_operating_mode", "", "1 for the operating mode that holds, 0 for the others.");

        private final int[] numbers;
        private final Series[] series;

        OperatingModeSeries(Map<Integer, String> modes, Map<String, String> base) {
            numbers = modes.keySet().stream().mapToInt(Integer::intValue).toArray();
            series = modes.entrySet().stream()
                    .map(mode -> series(mode.getKey(), mode.getValue(), base))
                    .toArray(Series[]::new);
        }

        private static Series series(int number, String name, Map<String, String> base) {
            Map<String, String> labels = new HashMap<>(base);
            labels.put("id", Integer.toString(number));
            labels.put("mode", name);
            return Series.of(MODE, labels);
        }

        @Override
        public void number(double value, Samples out) {
            for (int i = 0; i < numbers.length; i++) {
                out.add(series[i], numbers[i] == value ? 1 : 0);
            }
        }

        Series[] series() {
            return series;
        }
    }

    /** A state that is a text, as an info series with the text in {@code value}. A new text takes the old one's series away. */
    static final class TextSeries {
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
            this.family = family;
            this.labels = labels;
            this.item = item;
            this.jsonToo = jsonToo;
        }

        void text(String next, Samples out) {
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

        /** The state is no text any more. */
        void forget(Samples out) {
            if (current != null) {
                out.gone(current);
            }
            text = null;
            current = null;
        }

        /** The series of the last text, null when there is none. */
        Series current() {
            return current;
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

    /** A daytimer's plan: what holds outside its entries, and how many there are. */
    record DaytimerSeries(Series defaultValue, Series entries) {
        private static final MetricFamily DEFAULT =
                MetricFamily.gauge("loxone_daytimer_default_value", "", "What a daytimer says outside its entries.");
        private static final MetricFamily ENTRIES =
                MetricFamily.gauge("loxone_daytimer_entries", "", "Entries in a daytimer's plan.");

        /** @param state the state's own series, whose labels these two share */
        static DaytimerSeries of(Series state) {
            Item item = state.item();
            return new DaytimerSeries(
                    Series.of(DEFAULT, state.labels()).about(new Item(item.key() + " default", "", item.room())),
                    Series.of(ENTRIES, state.labels()).about(new Item(item.key() + " entries", "", item.room())));
        }

        void plan(Daytimer daytimer, Samples out) {
            out.add(defaultValue, daytimer.defaultValue());
            out.add(entries, daytimer.entries().size());
        }
    }
}
