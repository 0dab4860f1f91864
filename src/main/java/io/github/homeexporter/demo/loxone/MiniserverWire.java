package io.github.homeexporter.demo.loxone;

import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.net.WebSocketPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;

/** Messages as a Miniserver sends them (Communicating with the Miniserver, "Setting up a connection" and "EvData"). */
public final class MiniserverWire {
    public static final int TEXT = 0;
    public static final int VALUES = 2;
    public static final int TEXTS = 3;
    public static final int OUT_OF_SERVICE = 5;
    public static final int KEEPALIVE = 6;

    private static final int ENTRY = 24;

    private MiniserverWire() {}

    public static byte[] header(int kind, int flags, long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 3)
                .put((byte) kind)
                .put((byte) flags)
                .put((byte) 0)
                .putInt((int) length)
                .array();
    }

    /** The two frames of a table, in one piece. */
    public static byte[] frames(int kind, byte[] table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WebSocketPeer.frame(WebSocketPeer.BINARY, header(kind, 0, table.length)));
        if (table.length > 0) {
            out.writeBytes(WebSocketPeer.frame(WebSocketPeer.BINARY, table));
        }
        return out.toByteArray();
    }

    /** @param uuid 8-4-4-16 hex digits */
    public static byte[] uuid(String uuid) {
        byte[] plain = HexFormat.of().parseHex(uuid.replace("-", ""));
        ByteBuffer big = ByteBuffer.wrap(plain);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(big.getInt())
                .putShort(big.getShort())
                .putShort(big.getShort())
                .put(plain, 8, 8)
                .array();
    }

    public static byte[] values(Map<String, Double> states) {
        ByteBuffer table = ByteBuffer.allocate(states.size() * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        states.forEach((uuid, value) -> table.put(uuid(uuid)).putDouble(value));
        return table.array();
    }

    public static byte[] texts(Map<String, String> states) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        states.forEach((uuid, text) -> {
            byte[] utf8 = HttpHead.bytes(text);
            table.writeBytes(ByteBuffer.allocate(36 + (utf8.length + 3) / 4 * 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(uuid(uuid))
                    .put(new byte[16])
                    .putInt(utf8.length)
                    .put(utf8)
                    .array());
        });
        return table.toByteArray();
    }
}
