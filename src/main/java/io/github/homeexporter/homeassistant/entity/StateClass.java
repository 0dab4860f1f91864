package io.github.homeexporter.homeassistant.entity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a number's course means to Home Assistant's statistics. */
public enum StateClass {
    MEASUREMENT,
    /** A sum that may fall as well. */
    TOTAL,
    /** A meter: when it falls, it has begun anew. */
    TOTAL_INCREASING;

    static final Set<StateClass> MEASURED = Set.of(MEASUREMENT);
    static final Set<StateClass> COUNTED = Set.of(TOTAL, TOTAL_INCREASING);
    static final Set<StateClass> EVERY = Set.of(values());

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StateClass> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
    }
}
