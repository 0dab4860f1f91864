package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables with a line for each CPU: what the network's soft interrupts did, and how long tasks ran and waited. */
final class CpuTables implements Collector {
    /** Columns of hexadecimal numbers (kernel: net/core/net-procfs.c). */
    private static final int CPU_INDEX = 12;

    private static final Map<Integer, Column> SOFTNET = new LinkedHashMap<>();
    private static final Map<Integer, Column> SCHEDSTAT = new LinkedHashMap<>();

    static {
        SOFTNET.put(0, counter(STANDARD, "node_softnet_processed_total", "", "Packets processed."));
        SOFTNET.put(1, counter(STANDARD, "node_softnet_dropped_total", "", "Packets dropped for want of room."));
        SOFTNET.put(2, counter(STANDARD, "node_softnet_times_squeezed_total", "", "Rounds that ran out of time."));
        SOFTNET.put(8, counter(STANDARD, "node_softnet_cpu_collision_total", "", "Collisions when sending."));
        SOFTNET.put(9, counter(STANDARD, "node_softnet_received_rps_total", "", "Wake-ups by another CPU."));
        SOFTNET.put(
                10, counter(STANDARD, "node_softnet_flow_limit_count_total", "", "Packets over the limit of flows."));
        SOFTNET.put(11, gauge(STANDARD, "node_softnet_backlog_len", "", "Packets that wait."));
        SCHEDSTAT.put(
                6, counter(STANDARD, "node_schedstat_running_seconds_total", "seconds", "Time the CPU ran tasks."));
        SCHEDSTAT.put(
                7, counter(STANDARD, "node_schedstat_waiting_seconds_total", "seconds", "Time tasks waited for it."));
        SCHEDSTAT.put(8, counter(STANDARD, "node_schedstat_timeslices_total", "", "Times a task was given the CPU."));
    }

    private final HostFiles files;
    private final boolean softnet;
    private final Map<Integer, Column> table;
    private final Rows rows;

    private CpuTables(CollectorContext context, boolean softnet) {
        files = context.files();
        this.softnet = softnet;
        table = softnet ? SOFTNET : SCHEDSTAT;
        rows = new Rows(context.names(), columns());
    }

    static Collector softnet(CollectorContext context) {
        return new CpuTables(context, true);
    }

    static Collector schedstat(CollectorContext context) {
        return new CpuTables(context, false);
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(table.values());
    }

    @Override
    public void collect(Samples out) {
        int line = 0;
        for (String text : files.lines(files.proc(softnet ? "net/softnet_stat" : "schedstat"))) {
            String[] words = text.strip().split("\\s+");
            if (softnet) {
                int cpu = words.length > CPU_INDEX ? (int) number(words[CPU_INDEX], 16) : line++;
                add(String.valueOf(cpu), words, 0, 16, out);
            } else if (words[0].matches("cpu\\d+")) {
                add(words[0].substring(3), words, 1, 10, out);
            }
        }
        rows.endOfCycle();
    }

    private void add(String cpu, String[] words, int first, int radix, Samples out) {
        HostRow row = rows.of("cpu", cpu);
        int i = 0;
        for (Map.Entry<Integer, Column> column : table.entrySet()) {
            int place = column.getKey() + first;
            if (place < words.length) {
                long value = number(words[place], radix);
                if (column.getValue().family().type() == MetricType.GAUGE) {
                    row.add(out, i, value, 1);
                } else if (column.getValue().family().unit().equals("seconds")) {
                    row.countNanos(out, i, value);
                } else {
                    row.count(out, i, value, 1);
                }
            }
            i++;
        }
    }

    private static long number(String word, int radix) {
        try {
            return Long.parseLong(word, radix);
        } catch (NumberFormatException e) {
            return Scan.NONE;
        }
    }
}
