package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;

/** A daytimer's plan: what holds outside its entries, and how many there are. */
record DaytimerSeries(Series defaultValue, Series entries) {
    private static final MetricFamily DEFAULT =
            MetricFamily.gauge("loxone_daytimer_default_value", "", "What a daytimer says outside its entries.");
    private static final MetricFamily ENTRIES =
            MetricFamily.gauge("loxone_daytimer_entries", "", "Entries in a daytimer's plan.");

    /** @param state the state's own series, whose labels these two share */
    static DaytimerSeries of(Series state) {
        return new DaytimerSeries(Series.of(DEFAULT, state.labels()), Series.of(ENTRIES, state.labels()));
    }

    void plan(Daytimer daytimer, Samples out) {
        out.add(defaultValue, daytimer.defaultValue());
        out.add(entries, daytimer.entries().size());
    }
}
