package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Daytimer-state table: UUID, float64 default, int32 count, entries of 24 bytes. */
public final class DaytimerTable {
    private static final int FIXED = StateUuid.LENGTH + Double.BYTES + Integer.BYTES;
    private static final int ENTRY = 4 * Integer.BYTES + Double.BYTES;

    private DaytimerTable() {}

    public static void read(ByteBuffer table, Consumer<Daytimer> visitor, Consumer<Irregularity> wrong) {
        int at = table.position();
        while (at < table.limit()) {
            if (table.limit() - at < FIXED) {
                wrong.accept(Irregularity.PARTIAL_ENTRY);
                return;
            }
            int count = table.getInt(at + 24);
            if (count < 0 || count > (table.limit() - at - FIXED) / ENTRY) {
                wrong.accept(Irregularity.BAD_COUNT);
                return;
            }
            List<Daytimer.Entry> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(entry(table, at + FIXED + i * ENTRY));
            }
            visitor.accept(new Daytimer(StateUuid.read(table, at), table.getDouble(at + 16), entries));
            at += FIXED + count * ENTRY;
        }
    }

    private static Daytimer.Entry entry(ByteBuffer table, int at) {
        return new Daytimer.Entry(
                table.getInt(at),
                table.getInt(at + 4),
                table.getInt(at + 8),
                table.getInt(at + 12) != 0,
                table.getDouble(at + 16));
    }

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
}
