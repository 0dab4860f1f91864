package io.github.homeexporter.host.proc;

import java.util.ArrayList;
import java.util.List;

/**
 * One interface of {@code /proc/net/dev}. Old kernels write no blank after the colon ({@code eth0:123}); a name may
 * itself hold a colon (an alias), so the last one counts.
 *
 * @param counters eight of receiving (bytes packets errs drop fifo frame compressed multicast), eight of sending (bytes
 *     packets errs drop fifo colls carrier compressed)
 */
public record NetDev(String name, long[] counters) {
    public static final int COUNTERS = 16;

    public static List<NetDev> parse(Scan in) {
        List<NetDev> all = new ArrayList<>();
        while (in.line()) {
            in.more();
            String name = in.until(':');
            if (name == null) {
                continue;
            }
            for (String more = in.until(':'); more != null; more = in.until(':')) {
                name = name + ":" + more;
            }
            long[] counters = new long[COUNTERS];
            for (int i = 0; i < COUNTERS; i++) {
                counters[i] = in.number();
            }
            if (!name.isBlank() && counters[0] != Scan.NONE) {
                all.add(new NetDev(name, counters));
            }
        }
        return all;
    }
}
