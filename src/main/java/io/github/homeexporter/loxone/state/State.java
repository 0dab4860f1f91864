package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.BaseUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    private boolean heard;

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
        for (TextSeries each : texts) {
            each.text(text, out);
        }
    }

    void plan(Daytimer daytimer, Samples out) {
        for (DaytimerSeries each : daytimers) {
            each.plan(daytimer, out);
        }
    }

    /** True the first time only. */
    boolean isFirst() {
        boolean first = !heard;
        heard = true;
        return first;
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
}
