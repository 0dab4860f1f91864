package io.github.homeexporter.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks through the fields of one protobuf message. Whatever a receiver sends, the worst is an IllegalArgumentException. */
final class ProtoReader {
    private final byte[] bytes;
    private int at;
    private int field;
    private int type;
    private long number;
    private int from;
    private int to;

    ProtoReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Moves to the next field.
     *
     * @return whether there was one
     * @throws IllegalArgumentException when this is no protobuf message
     */
    boolean next() {
        if (at == bytes.length) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        type = (int) (key & 7);
        switch (type) {
            case 0 -> number = varint();
            case 1 -> skip(8);
            case 2 -> {
                long length = varint();
                if (length < 0 || length > bytes.length - at) {
                    throw new IllegalArgumentException("a field is longer than its message");
                }
                skip((int) length);
            }
            case 5 -> skip(4);
            default -> throw new IllegalArgumentException("unknown wire type " + type);
        }
        return true;
    }

    /** Whether the field is that one and a number. */
    boolean isNumber(int wanted) {
        return field == wanted && type == 0;
    }

    /** Whether the field is that one and a text or a message. */
    boolean isBytes(int wanted) {
        return field == wanted && type == 2;
    }

    long number() {
        return number;
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    ProtoReader message() {
        return new ProtoReader(Arrays.copyOfRange(bytes, from, to));
    }

    private void skip(int length) {
        if (length > bytes.length - at) {
            throw new IllegalArgumentException("the message ends within a field");
        }
        from = at;
        at += length;
        to = at;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at == bytes.length) {
                throw new IllegalArgumentException("the message ends within a number");
            }
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }
}
