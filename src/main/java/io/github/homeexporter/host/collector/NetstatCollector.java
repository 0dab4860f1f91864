package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Null for one that is not taken. */
    private final Map<String, HostRow> rows = new HashMap<>();

    NetstatCollector(CollectorContext context) {
        files = context.files();
        names = context.names();
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    @Override
    public void collect(Samples out) {
        for (String file : List.of("net/netstat", "net/snmp")) {
            List<String> lines = files.lines(files.proc(file));
            // a line of names, and the same with numbers
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                String[] head = lines.get(i).split("\\s+");
                String[] values = lines.get(i + 1).split("\\s+");
                for (int j = 1; j < Math.min(head.length, values.length) && head[0].equals(values[0]); j++) {
                    add(head[0].replace(":", "") + "_" + head[j], values[j], out);
                }
            }
        }
        for (String line : files.lines(files.proc("net/snmp6"))) {
            String[] words = line.split("\\s+");
            Matcher name = OF_VERSION_6.matcher(words[0]);
            if (words.length > 1 && name.matches()) {
                add(name.group(1) + "_" + name.group(2), words[1], out);
            }
        }
    }

    private void add(String name, String value, Samples out) {
        if (!rows.containsKey(name)) {
            boolean taken = TAKEN.matches(name) && MetricFamily.isLegalName(name);
            String help = "Counter " + name.replace('_', ' ') + " of the kernel's network.";
            rows.put(name, taken ? names.row(List.of(gauge(STANDARD, "node_netstat_" + name, "", help))) : null);
        }
        HostRow row = rows.get(name);
        if (row != null) {
            Scan in = Scan.of(value);
            in.line();
            row.add(out, 0, in.number(), 1);
        }
    }
}
