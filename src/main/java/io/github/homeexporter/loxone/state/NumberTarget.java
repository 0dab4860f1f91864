package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.List;

/** Something a state's number becomes besides a series of its own. */
interface NumberTarget {
    void number(double value, Samples out);

    /** The state has become a text. */
    void forget(Samples out);

    /** Adds all series it may have given a value so far. */
    void collect(List<Series> all);
}
