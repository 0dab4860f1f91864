package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** Tables with a line for each CPU: what the network's soft interrupts did, and how long tasks ran and waited. */
final class CpuTables implements Collector {
    /** Columns of hexadecimal numbers (kernel: net/core/net-procfs.c). */
    private static final int CPU_INDEX = 12;

    private static final List<Figure> SOFTNET = Figure.figures("""
            0 1 STANDARD COUNTER node_softnet_processed_total - Packets processed.
            1 1 STANDARD COUNTER node_softnet_dropped_total - Packets dropped for want of room.
            2 1 STANDARD COUNTER node_softnet_times_squeezed_total - Rounds that ran out of time.
            8 1 STANDARD COUNTER node_softnet_cpu_collision_total - Collisions when sending.
            9 1 STANDARD COUNTER node_softnet_received_rps_total - Wake-ups by another CPU.
            10 1 STANDARD COUNTER node_softnet_flow_limit_count_total - Packets over the limit of flows.
            11 1 STANDARD GAUGE node_softnet_backlog_len - Packets that wait.
            """);
    private static final List<Figure> SCHEDSTAT = Figure.figures("""
            6 1e-9 STANDARD COUNTER node_schedstat_running_seconds_total seconds Time the CPU ran tasks.
            7 1e-9 STANDARD COUNTER node_schedstat_waiting_seconds_total seconds Time tasks waited for it.
            8 1 STANDARD COUNTER node_schedstat_timeslices_total - Times a task was given the CPU.
            """);

    private final HostFiles files;
    private final boolean softnet;
    private final List<Figure> table;
    private final Rows rows;

    private CpuTables(CollectorContext context, boolean softnet) {
        files = context.files();
        this.softnet = softnet;
        table = softnet ? SOFTNET : SCHEDSTAT;
        rows = new Rows(context.names(), Figure.columns(table));
    }

    static Collector softnet(CollectorContext context) {
        return new CpuTables(context, true);
    }

    static Collector schedstat(CollectorContext context) {
        return new CpuTables(context, false);
    }

    @Override
    public void collect(Samples out) {
        int line = 0;
        for (String text : files.lines(files.proc(softnet ? "net/softnet_stat" : "schedstat"))) {
            String[] words = text.strip().split("\\s+");
            if (softnet) {
                int cpu = words.length > CPU_INDEX ? (int) Scan.number(words[CPU_INDEX], 16) : line++;
                add(String.valueOf(cpu), words, 0, 16, out);
            } else if (words[0].matches("cpu\\d+")) {
                add(words[0].substring(3), words, 1, 10, out);
            }
        }
        rows.endOfCycle();
    }

    private void add(String cpu, String[] words, int first, int radix, Samples out) {
        HostRow row = rows.of("cpu", cpu);
        for (int i = 0; i < table.size(); i++) {
            int place = Integer.parseInt(table.get(i).place()) + first;
            if (place < words.length) {
                long value = Scan.number(words[place], radix);
                if (table.get(i).scale() == 1) {
                    row.put(out, i, value, 1);
                } else {
                    row.countNanos(out, i, value);
                }
            }
        }
    }
}
