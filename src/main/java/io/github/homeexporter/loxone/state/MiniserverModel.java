package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.DaytimerTable.Daytimer;
import io.github.homeexporter.loxone.structure.Control;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.loxone.structure.Structure.MiniserverInfo;
import io.github.homeexporter.loxone.structure.Weather;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one structure file means: every state's series, found by its UUID. Outlives the connections that use it. */
public final class MiniserverModel {
    private final String version;
    private final MiniserverInfo miniserver;
    private final StateIndex index;
    private final WeatherSeries weather;
    private final int discovered;
    private final int skippedStates;
    private final int placed;
    private final BitSet heard = new BitSet();

    /** @param placed states of controls that the filters let pass */
    MiniserverModel(Structure structure, StateIndex index, WeatherSeries weather, int placed) {
        this.version = structure.lastModified();
        this.miniserver = structure.miniserver();
        this.index = index;
        this.weather = weather;
        this.discovered = structure.controls().stream().mapToInt(Control::count).sum();
        this.placed = placed;
        this.skippedStates = structure.skippedStates();
    }

    /** The structure's {@code lastModified}. */
    public String version() {
        return version;
    }

    public MiniserverInfo miniserver() {
        return miniserver;
    }

    /** Different state UUIDs it knows. */
    public int states() {
        return index.size();
    }

    /** States of the file that are not in it: unreadable UUID, or too many. */
    public int skippedStates() {
        return skippedStates;
    }

    /** Controls and sub-controls in the file, whatever the filters say. */
    public int discovered() {
        return discovered;
    }

    /** Whether the filters leave nothing of its controls. */
    public boolean isFilteredOut() {
        return discovered > 0 && placed == 0;
    }

    /** Controls and sub-controls that have had a value. */
    public int exported() {
        return heard.cardinality();
    }

    /** False when the structure file does not know the state. */
    public boolean number(long first, long second, double value, Samples out) {
        State state = index.get(first, second);
        if (state == null) {
            return false;
        }
        if (!state.isNumber()) {
            hear(state);
        }
        state.number(value, out);
        return true;
    }

    public boolean text(StateUuid uuid, String text, Samples out) {
        State state = index.get(uuid);
        if (state == null) {
            return false;
        }
        if (!state.isText() && state.hasTexts()) {
            hear(state);
        }
        state.text(text, out);
        return true;
    }

    public boolean plan(Daytimer daytimer, Samples out) {
        State state = index.get(daytimer.uuid());
        if (state != null) {
            state.plan(daytimer, out);
        }
        return state != null;
    }

    public boolean weather(Weather report, Samples out) {
        return weather.take(report, out);
    }

    /** Takes away the series of an earlier structure file, or of other settings, that this one has no more. */
    public void retract(Collection<Series> earlier, Samples out) {
        Set<Series> mine = new HashSet<>(series());
        earlier.stream().filter(series -> !mine.contains(series)).forEach(out::gone);
    }

    /** Every series it can give a number to; of texts only the last one. */
    public List<Series> series() {
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
