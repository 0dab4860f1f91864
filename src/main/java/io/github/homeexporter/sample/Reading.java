package io.github.homeexporter.sample;

import io.github.homeexporter.sample.Batch.Values;
import java.util.List;
import java.util.Objects;

/**
 * A value as a device that speaks text says it, before the rules make a sample of it.
 *
 * @param device route id or the endpoint's name
 * @param section where on the device it stands; nested sections joined by {@code /}
 * @param name the device's own word for it
 * @param text the value in the device's words, never null
 * @param unit the unit when the device names it apart from the value, else empty
 * @param raw the language-free number or code behind the text when the device gives one, else empty
 */
public record Reading(String device, String section, String name, String text, String unit, String raw) {
    public Reading {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(section, "section");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(raw, "raw");
    }

    public Reading(String device, String section, String name, String text) {
        this(device, section, name, text, "", "");
    }

    /** Values of a device that speaks text, in the device's order. */
    public record Readings(List<Reading> list) implements Values {
        public Readings {
            list = List.copyOf(list);
        }

        @Override
        public int size() {
            return list.size();
        }
    }
}
