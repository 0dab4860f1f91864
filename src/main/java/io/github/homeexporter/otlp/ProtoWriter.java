package io.github.homeexporter.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Protobuf's wire format (https://protobuf.dev/programming-guides/encoding/) as far as OTLP needs it. A field with its default
 * value is left out, as the official classes do, except where a method says otherwise.
 */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int MOST_VARINT_BYTES = 10;

    private byte[] bytes = new byte[512];
    private int size;

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void text(int field, String value) {
        if (!value.isEmpty()) {
            textAlways(field, value);
        }
    }

    /** Also when it is empty: a member of a oneof is there or not. */
    void textAlways(int field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        raw(field << 3 | DELIMITED);
        raw(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    void varint(int field, long value) {
        if (value != 0) {
            raw(field << 3 | VARINT);
            raw(value);
        }
    }

    void fixed(int field, long value) {
        if (value != 0) {
            raw(field << 3 | FIXED64);
            eight(value);
        }
    }

    /** Also when it is zero: a member of a oneof, or an optional field. */
    void number(int field, double value) {
        raw(field << 3 | FIXED64);
        eight(Double.doubleToRawLongBits(value));
    }

    /** Packed, eight bytes each. */
    void fixed(int field, long[] values) {
        if (values.length > 0) {
            raw(field << 3 | DELIMITED);
            raw(values.length * 8L);
            for (long value : values) {
                eight(value);
            }
        }
    }

    /** Packed, eight bytes each. */
    void numbers(int field, double[] values) {
        if (values.length > 0) {
            raw(field << 3 | DELIMITED);
            raw(values.length * 8L);
            for (double value : values) {
                eight(Double.doubleToRawLongBits(value));
            }
        }
    }

    /** Opens a message within this one; what is written until {@link #end} is its content. */
    int begin(int field) {
        raw(field << 3 | DELIMITED);
        room(1);
        size++;
        return size;
    }

    /** @param content what {@link #begin} gave */
    void end(int content) {
        int length = size - content;
        int more = varintBytes(length) - 1;
        room(more);
        System.arraycopy(bytes, content, bytes, content + more, length);
        int end = size + more;
        size = content - 1;
        raw(length);
        size = end;
    }

    private static int varintBytes(int length) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(length)) / 7);
    }

    private void raw(long value) {
        room(MOST_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void eight(long value) {
        room(8);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (value >>> 8 * i);
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
