package io.github.homeexporter.host.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the kernel tells a process of itself: its auxiliary vector (getauxval(3)), pairs of native words, and what it may do. */
public final class OwnProcess {
    private static final long AT_PAGESZ = 6;
    private static final long AT_CLKTCK = 17;
    /** Commands to disks, past the file system (capabilities(7)). */
    private static final int SYS_RAWIO = 17;

    private OwnProcess() {}

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

    /** Whether the effective set of /proc/PID/status holds CAP_SYS_RAWIO; false when the file does not say. */
    public static boolean mayReadDisks(Scan status) {
        while (status.line()) {
            if (status.passed("CapEff:")) {
                String mask = status.rest();
                return mask.matches("[0-9a-f]{1,16}") && (Long.parseUnsignedLong(mask, 16) >>> SYS_RAWIO & 1) == 1;
            }
        }
        return false;
    }
}
