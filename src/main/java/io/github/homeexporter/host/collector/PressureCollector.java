package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;

import io.github.homeexporter.host.proc.ProcStat.Pressure;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** Pressure: time lost waiting for CPU, memory and disks; of the machine, and of the container where cgroup v2 tells. */
final class PressureCollector implements Collector {
    static final List<String> RESOURCES = List.of("cpu", "memory", "io");
    private static final List<Column> MACHINE = columns("node", "");
    private static final List<Column> CONTAINER = columns("container", "");
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
    public void collect(Samples out) {
        for (int i = 0; i < RESOURCES.size(); i++) {
            add(files.pressure(files.proc("pressure/" + RESOURCES.get(i))), machine, 2 * i, out);
            if (!group.isEmpty()) {
                add(files.pressure(group + "/" + RESOURCES.get(i) + ".pressure"), container, 2 * i, out);
            }
        }
        interrupts.count(out, 0, files.pressure(files.proc("pressure/irq")).full(), MICRO);
    }

    static void add(Pressure pressure, HostRow row, int column, Samples out) {
        row.count(out, column, pressure.some(), MICRO);
        row.count(out, column + 1, pressure.full(), MICRO);
    }

    /** For each resource two, of a prefix's metrics and of whose tasks they are. */
    static List<Column> columns(String prefix, String whose) {
        return RESOURCES.stream()
                .map(resource -> """
                        STANDARD COUNTER %1$s_pressure_%2$s_waiting_seconds_total seconds Time some task%3$s waited for %2$s.
                        STANDARD COUNTER %1$s_pressure_%2$s_stalled_seconds_total seconds Time all tasks%3$s waited for %2$s.
                        """.formatted(prefix, resource, whose))
                .flatMap(table -> Column.table(table).stream())
                .toList();
    }
}
