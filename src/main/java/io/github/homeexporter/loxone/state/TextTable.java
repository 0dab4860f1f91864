package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Text-state table: UUID, icon UUID, uint32 length, that many bytes of UTF-8, zeros up to a multiple of 4. Servers are known to
 * cut off the last entry; those before it stand.
 */
public final class TextTable {
    private static final int FIXED = 2 * StateUuid.LENGTH + Integer.BYTES;

    public interface Visitor {
        void text(StateUuid uuid, String text);
    }

    private TextTable() {}

    public static void read(ByteBuffer table, Visitor visitor, Consumer<Irregularity> wrong) {
        int at = table.position();
        while (at < table.limit()) {
            if (table.limit() - at < FIXED) {
                wrong.accept(Irregularity.PARTIAL_ENTRY);
                return;
            }
            long length = table.getInt(at + 2 * StateUuid.LENGTH) & 0xffff_ffffL;
            if (length > table.limit() - at - FIXED) {
                wrong.accept(Irregularity.BAD_TEXT_LENGTH);
                return;
            }
            visitor.text(StateUuid.read(table, at), text(table, at + FIXED, (int) length));
            // the last entry may come without its padding
            at = (int) Math.min(table.limit(), at + FIXED + (length + 3) / 4 * 4);
        }
    }

    private static String text(ByteBuffer table, int at, int length) {
        byte[] bytes = new byte[length];
        table.get(at, bytes);
        int end = length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
