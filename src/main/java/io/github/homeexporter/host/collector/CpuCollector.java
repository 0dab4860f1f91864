package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.counter;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.proc.CpuLimit;
import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Counters;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** CPU time of each CPU by mode, frequencies, and in a container its control group's share. */
final class CpuCollector implements Collector {
    private static final Column SECONDS =
            counter(STANDARD, "node_cpu_seconds_total", "seconds", "Seconds the CPU spent in each mode.");
    private static final Column GUEST = counter(
            STANDARD,
            "node_cpu_guest_seconds_total",
            "seconds",
            "Seconds the CPU spent for guests; already part of the modes user and nice.");

    private final CollectorContext context;
    private final Map<String, HostRow> seconds = new HashMap<>();
    private final Map<String, HostRow> guests = new HashMap<>();
    private final CpuSummary summary;
    private final SysCpu sys;
    private final CgroupCpu cgroup;

    CpuCollector(CollectorContext context) {
        this.context = context;
        this.summary = new CpuSummary(context);
        this.sys = new SysCpu(context);
        this.cgroup = context.environment().container() ? new CgroupCpu(context) : null;
    }

    @Override
    public void collect(Samples out) throws IOException {
        boolean[] ofGroup = new boolean[1];
        Source.all(
                () -> ofGroup[0] = cgroup != null && cgroup.collect(out),
                () -> times(ofGroup[0], out),
                () -> sys.collect(out));
    }

    private void times(boolean ofGroup, Samples out) throws IOException {
        ProcStat stat = ProcStat.parse(context.files().read(context.files().proc("stat")));
        double second = 1 / context.ticksPerSecond();
        for (ProcStat.Cpu cpu : stat.cpus()) {
            Map<String, String> labels = Map.of("cpu", cpu.number());
            HostRow row = seconds.computeIfAbsent(
                    cpu.number(), n -> context.names().row(SECONDS, labels, "mode", ProcStat.MODES));
            for (int i = 0; i < ProcStat.MODES.size(); i++) {
                row.count(out, i, cpu.ticks()[i], second);
            }
            HostRow guest = guests.computeIfAbsent(
                    cpu.number(), n -> context.names().row(GUEST, labels, "mode", List.of("user", "nice")));
            guest.count(out, 0, cpu.ticks()[ProcStat.GUEST], second);
            guest.count(out, 1, cpu.ticks()[ProcStat.GUEST + 1], second);
        }
        summary.add(stat, ofGroup, out);
    }

