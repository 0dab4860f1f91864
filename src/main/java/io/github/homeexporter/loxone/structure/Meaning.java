package io.github.homeexporter.loxone.structure;

import java.util.Map;
import java.util.Set;

/**
 * What a state means, by Loxone's document of the structure file and by the control's own format and words.
 *
 * @param unit as formats write it, {@code °C} or {@code °F} for a temperature; empty for none
 * @param counter whether it only ever counts up
 * @param absent numbers that stand for no value
 * @param words what its numbers are called, empty for a plain number
 * @param bits whether a number is a sum of those in {@code words}
 */
public record Meaning(
        Measure measure, String unit, boolean counter, Set<Double> absent, Map<Integer, String> words, boolean bits) {
    /** How a number is to be taken. */
    public enum Measure {
        /** As the unit says. */
        UNIT,
        /** Of two temperatures: no zero point. */
        DIFFERENCE,
        /** 0 to 1. */
        RATIO,
        /** Seconds since 1970; what is not positive is no moment. */
        UNIX,
        /** Seconds since 2009; as above. */
        SINCE_2009,
        /** An index, a bit map, a state: whatever a format says, it has no unit. */
        NUMBER;

        boolean isMoment() {
            return this == UNIX || this == SINCE_2009;
        }
    }

    /** Whether a number stands for no value. */
    public boolean isAbsent(double value) {
        return absent.contains(value) || (measure.isMoment() && !(value > 0));
    }

    /** Whether every number stands for a value. */
    public boolean isAlwaysThere() {
        return absent.isEmpty() && !measure.isMoment();
    }
}
