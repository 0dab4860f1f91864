package io.github.homeexporter.mutate;


import java.util.Locale;
import java.util.Optional;

/** What of a reading a rule can look at. */
enum ReadingField {
    SECTION(true),
    NAME(true),
    KEY(true),
    VALUE(false),
    UNIT(false),
    RAW(false);

    /** Whether it stays the same while the device runs. */
    final boolean place;

    ReadingField(boolean place) {
        this.place = place;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReadingField> of(String word) {
        for (ReadingField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
