package io.github.homeexporter.loxone.frame;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state's address in the form the wire has it: the 16 bytes read as two little-endian longs, so that a table entry is looked
 * up without making anything. Its text form is 8-4-4-16 hex digits (Communicating with the Miniserver, "EvData").
 */
public record StateUuid(long first, long second) {
    public static final int LENGTH = 16;

    private static final Pattern FORM =
            Pattern.compile("(?i)([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-?([0-9a-f]{12})");

    /** Reads the 16 bytes at {@code at} of a little-endian buffer. */
    public static StateUuid read(ByteBuffer table, int at) {
        return new StateUuid(table.getLong(at), table.getLong(at + Long.BYTES));
    }

    /** 8-4-4-16, or 8-4-4-4-12 as other software prints it; empty for anything else, such as {@code uuid/AI1}. */
    public static Optional<StateUuid> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(form.group(1), 16)
                | Long.parseLong(form.group(2), 16) << 32
                | Long.parseLong(form.group(3), 16) << 48;
        long second = Long.parseUnsignedLong(form.group(4) + form.group(5), 16);
        return Optional.of(new StateUuid(first, Long.reverseBytes(second)));
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
