package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.PlacedStates.PlacedState;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.sample.Series;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives every slot a series of its own. Houses have two "Temperature" in one room: those that would be equal get further labels,
 * all of them and only them, until they differ.
 */
public final class UniqueSeries {
    /** What tells them apart: first what people read, then what nobody else has. */
    private enum Distinction {
        NONE,
        PARENT,
        CONTROL_UUID,
        STATE_UUID
    }

    private UniqueSeries() {}

    /**
     * In the order of the slots. Two remain equal only when they are the same state of the same control.
     */
    public static Series[] of(List<PlacedState> slots, SeriesNames names) {
        Series[] series = new Series[slots.size()];
        BitSet equal = new BitSet();
        equal.set(0, slots.size());
        for (Distinction distinction : Distinction.values()) {
            for (int i = equal.nextSetBit(0); i >= 0; i = equal.nextSetBit(i + 1)) {
                series[i] = names.series(slots.get(i), labels(slots.get(i), distinction));
            }
            equal = equalOnes(series);
        }
        return series;
    }

    private static BitSet equalOnes(Series[] series) {
        Map<Series, Integer> first = new HashMap<>(series.length * 2);
        BitSet equal = new BitSet();
        for (int i = 0; i < series.length; i++) {
            Integer other = first.putIfAbsent(series[i], i);
            if (other != null) {
                equal.set(other);
                equal.set(i);
            }
        }
        return equal;
    }

    private static Map<String, String> labels(PlacedState slot, Distinction distinction) {
        Map<String, String> labels = new TreeMap<>();
        Where parent = slot.place().parent();
        if (distinction.compareTo(Distinction.PARENT) >= 0 && parent != null) {
            labels.put("parent", parent.control().name());
        }
        if (distinction.compareTo(Distinction.CONTROL_UUID) >= 0) {
            labels.put("uuid", slot.place().control().uuid());
        }
        if (distinction == Distinction.STATE_UUID) {
            labels.put("state_uuid", slot.state().uuid().toString());
        }
        return labels;
    }
}
