package io.github.homeexporter.loxone.frame;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * A state's address in the form the wire has it: the 16 bytes read as two little-endian longs, so that a table entry is looked
 * up without making anything. Its text form is 8-4-4-16 hex digits (Communicating with the Miniserver, "EvData").
 */
public record StateUuid(long first, long second) {
    public static final int LENGTH = 16;

    /** Reads the 16 bytes at {@code at} of a little-endian buffer. */
    public static StateUuid read(ByteBuffer table, int at) {
        return new StateUuid(table.getLong(at), table.getLong(at + Long.BYTES));
    }

    /** 8-4-4-16, or 8-4-4-4-12 as other software prints it; empty for anything else, such as {@code uuid/AI1}. */
    public static Optional<StateUuid> parse(String text) {
        boolean loxone = text.length() == 35;
        if (!loxone && (text.length() != 36 || text.charAt(23) != '-')) {
            return Optional.empty();
        }
        String tail = loxone ? text.substring(19) : text.substring(19, 23) + text.substring(24);
        if (text.charAt(8) != '-' || text.charAt(13) != '-' || text.charAt(18) != '-') {
            return Optional.empty();
        }
        String head = text.substring(0, 8) + text.substring(9, 13) + text.substring(14, 18);
        if (!isHex(head) || !isHex(tail)) {
            return Optional.empty();
        }
        long data1 = Long.parseLong(head, 0, 8, 16);
        long data2 = Long.parseLong(head, 8, 12, 16);
        long data3 = Long.parseLong(head, 12, 16, 16);
        return Optional.of(
                new StateUuid(data1 | data2 << 32 | data3 << 48, Long.reverseBytes(Long.parseUnsignedLong(tail, 16))));
    }

    private static boolean isHex(String digits) {
        return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%08x-%04x-%04x-%016x",
                first & 0xffffffffL,
                first >>> 32 & 0xffff,
                first >>> 48,
                Long.reverseBytes(second));
    }
}
