package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.COLLIDING;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.List;

/** Frequencies from cpufreq, where the kernel has a driver: not in virtual machines. */
final class CpuFrequency {
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
