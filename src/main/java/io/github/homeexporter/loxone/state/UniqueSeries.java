package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.state.PlacedStates.PlacedState;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.sample.Series;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Gives every slot a series of its own. Houses have two "Temperature" in one room: the oldest stays plain, the others get further
 * labels until they differ, so that a new control renames none that was there. A UUID of Loxone begins with the time at which it was
 * made: the order of UUIDs is that of age, and nothing has to be remembered.
 */
public final class UniqueSeries {
    /** What tells them apart: first what people read, then what nobody else has. */
    private enum Distinction {
        PARENT,
        CONTROL_UUID,
        STATE_UUID
    }

    private static final Comparator<PlacedState> AGE = Comparator.<PlacedState, String>comparing(
                    slot -> slot.place().control().uuid().toLowerCase(Locale.ROOT))
            .thenComparing(slot -> slot.state().uuid().toString());

    private UniqueSeries() {}

    /**
     * In the order of the slots. Two remain equal only when they are the same state of the same control.
     */
    public static Series[] of(List<PlacedState> slots, SeriesNames names) {
        Series[] series = new Series[slots.size()];
        Map<Series, PlacedState> taken = new HashMap<>(series.length * 2);
        IntStream.range(0, series.length)
                .boxed()
                .sorted(Comparator.comparing(slots::get, AGE))
                .forEach(i -> series[i] = free(slots.get(i), names, taken));
        return series;
    }

    private static Series free(PlacedState slot, SeriesNames names, Map<Series, PlacedState> taken) {
        Series series = names.series(slot, Map.of());
        PlacedState elder = taken.putIfAbsent(series, slot);
        if (elder == null) {
            return series;
        }
        for (Distinction distinction : Distinction.values()) {
            if (distinction == Distinction.PARENT && parent(slot).equals(parent(elder))) {
                continue;
            }
            series = names.series(slot, labels(slot, distinction));
            if (taken.putIfAbsent(series, slot) == null) {
                return series;
            }
        }
        return series;
    }

    private static String parent(PlacedState slot) {
        Where parent = slot.place().parent();
        return parent == null ? "" : parent.control().name();
    }

    private static Map<String, String> labels(PlacedState slot, Distinction distinction) {
        Map<String, String> labels = new TreeMap<>();
        Where parent = slot.place().parent();
        if (parent != null) {
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
