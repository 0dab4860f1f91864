package io.github.homeexporter.host.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The auxiliary vector (getauxval(3)): pairs of native words, of which the length of a clock tick and the size of a page matter here. */
public final class Auxv {
    private static final long AT_PAGESZ = 6;
    private static final long AT_CLKTCK = 17;

    private Auxv() {}

    /** USER_HZ, ticks per second: 100 unless {@code auxv} says something believable. */
    public static long ticksPerSecond(byte[] auxv) {
        long ticks = value(auxv, AT_CLKTCK);
        return ticks >= 10 && ticks <= 10_000 ? ticks : 100;
    }

    /** Bytes of a page of memory: 4096 unless {@code auxv} says another power of two, as ARM's 16384 and 65536. */
    public static long pageSize(byte[] auxv) {
        long size = value(auxv, AT_PAGESZ);
        return size >= 4096 && size <= 1 << 20 && Long.bitCount(size) == 1 ? size : 4096;
    }

    private static long value(byte[] auxv, long wanted) {
        ByteBuffer words = ByteBuffer.wrap(auxv).order(ByteOrder.nativeOrder());
        while (words.remaining() >= 16) {
            long type = words.getLong();
            long value = words.getLong();
            if (type == wanted) {
                return value;
            }
        }
        return -1;
    }
}
