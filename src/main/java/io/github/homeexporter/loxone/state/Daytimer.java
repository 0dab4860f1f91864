package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.util.List;

/**
 * A daytimer's plan.
 *
 * @param defaultValue what holds outside the entries
 */
public record Daytimer(StateUuid uuid, double defaultValue, List<Entry> entries) {
    public Daytimer {
        entries = List.copyOf(entries);
    }

    /**
     * @param mode number of the operating mode it holds in
     * @param from minute of the day, 0 to 1440
     * @param to minute of the day, 0 to 1440
     * @param value of a digital daytimer without meaning: that the entry exists means on
     */
    record Entry(int mode, int from, int to, boolean needsActivation, double value) {}
}
