package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.COLLIDING;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.CpuQuota;
import io.github.homeexporter.host.proc.CpuSet;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** The CPU time of the container's control group, and how much of it there could be. */
final class CgroupCpu {
    static final List<Column> COLUMNS = List.of(
            counter(STANDARD, "container_cpu_usage_seconds_total", "seconds", "CPU time of the container."),
            counter(STANDARD, "container_cpu_user_seconds_total", "seconds", "CPU time of the container in mode user."),
            counter(
                    STANDARD,
                    "container_cpu_system_seconds_total",
                    "seconds",
                    "CPU time of the container in mode system."),
            counter(STANDARD, "container_cpu_cfs_periods_total", "", "Scheduling periods with a quota."),
            counter(
                    STANDARD,
                    "container_cpu_cfs_throttled_periods_total",
                    "",
                    "Periods in which the quota was used up."),
            counter(STANDARD, "container_cpu_cfs_throttled_seconds_total", "seconds", "Time lost to the quota."),
            gauge(
                    STANDARD,
                    "container_cpu_limit_cores",
                    "",
                    "CPUs to use: the least of quota, CPU set and CPUs online."),
            gauge(
                    STANDARD,
                    "container_cpu_utilization_ratio",
                    "ratio",
                    "CPU time used of what could be, since the cycle before."),
            gauge(
                    LEGACY,
                    "node_cpu_usage_percent",
                    "percent",
                    "CPU time used of what could be, since the cycle before."),
            gauge(LEGACY, "node_cpu_limit_ratio", "", "CPUs the quota allows; absent without a quota."),
            counter(COLLIDING, "node_cpu_seconds_total", "seconds", "CPU time of the container."));

    private static final List<String> STAT_V2 =
            List.of("usage_usec", "user_usec", "system_usec", "nr_periods", "nr_throttled", "throttled_usec");
    private static final List<String> TIMES_V1 = List.of("user", "system");
    private static final List<String> THROTTLING_V1 = List.of("nr_periods", "nr_throttled", "throttled_time");
    private static final double MICRO = 1e-6;
    private static final double NANO = 1e-9;

    private final HostFiles files;
    private final Cgroup group;
    private final double tick;
    private final LongSupplier nanos;
    private final HostRow row;
    private long lastNanos;

    CgroupCpu(CollectorContext context) {
        files = context.files();
        group = context.cgroup();
        tick = 1 / context.ticksPerSecond();
        nanos = context.nanos();
        row = context.names().row(COLUMNS);
    }

    /** False when there is no control group to be seen. */
    boolean collect(Samples out) throws IOException {
        long now = nanos.getAsLong();
        double unit = group.isV2() ? MICRO : NANO;
        long usage = group.isV2() ? countV2(out) : countV1(out);
        if (usage == Scan.NONE) {
            return false;
        }
        row.add(out, 10, group.isV2() ? row.count(out, 0, usage, unit) : row.countNanos(out, 0, usage), unit);
        double quota = quota();
        double cores = cores(quota);
        row.add(out, 6, cores);
        row.add(out, 9, quota);
        long rise = row.rise(0);
        if (rise != Scan.NONE && now > lastNanos) {
            double used = rise * unit / ((now - lastNanos) * NANO * cores);
            row.add(out, 7, used);
            row.add(out, 8, 100 * used);
        }
        lastNanos = now;
        return true;
    }

    private long countV2(Samples out) {
        long[] stat = files.keyed(group.cpu() + "/cpu.stat", STAT_V2);
        row.count(out, 1, stat[1], MICRO);
        row.count(out, 2, stat[2], MICRO);
        row.count(out, 3, stat[3], 1);
        row.count(out, 4, stat[4], 1);
        row.count(out, 5, stat[5], MICRO);
        return stat[0];
    }

    private long countV1(Samples out) {
        long[] times = files.keyed(group.cpuacct() + "/cpuacct.stat", TIMES_V1);
        row.count(out, 1, times[0], tick);
        row.count(out, 2, times[1], tick);
        long[] throttling = files.keyed(group.cpu() + "/cpu.stat", THROTTLING_V1);
        row.count(out, 3, throttling[0], 1);
        row.count(out, 4, throttling[1], 1);
        row.countNanos(out, 5, throttling[2]);
        return files.number(group.cpuacct() + "/cpuacct.usage");
    }

    /** CPUs, NaN without a quota. */
    private double quota() throws IOException {
        if (!group.isV2()) {
            return CpuQuota.of(
                    files.number(group.cpu() + "/cpu.cfs_quota_us"), files.number(group.cpu() + "/cpu.cfs_period_us"));
        }
        String file = group.cpu() + "/cpu.max";
        return files.exists(file) ? CpuQuota.ofCpuMax(files.read(file)) : Double.NaN;
    }

    /** NaN when nothing says how many CPUs there are. */
    private double cores(double quota) {
        double cores = Double.isNaN(quota) ? Double.POSITIVE_INFINITY : quota;
        String set = group.isV2() ? "/cpuset.cpus.effective" : "/cpuset.effective_cpus";
        for (String file : List.of(group.cpuset() + set, files.sys("devices/system/cpu/online"))) {
            int count = CpuSet.count(files.text(file));
            cores = count > 0 ? Math.min(cores, count) : cores;
        }
        return Double.isInfinite(cores) ? Double.NaN : cores;
    }
}
