package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.COLLIDING;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Frequencies from cpufreq, where the kernel has a driver: not in virtual machines. */
final class CpuFrequency {
    private static final List<Column> EACH = List.of(
            gauge(STANDARD, "node_cpu_frequency_max_hertz", "hertz", "Highest frequency of the CPU."),
            gauge(STANDARD, "node_cpu_frequency_min_hertz", "hertz", "Lowest frequency of the CPU."),
            gauge(STANDARD, "node_cpu_scaling_frequency_hertz", "hertz", "Frequency of the CPU at this moment."),
            gauge(STANDARD, "node_cpu_frequency_hertz", "hertz", "Frequency the hardware has at this moment."),
            gauge(STANDARD, "node_cpu_scaling_frequency_max_hertz", "hertz", "Highest frequency the governor may set."),
            gauge(STANDARD, "node_cpu_scaling_frequency_min_hertz", "hertz", "Lowest frequency the governor may set."));
    private static final Column GOVERNOR =
            gauge(STANDARD, "node_cpu_scaling_governor", "", "1 for the governor that is in force.");
    private static final List<Column> FIRST = List.of(
            gauge(COLLIDING, "node_cpu_frequency_max_hertz", "hertz", "Highest frequency of the first CPU."),
            gauge(COLLIDING, "node_cpu_frequency_min_hertz", "hertz", "Lowest frequency of the first CPU."),
            gauge(COLLIDING, "node_cpu_frequency_hertz", "hertz", "Frequency of the first CPU at this moment."));

    /** In the order of the columns; cpuinfo_cur_freq is readable for root only. */
    private static final List<String> FILES = List.of(
            "cpuinfo_max_freq",
            "cpuinfo_min_freq",
            "scaling_cur_freq",
            "cpuinfo_cur_freq",
            "scaling_max_freq",
            "scaling_min_freq");

    private static final double KILOHERTZ = 1000;

    private final HostFiles files;
    private final Rows each;
    private final Rows governors;
    private final HostRow first;

    CpuFrequency(CollectorContext context) {
        files = context.files();
        each = new Rows(context.names(), EACH);
        governors = new Rows(context.names(), List.of(GOVERNOR));
        first = context.names().row(FIRST);
    }

    static List<Column> columns() {
        List<Column> all = new ArrayList<>(EACH);
        all.add(GOVERNOR);
        all.addAll(FIRST);
        return all;
    }

    void collect(Samples out) {
        String base = files.sys("devices/system/cpu/");
        for (String name : files.list(base)) {
            String number = name.startsWith("cpu") ? name.substring(3) : "";
            if (number.matches("\\d+") && files.isDirectory(base + name + "/cpufreq")) {
                collect(number, base + name + "/cpufreq/", out);
            }
        }
        each.endOfCycle();
        governors.endOfCycle();
    }

    private void collect(String cpu, String directory, Samples out) {
        HostRow row = each.of("cpu", cpu);
        for (int i = 0; i < FILES.size(); i++) {
            long kilohertz = files.number(directory + FILES.get(i));
            if (kilohertz != Scan.NONE) {
                row.add(out, i, kilohertz, KILOHERTZ);
                if (cpu.equals("0") && i < FIRST.size()) {
                    first.add(out, i, kilohertz, KILOHERTZ);
                }
            }
        }
        String now = files.text(directory + "scaling_governor");
        for (String governor :
                files.text(directory + "scaling_available_governors").split("\\s+")) {
            if (!governor.isEmpty()) {
                governors
                        .of(cpu + " " + governor, () -> Map.of("cpu", cpu, "governor", governor))
                        .add(out, 0, governor.equals(now) ? 1 : 0);
            }
        }
    }
}
