package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.EventTables.Daytimer;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import io.github.homeexporter.words.Unit.BaseUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What becomes of one state's value: a series for every slot that shares it, in every naming that is on. */
final class State {
    private static final Series[] NO_SERIES = {};
    private static final double[] NO_NUMBERS = {};
    private static final int[] NO_CONTROLS = {};
    private static final NumberTarget[] NO_TARGETS = {};

    private Series[] series = NO_SERIES;
    /** Parallel to the series; an exported value is {@code value * factor + offset}, exact when that changes nothing. */
    private double[] factors = NO_NUMBERS;

    private double[] offsets = NO_NUMBERS;
    private int[] controls = NO_CONTROLS;
    private List<TextTarget> texts = List.of();
    private List<DaytimerSeries> daytimers = List.of();
    private NumberTarget[] targets = NO_TARGETS;
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
        count(control);
    }

    /** Counts that control as one that has had a value as soon as the state has one; a negative number is none. */
    void count(int control) {
        if (control >= 0) {
            controls = Arrays.copyOf(controls, controls.length + 1);
            controls[controls.length - 1] = control;
        }
    }

    void add(TextTarget text) {
        texts = append(texts, text);
    }

    void add(DaytimerSeries daytimer) {
        daytimers = append(daytimers, daytimer);
    }

    void add(NumberTarget target) {
        targets = Arrays.copyOf(targets, targets.length + 1);
        targets[targets.length - 1] = target;
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
        for (int i = 0; i < targets.length; i++) {
            targets[i].number(value, out);
        }
    }

    void text(String text, Samples out) {
        if (told != Sort.TEXT) {
            become(Sort.TEXT, out);
        }
        for (TextTarget each : texts) {
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
            Arrays.stream(targets).forEach(each -> each.forget(out));
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
        Arrays.stream(targets).forEach(target -> target.collect(all));
        texts.forEach(text -> text.collect(all));
        daytimers.forEach(daytimer -> all.addAll(List.of(daytimer.defaultValue(), daytimer.entries())));
    }

    private static <T> List<T> append(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
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

    /** Something a state becomes besides a series of its own. */
    interface Target {
        /** The state is no longer of this sort: a number has become a text, or the other way round. */
        void forget(Samples out);

        /** Adds all series it may have given a value so far. */
        void collect(List<Series> all);
    }

    interface NumberTarget extends Target {
        void number(double value, Samples out);
    }

    interface TextTarget extends Target {
        void text(String text, Samples out);
    }
}
