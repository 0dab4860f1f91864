package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.Weather;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Weather-state table: UUID, uint32 last update, int32 count, entries of 68 bytes. */
public final class WeatherTable {
    private static final int FIXED = StateUuid.LENGTH + 2 * Integer.BYTES;
    private static final int ENTRY = 5 * Integer.BYTES + 6 * Double.BYTES;

    private WeatherTable() {}

    public static void read(ByteBuffer table, Consumer<Weather> visitor, Consumer<Irregularity> wrong) {
        int at = table.position();
        while (at < table.limit()) {
            if (table.limit() - at < FIXED) {
                wrong.accept(Irregularity.PARTIAL_ENTRY);
                return;
            }
            int count = table.getInt(at + 20);
            if (count < 0 || count > (table.limit() - at - FIXED) / ENTRY) {
                wrong.accept(Irregularity.BAD_COUNT);
                return;
            }
            List<Weather.Entry> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(entry(table, at + FIXED + i * ENTRY));
            }
            visitor.accept(new Weather(StateUuid.read(table, at), table.getInt(at + 16) & 0xffff_ffffL, entries));
            at += FIXED + count * ENTRY;
        }
    }

    private static Weather.Entry entry(ByteBuffer table, int at) {
        return new Weather.Entry(
                table.getInt(at),
                table.getInt(at + 4),
                table.getInt(at + 8),
                table.getInt(at + 12),
                table.getInt(at + 16),
                table.getDouble(at + 20),
                table.getDouble(at + 28),
                table.getDouble(at + 36),
                table.getDouble(at + 44),
                table.getDouble(at + 52),
                table.getDouble(at + 60));
    }
}
