package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final CpuFrequency frequency;
    private final CpuThrottles throttles;
    private final CgroupCpu cgroup;

    CpuCollector(CollectorContext context) {
        this.context = context;
        this.summary = new CpuSummary(context);
        this.frequency = new CpuFrequency(context);
        this.throttles = new CpuThrottles(context);
        this.cgroup = context.environment().container() ? new CgroupCpu(context) : null;
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(List.of(SECONDS, GUEST));
        all.addAll(CpuSummary.COLUMNS);
        all.addAll(CpuFrequency.columns());
        all.addAll(CpuThrottles.COLUMNS);
        all.addAll(CgroupCpu.COLUMNS);
        return all;
    }

    @Override
    public void collect(Samples out) throws IOException {
        boolean[] ofGroup = new boolean[1];
        Source.all(
                () -> ofGroup[0] = cgroup != null && cgroup.collect(out),
                () -> times(ofGroup[0], out),
                () -> frequency.collect(out),
                () -> throttles.collect(out));
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
}
