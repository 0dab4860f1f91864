package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Value-state table: entries of 24 bytes, UUID and float64. */
public final class ValueTable {
    public static final int ENTRY = StateUuid.LENGTH + Double.BYTES;

    /** Takes the entries in the order of the wire; {@code first} and {@code second} as in {@link StateUuid}. */
    public interface Visitor {
        void value(long first, long second, double value);
    }

    private ValueTable() {}

    public static void read(ByteBuffer table, Visitor visitor, Consumer<Irregularity> wrong) {
        int end = table.limit() - ENTRY;
        int at = table.position();
        for (; at <= end; at += ENTRY) {
            visitor.value(table.getLong(at), table.getLong(at + 8), table.getDouble(at + 16));
        }
        if (at != table.limit()) {
            wrong.accept(Irregularity.PARTIAL_ENTRY);
        }
    }
}
