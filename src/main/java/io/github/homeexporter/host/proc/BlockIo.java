package io.github.homeexporter.host.proc;

import java.util.LinkedHashMap;
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
}