    /** The CPU time of the container's control group, and how much of it there could be. */
    static final class CgroupCpu {
        static final List<Column> COLUMNS = Column.table("""
                STANDARD COUNTER container_cpu_usage_seconds_total seconds CPU time of the container.
                STANDARD COUNTER container_cpu_user_seconds_total seconds CPU time of the container in mode user.
                STANDARD COUNTER container_cpu_system_seconds_total seconds CPU time of the container in mode system.
                STANDARD COUNTER container_cpu_cfs_periods_total - Scheduling periods with a quota.
                STANDARD COUNTER container_cpu_cfs_throttled_periods_total - Periods in which the quota was used up.
                STANDARD COUNTER container_cpu_cfs_throttled_seconds_total seconds Time lost to the quota.
                STANDARD GAUGE container_cpu_limit_cores - CPUs to use: the least of quota, CPU set and CPUs online.
                STANDARD GAUGE container_cpu_utilization_ratio ratio CPU time used of what could be, since the cycle before.
                LEGACY GAUGE node_cpu_usage_percent percent CPU time used of what could be, since the cycle before.
                LEGACY GAUGE node_cpu_limit_ratio - CPUs the quota allows; absent without a quota.
                COLLIDING COUNTER node_cpu_seconds_total seconds CPU time of the container.
                """);

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
                return CpuLimit.ofQuota(
                        files.number(group.cpu() + "/cpu.cfs_quota_us"),
                        files.number(group.cpu() + "/cpu.cfs_period_us"));
            }
            String file = group.cpu() + "/cpu.max";
            return files.exists(file) ? CpuLimit.ofCpuMax(files.read(file)) : Double.NaN;
        }

        /** NaN when nothing says how many CPUs there are. */
        private double cores(double quota) {
            double cores = Double.isNaN(quota) ? Double.POSITIVE_INFINITY : quota;
            String set = group.isV2() ? "/cpuset.cpus.effective" : "/cpuset.effective_cpus";
            for (String file : List.of(group.cpuset() + set, files.sys("devices/system/cpu/online"))) {
                int count = CpuLimit.ofList(files.text(file));
                cores = count > 0 ? Math.min(cores, count) : cores;
            }
            return Double.isInfinite(cores) ? Double.NaN : cores;
        }
    }

    /** The replaced exporter's CPU metrics: sums over all CPUs, and percentages since the cycle before. */
    private static final class CpuSummary {
        /** Places in /proc/stat of the modes that have a percentage. */
        private static final int[] PERCENT_FIELDS = {0, 2, 4, 5, 6, 7, 8};

        private static final int PERCENT = 5;
        static final List<Column> COLUMNS = Column.table("""
                LEGACY GAUGE node_cpu_count - CPUs in /proc/stat.
                LEGACY COUNTER node_cpu_user_seconds_total seconds Seconds in mode user, all CPUs.
                LEGACY COUNTER node_cpu_system_seconds_total seconds Seconds in mode system, all CPUs.
                COLLIDING COUNTER node_cpu_seconds_total seconds Seconds of all CPUs in all modes, idle too.
                LEGACY GAUGE node_cpu_usage_percent percent CPU time not idle since the cycle before.
                LEGACY GAUGE node_cpu_user_percent percent CPU time in mode user since the cycle before.
                LEGACY GAUGE node_cpu_system_percent percent CPU time in mode system since the cycle before.
                LEGACY GAUGE node_cpu_iowait_percent percent CPU time in mode iowait since the cycle before.
                LEGACY GAUGE node_cpu_irq_percent percent CPU time in mode irq since the cycle before.
                LEGACY GAUGE node_cpu_softirq_percent percent CPU time in mode softirq since the cycle before.
                LEGACY GAUGE node_cpu_steal_percent percent CPU time in mode steal since the cycle before.
                LEGACY GAUGE node_cpu_guest_percent percent CPU time in mode guest since the cycle before.
                """);

        private final HostRow row;
        private final Counters total;
        private final CollectorContext context;

        CpuSummary(CollectorContext context) {
            this.context = context;
            this.row = context.names().row(COLUMNS);
            this.total = new Counters(ProcStat.FIELDS, context.anomalies());
        }

        /** @param ofGroup whether the control group gave the usage, so that the machine's would contradict it */
        void add(ProcStat stat, boolean ofGroup, Samples out) {
            row.add(out, 0, stat.cpus().size());
            if (stat.total() == null) {
                context.anomalies().increment();
                return;
            }
            long[] ticks = new long[ProcStat.FIELDS];
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = total.accept(i, stat.total()[i]);
            }
            if (ofGroup && !context.environment().lxcfs()) {
                return;
            }
            double second = 1 / context.ticksPerSecond();
            row.add(out, 1, ticks[0], second);
            row.add(out, 2, ticks[2], second);
            if (!ofGroup) {
                row.add(out, 3, sum(ticks) * second);
            }
            addPercentages(ofGroup, out);
        }

        private void addPercentages(boolean ofGroup, Samples out) {
            double elapsed = 0;
            for (int i = 0; i < ProcStat.MODES.size(); i++) {
                elapsed += rise(i);
            }
            if (Double.isNaN(elapsed) || elapsed <= 0) {
                return;
            }
            if (!ofGroup) {
                row.add(out, 4, 100 * (elapsed - rise(ProcStat.IDLE)) / elapsed);
            }
            for (int i = 0; i < PERCENT_FIELDS.length; i++) {
                row.add(out, PERCENT + i, 100 * rise(PERCENT_FIELDS[i]) / elapsed);
            }
        }

        private double rise(int field) {
            long rise = total.rise(field);
            return rise == Scan.NONE ? Double.NaN : rise;
        }

        /** The first eight: user and nice already contain the guests' time. */
        private static double sum(long[] ticks) {
            double sum = 0;
            for (int i = 0; i < ProcStat.MODES.size(); i++) {
                sum += Math.max(0, ticks[i]);
            }
            return sum;
        }
    }
}
