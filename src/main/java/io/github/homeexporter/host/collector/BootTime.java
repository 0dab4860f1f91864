package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.proc.Scan;
import java.time.Clock;

/** When the machine or the container was started, seconds since 1970. */
final class BootTime {
    /** Clock now less uptime wavers; as long as it is this near, the first answer stands. */
    private static final long WAVER = 5;

    private final HostFiles files;
    private final boolean lxcfs;
    private final Clock clock;
    private long last;

    BootTime(HostFiles files, boolean lxcfs, Clock clock) {
        this.clock = clock;
        this.files = files;
        this.lxcfs = lxcfs;
    }

    /** Under lxcfs btime may be the host's, while /proc/uptime is the container's. */
    long of(ProcStat stat) {
        if (!lxcfs) {
            return stat.bootTime();
        }
        Scan in = Scan.of(files.text(files.proc("uptime")));
        in.line();
        double uptime = in.decimal();
        if (Double.isNaN(uptime)) {
            return stat.bootTime();
        }
        long boot = Math.round(clock.millis() / 1000.0 - uptime);
        if (last == 0 || Math.abs(boot - last) > WAVER) {
            last = boot;
        }
        return last;
    }
}
