package io.github.homeexporter.host.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The auxiliary vector (getauxval(3)): pairs of native words, of which only the length of a clock tick matters here. */
public final class Auxv {
    private static final long AT_CLKTCK = 17;
    private static final long USUAL = 100;

    private Auxv() {}

    /** USER_HZ, ticks per second: 100 unless {@code auxv} says something believable. */
    public static long ticksPerSecond(byte[] auxv) {
        ByteBuffer words = ByteBuffer.wrap(auxv).order(ByteOrder.nativeOrder());
        while (words.remaining() >= 16) {
            long type = words.getLong();
            long value = words.getLong();
            if (type == AT_CLKTCK && value >= 10 && value <= 10_000) {
                return value;
            }
        }
        return USUAL;
    }
}
