package io.github.homeexporter.loxone;

import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one structure file means: every state's series, found by its UUID. Outlives the connections that use it. */
final class MiniserverModel {
    private final String version;
    private final MiniserverInfo miniserver;
    private final StateIndex index;
    private final WeatherSeries weather;
    private final int discovered;
    private final int skippedStates;
    private final BitSet heard = new BitSet();

    MiniserverModel(Structure structure, StateIndex index, WeatherSeries weather) {
        this.version = structure.lastModified();
        this.miniserver = structure.miniserver();
        this.index = index;
        this.weather = weather;
        this.discovered = structure.controls().stream().mapToInt(Control::count).sum();
        this.skippedStates = structure.skippedStates();
    }

    /** The structure's {@code lastModified}. */
    String version() {
        return version;
    }

    MiniserverInfo miniserver() {
        return miniserver;
    }

    /** Different state UUIDs it knows. */
    int states() {
        return index.size();
    }

    /** States of the file that are not in it: unreadable UUID, or too many. */
    int skippedStates() {
        return skippedStates;
    }

    /** Controls and sub-controls in the file, whatever the filters say. */
    int discovered() {
        return discovered;
    }

    /** Controls and sub-controls that have had a value. */
    int exported() {
        return heard.cardinality();
    }

    /** False when the structure file does not know the state. */
    boolean number(long first, long second, double value, Samples out) {
        State state = index.get(first, second);
        if (state == null) {
            return false;
        }
        if (state.isFirst()) {
            hear(state);
        }
        state.number(value, out);
        return true;
    }

    boolean text(StateUuid uuid, String text, Samples out) {
        State state = index.get(uuid);
        if (state == null) {
            return false;
        }
        if (state.hasTexts()) {
            if (state.isFirst()) {
                hear(state);
            }
            state.text(text, out);
        }
        return true;
    }

    boolean plan(Daytimer daytimer, Samples out) {
        State state = index.get(daytimer.uuid());
        if (state != null) {
            state.plan(daytimer, out);
        }
        return state != null;
    }

    boolean weather(Weather report, Samples out) {
        return weather.take(report, out);
    }

    /** Takes away the series of an earlier structure file that this one has no more. */
    void retract(MiniserverModel earlier, Samples out) {
        Set<Series> mine = new HashSet<>(series());
        earlier.series().stream().filter(series -> !mine.contains(series)).forEach(out::gone);
    }

    /** Every series it can give a number to; of texts only the last one. */
    List<Series> series() {
        List<Series> all = new ArrayList<>();
        index.forEach(state -> state.collect(all));
        weather.collect(all);
        return all;
    }

    private void hear(State state) {
        for (int control : state.controls()) {
            heard.set(control);
        }
    }
}
