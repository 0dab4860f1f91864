package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.structure.Meaning;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.BaseUnit;
import java.util.List;

/** A series of a state some of whose numbers stand for no value: then it is not there. */
final class GuardedSeries implements NumberTarget {
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
