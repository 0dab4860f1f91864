package io.github.homeexporter.host.proc;

import java.util.ArrayList;
import java.util.List;

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

    /** The place of the number of requests in flight, the only one that is no counter. */
    public static final int IN_FLIGHT = 8;

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
