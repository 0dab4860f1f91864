package io.github.homeexporter.mutate;

import java.util.Locale;
import java.util.Optional;

/** What becomes of several readings of one batch that make the same series. */
enum Merge {
    /** The largest counts. */
    MAX {
        @Override
        double of(double before, double now) {
            return Math.max(before, now);
        }
    },
    /** The last in the device's order counts. */
    LAST {
        @Override
        double of(double before, double now) {
            return now;
        }
    },
    /** They are added up. */
    SUM {
        @Override
        double of(double before, double now) {
            return before + now;
        }
    };

    abstract double of(double before, double now);

    static Optional<Merge> of(String word) {
        for (Merge merge : values()) {
            if (merge.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(merge);
            }
        }
        return Optional.empty();
    }
}
