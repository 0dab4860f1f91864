package io.github.homeexporter.host.proc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cgroup counts of one block device; {@link Scan#NONE} for what its file does not say.
 *
 * @param readBytes bytes
 * @param reads requests completed
 */
public record BlockIo(long readBytes, long writtenBytes, long reads, long writes) {
    /** cgroup v2 {@code io.stat}: {@code 8:0 rbytes=1 wbytes=2 rios=3 wios=4 …}, by {@code major:minor}. */
    public static Map<String, BlockIo> parseIoStat(Scan in) {
        Map<String, BlockIo> all = new LinkedHashMap<>();
        while (in.line()) {
            String id = in.word();
            long[] found = {Scan.NONE, Scan.NONE, Scan.NONE, Scan.NONE};
            while (in.more()) {
                int which = in.passed("rbytes=")
                        ? 0
                        : in.passed("wbytes=") ? 1 : in.passed("rios=") ? 2 : in.passed("wios=") ? 3 : -1;
                if (which < 0) {
                    in.word();
                } else {
                    found[which] = in.number();
                }
            }
            if (isId(id) && found[0] != Scan.NONE) {
                all.put(id, new BlockIo(found[0], found[1], found[2], found[3]));
            }
        }
        return all;
    }

    /** cgroup v1 {@code blkio.throttle.io_service_bytes} and {@code io_serviced}: lines {@code 8:0 Read 1}. */
    public static Map<String, BlockIo> parseThrottle(Scan bytes, Scan requests) {
        Map<String, long[]> found = new LinkedHashMap<>();
        collect(bytes, found, 0);
        collect(requests, found, 2);
        Map<String, BlockIo> all = new LinkedHashMap<>();
        found.forEach((id, n) -> all.put(id, new BlockIo(n[0], n[1], n[2], n[3])));
        return all;
    }

    private static void collect(Scan in, Map<String, long[]> found, int offset) {
        while (in.line()) {
            String id = in.word();
            int which = in.more() && in.passed("Read ") ? 0 : in.passed("Write ") ? 1 : -1;
            if (which >= 0 && isId(id)) {
                found.computeIfAbsent(id, i -> new long[] {Scan.NONE, Scan.NONE, Scan.NONE, Scan.NONE})[
                                offset + which] =
                        in.number();
            }
        }
    }

    private static boolean isId(String id) {
        int colon = id.indexOf(':');
        return colon > 0 && colon < id.length() - 1 && id.chars().allMatch(c -> c == ':' || (c >= '0' && c <= '9'));
    }

    /**
     * One line of {@code /proc/diskstats} (kernel: admin-guide/iostats). Kernels before 4.18 have 11 numbers, before 5.5
     * 15, since then 17; those a kernel does not have are {@link Scan#NONE}. Sectors are 512 bytes whatever the disk says;
     * times are milliseconds.
     *
     * @param name as under /dev
     * @param fields in the kernel's order, from reads completed on
     */
    public record DiskStats(String name, long[] fields) {
        public static final int FIELDS = 17;

        public static List<DiskStats> parse(Scan in) {
            List<DiskStats> disks = new ArrayList<>();
            while (in.line()) {
                in.number();
                in.number();
                String name = in.word();
                long[] fields = new long[FIELDS];
                for (int i = 0; i < FIELDS; i++) {
                    fields[i] = in.number();
                }
                if (!name.isEmpty() && fields[0] != Scan.NONE) {
                    disks.add(new DiskStats(name, fields));
                }
            }
            return disks;
        }
    }
}
