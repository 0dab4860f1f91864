package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.COLLIDING;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
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
    private final CgroupCpu cgroup;

    CpuCollector(CollectorContext context) {
        this.context = context;
        this.summary = new CpuSummary(context);
        this.frequency = new CpuFrequency(context);
        this.cgroup = context.environment().container() ? new CgroupCpu(context) : null;
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(List.of(SECONDS, GUEST));
        all.addAll(CpuSummary.COLUMNS);
        all.addAll(CpuFrequency.COLUMNS);
        all.addAll(CgroupCpu.COLUMNS);
        return all;
    }

    @Override
    public void collect(Samples out) throws IOException {
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
        boolean ofGroup = cgroup != null && cgroup.collect(out);
        summary.add(stat, ofGroup, out);
        frequency.collect(stat.cpus(), out);
    }

    /** Frequencies from cpufreq, where the kernel has a driver: not in virtual machines. */
    private static final class CpuFrequency {
        private static final List<Column> EACH = List.of(
                gauge(STANDARD, "node_cpu_frequency_max_hertz", "hertz", "Highest frequency of the CPU."),
                gauge(STANDARD, "node_cpu_frequency_min_hertz", "hertz", "Lowest frequency of the CPU."),
                gauge(STANDARD, "node_cpu_scaling_frequency_hertz", "hertz", "Frequency of the CPU at this moment."));
        private static final List<Column> FIRST = List.of(
                gauge(COLLIDING, "node_cpu_frequency_max_hertz", "hertz", "Highest frequency of the first CPU."),
                gauge(COLLIDING, "node_cpu_frequency_min_hertz", "hertz", "Lowest frequency of the first CPU."),
                gauge(LEGACY, "node_cpu_frequency_hertz", "hertz", "Frequency of the first CPU at this moment."));
        private static final List<String> FILES = List.of("cpuinfo_max_freq", "cpuinfo_min_freq", "scaling_cur_freq");
        private static final double KILOHERTZ = 1000;

        static final List<Column> COLUMNS = columns();

        private final HostFiles files;
        private final Rows each;
        private final HostRow first;

        CpuFrequency(CollectorContext context) {
            files = context.files();
            each = new Rows(context.names(), EACH);
            first = context.names().row(FIRST);
        }

        void collect(List<ProcStat.Cpu> cpus, Samples out) {
            if (files.exists(files.sys("devices/system/cpu/cpu0/cpufreq"))) {
                for (ProcStat.Cpu cpu : cpus) {
                    String directory = files.sys("devices/system/cpu/cpu" + cpu.number() + "/cpufreq/");
                    HostRow row = each.of("cpu", cpu.number());
                    for (int i = 0; i < FILES.size(); i++) {
                        long kilohertz = files.number(directory + FILES.get(i));
                        row.add(out, i, kilohertz, KILOHERTZ);
                        if (cpu.number().equals("0")) {
                            first.add(out, i, kilohertz, KILOHERTZ);
                        }
                    }
                }
            }
            each.endOfCycle();
        }

        private static List<Column> columns() {
            List<Column> all = new ArrayList<>(EACH);
            all.addAll(FIRST);
            return List.copyOf(all);
        }
    }
}
