package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Pressure;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pressure: time lost waiting for CPU, memory and disks; of the machine, and of the container where cgroup v2 tells. */
final class PressureCollector implements Collector {
    private static final List<String> RESOURCES = List.of("cpu", "memory", "io");
    private static final List<Column> MACHINE = columns("node");
    private static final List<Column> CONTAINER = columns("container");
    /** Linux 6.1: interrupts keep every task waiting, never some of them. */
    private static final Column INTERRUPTS = Column.counter(
            STANDARD, "node_pressure_irq_stalled_seconds_total", "seconds", "Time all tasks waited for interrupts.");

    private static final double MICRO = 1e-6;

    private final HostFiles files;
    private final HostRow machine;
    private final HostRow container;
    private final HostRow interrupts;
    private final String group;

    PressureCollector(CollectorContext context) {
        files = context.files();
        machine = context.names().row(MACHINE);
        container = context.names().row(CONTAINER);
        interrupts = context.names().row(List.of(INTERRUPTS));
        Cgroup cgroup = context.cgroup();
        group = context.environment().container() && cgroup.isV2() ? cgroup.memory() : "";
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(MACHINE);
        all.addAll(CONTAINER);
        all.add(INTERRUPTS);
        return all;
    }

    @Override
    public void collect(Samples out) {
        for (int i = 0; i < RESOURCES.size(); i++) {
            add(files.proc("pressure/" + RESOURCES.get(i)), machine, i, out);
            if (!group.isEmpty()) {
                add(group + "/" + RESOURCES.get(i) + ".pressure", container, i, out);
            }
        }
        interrupts.count(out, 0, read(files.proc("pressure/irq")).full(), MICRO);
    }

    private void add(String file, HostRow row, int resource, Samples out) {
        Pressure pressure = read(file);
        row.count(out, 2 * resource, pressure.some(), MICRO);
        row.count(out, 2 * resource + 1, pressure.full(), MICRO);
    }

    /** Kernels without CONFIG_PSI, or booted with psi=0, have no such files or refuse to read them. */
    private Pressure read(String file) {
        try {
            return Pressure.parse(files.read(file));
        } catch (IOException e) {
            return new Pressure(Scan.NONE, Scan.NONE);
        }
    }

    private static List<Column> columns(String prefix) {
        List<Column> all = new ArrayList<>();
        for (String resource : RESOURCES) {
            String name = prefix + "_pressure_" + resource;
            all.add(Column.counter(
                    STANDARD,
                    name + "_waiting_seconds_total",
                    "seconds",
                    "Time some task waited for " + resource + "."));
            all.add(Column.counter(
                    STANDARD,
                    name + "_stalled_seconds_total",
                    "seconds",
                    "Time all tasks waited for " + resource + "."));
        }
        return List.copyOf(all);
    }
}
