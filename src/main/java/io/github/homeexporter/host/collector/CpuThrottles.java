package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often Intel's CPUs slowed down for heat: the hardware threads of a core, and the cores of a package, say the same. */
final class CpuThrottles {
    static final List<Column> COLUMNS = List.of(
            counter(STANDARD, "node_cpu_core_throttles_total", "", "Times the core slowed down for heat."),
            counter(STANDARD, "node_cpu_package_throttles_total", "", "Times the package slowed down for heat."));

    private final HostFiles files;
    private final Rows cores;
    private final Rows packages;

    CpuThrottles(CollectorContext context) {
        files = context.files();
        cores = new Rows(context.names(), COLUMNS.subList(0, 1));
        packages = new Rows(context.names(), COLUMNS.subList(1, 2));
    }

    void collect(Samples out) {
        String base = files.sys("devices/system/cpu/");
        Set<String> seen = new HashSet<>();
        for (String name : files.list(base)) {
            String cpu = base + name + "/";
            if (name.matches("cpu\\d+") && files.isDirectory(cpu + "thermal_throttle")) {
                long number = files.number(cpu + "topology/physical_package_id");
                long core = files.number(cpu + "topology/core_id");
                if (number != Scan.NONE && core != Scan.NONE) {
                    add(cpu + "thermal_throttle/", String.valueOf(number), String.valueOf(core), seen, out);
                }
            }
        }
        cores.endOfCycle();
        packages.endOfCycle();
    }

    private void add(String directory, String number, String core, Set<String> seen, Samples out) {
        if (seen.add(number + " " + core)) {
            cores.of(number + " " + core, () -> Map.of("package", number, "core", core))
                    .count(out, 0, files.number(directory + "core_throttle_count"), 1);
        }
        if (seen.add(number)) {
            packages.of("package", number).count(out, 0, files.number(directory + "package_throttle_count"), 1);
        }
    }
}
