package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.EventTables.Daytimer;
import io.github.homeexporter.loxone.state.EventTables.Weather;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.loxone.structure.Structure.MiniserverInfo;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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
        this.discovered = structure.count();
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

    /** State UUID to {@link State}, open-addressed over two longs: a look-up makes nothing. */
    static final class StateIndex {
        private long[] keys;
        private State[] states;
        private int size;

        StateIndex() {
            allocate(256);
        }

        private void allocate(int capacity) {
            keys = new long[capacity * 2];
            states = new State[capacity];
        }

        /** Null when there is none. */
        State get(long first, long second) {
            int at = find(first, second);
            return states[at];
        }

        State get(StateUuid uuid) {
            return get(uuid.first(), uuid.second());
        }

        /** The state of that UUID, made when there is none. */
        State getOrMake(StateUuid uuid) {
            int at = find(uuid.first(), uuid.second());
            if (states[at] != null) {
                return states[at];
            }
            if (++size * 2 > states.length) {
                grow();
                at = find(uuid.first(), uuid.second());
            }
            return put(at, uuid.first(), uuid.second(), new State());
        }

        int size() {
            return size;
        }

        void forEach(Consumer<State> action) {
            Arrays.stream(states).filter(state -> state != null).forEach(action);
        }

        private void grow() {
            long[] oldKeys = keys;
            State[] oldStates = states;
            allocate(oldStates.length * 2);
            for (int i = 0; i < oldStates.length; i++) {
                if (oldStates[i] != null) {
                    long first = oldKeys[2 * i];
                    long second = oldKeys[2 * i + 1];
                    put(find(first, second), first, second, oldStates[i]);
                }
            }
        }

        private State put(int at, long first, long second, State state) {
            keys[2 * at] = first;
            keys[2 * at + 1] = second;
            states[at] = state;
            return state;
        }

        /** Where it is, or the free place where it would be. */
        private int find(long first, long second) {
            int mask = states.length - 1;
            int at = hash(first, second) & mask;
            while (states[at] != null && (keys[2 * at] != first || keys[2 * at + 1] != second)) {
                at = (at + 1) & mask;
            }
            return at;
        }

        /** UUIDs of one house differ in few bits, so all bits must reach the low ones. */
        private static int hash(long first, long second) {
            long h = (first ^ Long.rotateLeft(second, 31)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 32;
            h *= 0xD6E8FEB86659FD93L;
            return (int) (h ^ h >>> 32);
        }
    }
}
