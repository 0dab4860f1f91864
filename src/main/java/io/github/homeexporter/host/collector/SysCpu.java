package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What /sys/devices/system/cpu says: frequencies from cpufreq, where the kernel has a driver (not in virtual machines), and
 * how often Intel's CPUs slowed down for heat.
 */
final class SysCpu {
    private static final List<Column> EACH = Column.table("""
            STANDARD GAUGE node_cpu_frequency_max_hertz hertz Highest frequency of the CPU.
            STANDARD GAUGE node_cpu_frequency_min_hertz hertz Lowest frequency of the CPU.
            STANDARD GAUGE node_cpu_scaling_frequency_hertz hertz Frequency of the CPU at this moment.
            STANDARD GAUGE node_cpu_frequency_hertz hertz Frequency the hardware has at this moment.
            STANDARD GAUGE node_cpu_scaling_frequency_max_hertz hertz Highest frequency the governor may set.
            STANDARD GAUGE node_cpu_scaling_frequency_min_hertz hertz Lowest frequency the governor may set.
            """);
    /** In the order of the columns; cpuinfo_cur_freq is readable for root only. */
    private static final String[] FILES =
            "cpuinfo_max_freq cpuinfo_min_freq scaling_cur_freq cpuinfo_cur_freq scaling_max_freq scaling_min_freq"
                    .split(" ");

    private static final List<Column> FIRST = Column.table("""
            COLLIDING GAUGE node_cpu_frequency_max_hertz hertz Highest frequency of the first CPU.
            COLLIDING GAUGE node_cpu_frequency_min_hertz hertz Lowest frequency of the first CPU.
            COLLIDING GAUGE node_cpu_frequency_hertz hertz Frequency of the first CPU at this moment.
            """);
    private static final List<Column> GOVERNOR =
            Column.table("STANDARD GAUGE node_cpu_scaling_governor - 1 for the governor that is in force.");
    private static final List<Column> CORE_THROTTLES =
            Column.table("STANDARD COUNTER node_cpu_core_throttles_total - Times the core slowed down for heat.");
    private static final List<Column> PACKAGE_THROTTLES =
            Column.table("STANDARD COUNTER node_cpu_package_throttles_total - Times the package slowed down for heat.");
    private static final double KILOHERTZ = 1000;

    private final HostFiles files;
    private final Rows each;
    private final Rows governors;
    private final HostRow first;
    private final Rows cores;
    private final Rows packages;

    SysCpu(CollectorContext context) {
        files = context.files();
        each = new Rows(context.names(), EACH);
        governors = new Rows(context.names(), GOVERNOR);
        first = context.names().row(FIRST);
        cores = new Rows(context.names(), CORE_THROTTLES);
        packages = new Rows(context.names(), PACKAGE_THROTTLES);
    }

    void collect(Samples out) {
        String base = files.sys("devices/system/cpu/");
        Set<String> seen = new HashSet<>();
        for (String name : files.list(base)) {
            if (name.matches("cpu\\d+")) {
                String directory = base + name + "/";
                if (files.isDirectory(directory + "cpufreq")) {
                    frequencies(name.substring(3), directory + "cpufreq/", out);
                }
                if (files.isDirectory(directory + "thermal_throttle")) {
                    throttles(directory, seen, out);
                }
            }
        }
        List.of(each, governors, cores, packages).forEach(Rows::endOfCycle);
    }

    private void frequencies(String cpu, String directory, Samples out) {
        HostRow row = each.of("cpu", cpu);
        for (int i = 0; i < FILES.length; i++) {
            long kilohertz = files.number(directory + FILES[i]);
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

    /** The hardware threads of a core, and the cores of a package, say the same. */
    private void throttles(String directory, Set<String> seen, Samples out) {
        long number = files.number(directory + "topology/physical_package_id");
        long core = files.number(directory + "topology/core_id");
        if (number == Scan.NONE || core == Scan.NONE) {
            return;
        }
        if (seen.add(number + " " + core)) {
            cores.of(number + " " + core, () -> Map.of("package", String.valueOf(number), "core", String.valueOf(core)))
                    .count(out, 0, files.number(directory + "thermal_throttle/core_throttle_count"), 1);
        }
        if (seen.add(String.valueOf(number))) {
            packages.of("package", String.valueOf(number))
                    .count(out, 0, files.number(directory + "thermal_throttle/package_throttle_count"), 1);
        }
    }
}
