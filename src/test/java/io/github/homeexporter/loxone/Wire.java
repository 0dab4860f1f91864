package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as a Miniserver sends them, written here from the protocol document and not with the code under test. */
public final class Wire {
    private Wire() {}

    public static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }

    public static ByteBuffer header(int kind, long length) {
        return header(kind, 0, length);
    }

    public static ByteBuffer header(int kind, int info, long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 3)
                .put((byte) kind)
                .put((byte) info)
                .put((byte) 0)
                .putInt((int) length)
                .flip();
    }

    public static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A value table of one state's values, one after the other. */
    public static ByteBuffer values(StateUuid uuid, double... values) {
        ByteBuffer table = ByteBuffer.allocate(24 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            table.putLong(uuid.first()).putLong(uuid.second()).putDouble(value);
        }
        return table.flip();
    }

    static ByteBuffer text(StateUuid uuid, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(36 + (bytes.length + 3) / 4 * 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(uuid.first())
                .putLong(uuid.second())
                .putLong(0)
                .putLong(0)
                .putInt(bytes.length)
                .put(bytes)
                .rewind();
    }

    public static ByteBuffer daytimer(StateUuid uuid, double defaultValue, int entries) {
        ByteBuffer table = ByteBuffer.allocate(28 + 24 * entries)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(uuid.first())
                .putLong(uuid.second())
                .putDouble(defaultValue)
                .putInt(entries);
        return table.rewind();
    }

    /** Hourly entries from {@code start} on, the n-th with a temperature of n degrees. */
    public static ByteBuffer weather(StateUuid uuid, int start, int hours) {
        ByteBuffer table = ByteBuffer.allocate(24 + 68 * hours)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(uuid.first())
                .putLong(uuid.second())
                .putInt(start)
                .putInt(hours);
        for (int i = 0; i < hours; i++) {
            table.putInt(start + i * 3600).putInt(7).putInt(270).putInt(350).putInt(80);
            table.putDouble(i)
                    .putDouble(11)
                    .putDouble(9.25)
                    .putDouble(0.5)
                    .putDouble(18)
                    .putDouble(1013.25);
        }
        return table.flip();
    }
}
