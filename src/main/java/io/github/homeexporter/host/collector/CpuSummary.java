package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Counters;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** The replaced exporter's CPU metrics: sums over all CPUs, and percentages since the cycle before. */
final class CpuSummary {
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
