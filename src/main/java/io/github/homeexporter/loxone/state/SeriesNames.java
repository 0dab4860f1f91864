package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.PlacedStates.PlacedState;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import java.util.Map;

/** A way to name the series of states. */
public interface SeriesNames {
    /** @param extra labels that tell this series from others of the same name */
    Series series(PlacedState slot, Map<String, String> extra);

    /** The family of a state that turns out to be a text. */
    MetricFamily texts();
}
