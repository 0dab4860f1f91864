package io.github.homeexporter.loxone;

import static io.github.homeexporter.demo.loxone.MiniserverWire.VALUES;
import static io.github.homeexporter.demo.loxone.MiniserverWire.header;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.net.WebSocketPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Malformed messages, one of each kind, as frames. They speak of a state no good event speaks of. */
final class Nonsense {
    static final int KINDS = 17;

    /** What is counted for them. */
    static final List<String> REASONS = List.of(
            "bad_header",
            "unknown_kind",
            "length_mismatch",
            "partial_entry",
            "bad_text_length",
            "kind_mismatch",
            "stale_header",
            "orphan_payload",
            "bad_count");

    private static final byte[] STATE = MiniserverWire.uuid(MiniserverHouse.state(15));

    private Nonsense() {}

    static byte[] kind(int number) {
        byte[] good = MiniserverWire.values(Map.of(MiniserverHouse.state(15), -1.0));
        return switch (number) {
            case 0 -> binary(new byte[] {3, 2, 0});
            case 1 -> binary(magic(header(VALUES, 0, 24)), good);
            case 2 -> binary(header(99, 0, 24), good);
            case 3 -> binary(header(VALUES, 0, 48), good);
            case 4 -> binary(header(VALUES, 0, 20), good);
            case 5 -> binary(header(VALUES, 0, 34), Arrays.copyOf(good, 34));
            case 6 -> binary(header(3, 0, 40), entry(40, 32, 0x7fff_ffff));
            case 7 ->
                joined(
                        frame(header(VALUES, 0, 24)),
                        text("{\"LL\":{\"control\":\"x\",\"value\":\"1\",\"Code\":\"200\"}}"));
            case 8 -> binary(header(3, 0, 44), header(VALUES, 0, 24), good);
            case 9 -> binary(good);
            case 10 -> binary(new byte[0]);
            case 11 -> fragmented(good);
            case 12 -> binary(header(VALUES, 0, 24), number(Double.NaN));
            case 13 -> binary(header(VALUES, 0, 24), number(Double.POSITIVE_INFINITY));
            case 14 -> binary(header(4, 0, 28), entry(28, 24, 0x7fff_ffff));
            case 15 -> binary(header(7, 0, 24), entry(24, 20, 0x7fff_ffff));
            default -> binary(header(VALUES, 0, 0), header(6, 0, 0), header(VALUES, 0, 24), number(-2));
        };
    }

    private static byte[] magic(byte[] header) {
        header[0] = 4;
        return header;
    }

    private static byte[] number(double value) {
        return MiniserverWire.values(Map.of(MiniserverHouse.state(15), value));
    }

    private static byte[] entry(int length, int at, int count) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(STATE)
                .putInt(at, count)
                .array();
    }

    private static byte[] frame(byte[] payload) {
        return WebSocketPeer.frame(WebSocketPeer.BINARY, payload);
    }

    private static byte[] text(String text) {
        return WebSocketPeer.frame(WebSocketPeer.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] binary(byte[]... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            out.writeBytes(frame(message));
        }
        return out.toByteArray();
    }

    /** Header and table, the table in two frames: right, if rare. */
    private static byte[] fragmented(byte[] table) {
        byte[] first = frame(Arrays.copyOf(table, 10));
        first[0] = WebSocketPeer.BINARY;
        byte[] last = frame(Arrays.copyOfRange(table, 10, table.length));
        last[0] = (byte) (0x80 | WebSocketPeer.CONTINUATION);
        return joined(frame(header(VALUES, 0, table.length)), first, last);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
