package io.github.homeexporter.obis.telegram;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of SML one after the other: type and length, then that many bytes or elements (BSI TR-03109-1 annex IV, chapter 6). */
final class SmlReader {
    private static final int DEEPEST = 12;

    /** A whole number and how many bytes it was written in. */
    record Whole(BigInteger value, int bytes) {}

    private final byte[] bytes;
    private int at;

    SmlReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    /** @return a list, a byte array, a {@link Whole}, a Boolean; null where a value is left out, and at the end of a message */
    Object next() throws BrokenTelegram {
        return next(0);
    }

    private Object next(int depth) throws BrokenTelegram {
        int first = take();
        if (first == 0) {
            return null;
        }
        int type = first >> 4 & 7;
        int length = first & 0xf;
        int header = 1;
        for (int more = first; (more & 0x80) != 0; header++) {
            more = take();
            length = length << 4 | more & 0xf;
            if (header > 3) {
                throw broken();
            }
        }
        if (type == 7) {
            return list(length, depth);
        }
        // of a list the elements are counted, of anything else its bytes and those before them that say so
        byte[] value = take(length - header);
        return switch (type) {
            case 0 -> header == length ? null : value;
            case 4 -> value.length == 1 ? (Object) (value[0] != 0) : null;
            case 5 -> value.length == 0 ? null : new Whole(new BigInteger(value), value.length);
            case 6 -> new Whole(new BigInteger(1, value), value.length);
            default -> throw broken();
        };
    }

    private List<Object> list(int elements, int depth) throws BrokenTelegram {
        // each has a byte at least
        if (depth > DEEPEST || elements > bytes.length - at) {
            throw broken();
        }
        List<Object> list = new ArrayList<>(elements);
        for (int i = 0; i < elements; i++) {
            list.add(next(depth + 1));
        }
        return list;
    }

    private int take() throws BrokenTelegram {
        return take(1)[0] & 0xff;
    }

    private byte[] take(int count) throws BrokenTelegram {
        if (count < 0 || count > bytes.length - at) {
            throw broken();
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    private BrokenTelegram broken() {
        return new BrokenTelegram("the SML telegram has at byte " + at + " what SML does not have");
    }
}
