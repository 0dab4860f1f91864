package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the network's protocols count: /proc/net/snmp, netstat and snmp6, those that node_exporter takes by default. */
final class NetstatCollector implements Collector {
    private static final Pattern TAKEN = Pattern.compile("(.*_(InErrors|InErrs)|Ip_Forwarding"
            + "|Ip(6|Ext)_(InOctets|OutOctets)|Icmp6?_(InMsgs|OutMsgs)"
            + "|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)"
            + "|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)"
            + "|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors))");

    /** {@code Icmp6InMsgs}: the protocol ends with its 6. */
    private static final Pattern OF_VERSION_6 = Pattern.compile("([A-Za-z]+6)(\\w+)");

    private final HostFiles files;
    private final Names names;

    /** By the line of their names, which the kernel never changes while it runs. */
    private final Map<String, Table> tables = new HashMap<>();

    /** By the words of the third file, which has one a line. */
    private final Map<String, Optional<HostRow>> version6 = new HashMap<>();

    /** Null for one that is not taken. */
    private final Map<String, HostRow> rows = new HashMap<>();

    NetstatCollector(CollectorContext context) {
        files = context.files();
        names = context.names();
    }

    @Override
    public void collect(Samples out) {
        for (String file : List.of("net/netstat", "net/snmp")) {
            List<String> lines = files.lines(files.proc(file));
            // a line of names, and the same with numbers
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                add(tables.computeIfAbsent(lines.get(i), this::table), lines.get(i + 1), out);
            }
        }
        Scan in = Scan.of(files.text(files.proc("net/snmp6")));
        while (in.line()) {
            String word = in.word();
            long number = in.number();
            HostRow row = version6.computeIfAbsent(word, this::ofVersion6).orElse(null);
            if (row != null) {
                row.add(out, 0, number, 1);
            }
        }
    }

    private Optional<HostRow> ofVersion6(String word) {
        Matcher name = OF_VERSION_6.matcher(word);
        return name.matches() ? Optional.ofNullable(row(name.group(1) + "_" + name.group(2))) : Optional.empty();
    }

    /** @param rows by column, null for what is not taken */
    private record Table(String protocol, HostRow[] rows) {}

    private Table table(String head) {
        String[] names = head.split("\\s+");
        HostRow[] of = new HostRow[names.length];
        for (int i = 1; i < names.length; i++) {
            of[i] = row(names[0].replace(":", "") + "_" + names[i]);
        }
        return new Table(names[0], of);
    }

    private static void add(Table table, String numbers, Samples out) {
        Scan in = Scan.of(numbers);
        in.line();
        boolean same = in.passedWord(table.protocol());
        for (int i = 1; same && i < table.rows().length && in.more(); i++) {
            long number = in.number();
            if (table.rows()[i] != null) {
                table.rows()[i].add(out, 0, number, 1);
            }
        }
    }

    private HostRow row(String name) {
        if (!rows.containsKey(name)) {
            boolean taken = TAKEN.matches(name) && MetricFamily.isLegalName(name);
            String help = "Counter " + name.replace('_', ' ') + " of the kernel's network.";
            rows.put(name, taken ? names.row(List.of(gauge(STANDARD, "node_netstat_" + name, "", help))) : null);
        }
        return rows.get(name);
    }
}
