package io.github.homeexporter.modbus.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The registers that were read, by table and wire address. */
public final class Image {
    private final Map<Integer, Short> words = new HashMap<>();

    public void put(RegisterTable table, int address, short... values) {
        for (int i = 0; i < values.length; i++) {
            words.put(key(table, address + i), values[i]);
        }
    }

    /** All words of the span, the first one first; empty when one of them was not read. */
    public Optional<short[]> words(Span span) {
        short[] found = new short[span.count()];
        for (int i = 0; i < found.length; i++) {
            Short word = words.get(key(span.table(), span.address() + i));
            if (word == null) {
                return Optional.empty();
            }
            found[i] = word;
        }
        return Optional.of(found);
    }

    private static int key(RegisterTable table, int address) {
        return table.code() << 16 | address;
    }
}
