package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.List;

/** Something a state's text becomes. */
interface TextTarget {
    void text(String text, Samples out);

    /** The state has become a number. */
    void forget(Samples out);

    /** Adds all series it may have given a value so far. */
    void collect(List<Series> all);
}
