package io.github.homeexporter.sample;

import java.util.List;

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
