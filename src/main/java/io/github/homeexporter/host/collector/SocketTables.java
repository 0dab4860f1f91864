package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small tables of the network: sockets in use, queues of UDP, entries of ARP, what connection tracking counts. */
final class SocketTables implements Collector {
    private static final Column QUEUES =
            gauge(STANDARD, "node_udp_queues", "", "Bytes that wait in the queues of UDP sockets.");
    private static final Column ARP = gauge(STANDARD, "node_arp_entries", "", "Entries of the ARP table.");
    private static final List<String> TRACKED =
            List.of("found", "invalid", "ignore", "insert", "insert_failed", "drop", "early_drop", "search_restart");
    private static final List<Column> CONNTRACK = Stream.concat(
                    Stream.of(
                            gauge(STANDARD, "node_nf_conntrack_entries", "", "Connections that are tracked."),
                            gauge(STANDARD, "node_nf_conntrack_entries_limit", "", "Connections that may be tracked.")),
                    TRACKED.stream()
                            .map(name -> gauge(
                                    STANDARD,
                                    "node_nf_conntrack_stat_" + name,
                                    "",
                                    "Counter " + name + " of connection tracking, all CPUs.")))
            .toList();

    private final HostFiles files;
    /** The kernel counts the memory of sockets in pages. */
    private final long page;

    private final Names names;
    private final Work work;
    private final Rows rows;
    private final Map<String, HostRow> byName = new HashMap<>();

    /** One of the tables. */
    private interface Work {
        void collect(SocketTables tables, Samples out);
    }

    private SocketTables(CollectorContext context, List<Column> columns, Work work) {
        files = context.files();
        page = EvidenceFiles.pageSize(files);
        names = context.names();
        this.work = work;
        rows = new Rows(names, columns);
    }

    static Collector sockstat(CollectorContext context) {
        return new SocketTables(context, List.of(), SocketTables::sockstat);
    }

    static Collector udpQueues(CollectorContext context) {
        return new SocketTables(context, List.of(QUEUES), SocketTables::udpQueues);
    }

    static Collector arp(CollectorContext context) {
        return new SocketTables(context, List.of(ARP), SocketTables::arp);
    }

    static Collector conntrack(CollectorContext context) {
        return new SocketTables(context, CONNTRACK, SocketTables::conntrack);
    }

    @Override
    public void collect(Samples out) {
        work.collect(this, out);
        rows.endOfCycle();
    }

    /** Lines {@code TCP: inuse 5 orphan 0 tw 2 alloc 8 mem 3}. */
    private void sockstat(Samples out) {
        for (String file : List.of("net/sockstat", "net/sockstat6")) {
            for (String line : files.lines(files.proc(file))) {
                String[] words = line.split(":?\\s+");
                for (int i = 1; i + 1 < words.length; i += 2) {
                    long value = Scan.number(words[i + 1], 10);
                    add("node_sockstat_" + words[0] + "_" + words[i], "", value, out);
                    if (words[i].equals("mem") && value != Scan.NONE) {
                        add("node_sockstat_" + words[0] + "_mem_bytes", "bytes", value * page, out);
                    }
                }
            }
        }
    }

    private void add(String metric, String unit, long value, Samples out) {
        if (MetricFamily.isLegalName(metric)) {
            byName.computeIfAbsent(
                            metric,
                            m -> names.row(List.of(gauge(STANDARD, m, unit, "What the kernel says of its sockets."))))
                    .add(out, 0, value, 1);
        }
    }

    /** The fifth word is {@code tx_queue:rx_queue}, hexadecimal. */
    private void udpQueues(Samples out) {
        for (String version : List.of("v4", "v6")) {
            List<String> lines = files.lines(files.proc(version.equals("v4") ? "net/udp" : "net/udp6"));
            long[] sums = new long[2];
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                String[] words = line.strip().split("\\s+");
                String[] queues = words.length > 4 ? words[4].split(":") : new String[0];
                for (int i = 0; i < queues.length && i < 2; i++) {
                    sums[i] += Math.max(0, Scan.number(queues[i], 16));
                }
            }
            for (int i = 0; i < 2 && !lines.isEmpty(); i++) {
                String queue = i == 0 ? "tx" : "rx";
                rows.of(version + queue, () -> Map.of("ip", version, "queue", queue))
                        .add(out, 0, sums[i], 1);
            }
        }
    }

    /** The last word is the interface. */
    private void arp(Samples out) {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> lines = files.lines(files.proc("net/arp"));
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 6) {
                counts.merge(words[5], 1, Integer::sum);
            }
        }
        counts.forEach((device, count) -> rows.of("device", device).add(out, 0, count));
    }

    private void conntrack(Samples out) {
        HostRow row = rows.of("", Map::of);
        row.add(out, 0, files.number(files.proc("sys/net/netfilter/nf_conntrack_count")), 1);
        row.add(out, 1, files.number(files.proc("sys/net/netfilter/nf_conntrack_max")), 1);
        List<String> lines = files.lines(files.proc("net/stat/nf_conntrack"));
        if (lines.size() < 2) {
            return;
        }
        List<String> head = List.of(lines.get(0).strip().split("\\s+"));
        for (int i = 0; i < TRACKED.size(); i++) {
            int place = head.indexOf(TRACKED.get(i));
            long sum = 0;
            for (String line : lines.subList(1, lines.size())) {
                String[] words = line.strip().split("\\s+");
                sum += place >= 0 && place < words.length ? Math.max(0, Scan.number(words[place], 16)) : 0;
            }
            if (place >= 0) {
                row.add(out, 2 + i, sum, 1);
            }
        }
    }
}
