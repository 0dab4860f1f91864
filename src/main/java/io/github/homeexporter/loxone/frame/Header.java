package io.github.homeexporter.loxone.frame;

import java.nio.ByteBuffer;

/**
 * The 8 bytes before every payload: 0x03, kind, info, reserved, payload length as unsigned 32 bits.
 *
 * @param estimated the length is a guess and an exact header follows. The vendor's client reads the most significant bit of
 *     {@code info}, other clients the least; nothing else is known to be in that byte, so either counts.
 * @param length bytes, 0 to 4,294,967,295
 */
public record Header(int kind, boolean estimated, long length) {
    static final int LENGTH = 8;

    public static final int TEXT = 0;
    public static final int FILE = 1;
    static final int VALUES = 2;
    static final int TEXTS = 3;
    static final int DAYTIMERS = 4;
    static final int OUT_OF_SERVICE = 5;
    static final int KEEPALIVE = 6;
    static final int WEATHER = 7;

    private static final int MAGIC = 0x03;
    private static final int ESTIMATED = 0x81;

    static boolean looksLike(ByteBuffer message) {
        return message.remaining() == LENGTH && message.get(message.position()) == MAGIC;
    }

    /** From a little-endian buffer that {@link #looksLike} a header. */
    static Header read(ByteBuffer message) {
        int at = message.position();
        return new Header(
                message.get(at + 1) & 0xff,
                (message.get(at + 2) & ESTIMATED) != 0,
                message.getInt(at + 4) & 0xffff_ffffL);
    }

    boolean isKnown() {
        return kind <= WEATHER;
    }

    /** Out of service and keep-alive stand for themselves whatever length they name. */
    boolean hasPayload() {
        return length > 0 && kind != OUT_OF_SERVICE && kind != KEEPALIVE;
    }
}
