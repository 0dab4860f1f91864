package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.LEGACY;
import static io.github.homeexporter.host.table.Column.Form.SHARED;
import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.proc.NetDev;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Network interfaces: /proc/net/dev and /sys/class/net. */
final class NetworkCollector implements Collector {
    private static final int RATES = NetDev.COUNTERS;

    /** Bytes, packets, errors and drops, received and sent, as they stand in /proc/net/dev. */
    private static final int[] RATED = {0, 1, 2, 3, 8, 9, 10, 11};

    private static final double NANO = 1e-9;

    private static final List<String> RECEIVED =
            List.of("bytes", "packets", "errs", "drop", "fifo", "frame", "compressed", "multicast");
    private static final List<String> SENT =
            List.of("bytes", "packets", "errs", "drop", "fifo", "colls", "carrier", "compressed");

    /** What /sys/class/net calls the columns of /proc/net/dev. */
    private static final List<String> STATISTICS =
            List.of(("rx_bytes rx_packets rx_errors rx_dropped rx_fifo_errors rx_frame_errors rx_compressed multicast"
                            + " tx_bytes tx_packets tx_errors tx_dropped tx_fifo_errors collisions tx_carrier_errors"
                            + " tx_compressed")
                    .split(" "));

    private static final List<Column> COLUMNS = columnsOfOne();

    private final CollectorContext context;
    private final HostFiles files;
    private final Rows interfaces;
    private final Crowd crowd;
    private final NetworkClass netclass;
    private long lastNanos;

    NetworkCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        interfaces = new Rows(context.names(), COLUMNS);
        crowd = new Crowd(
                "interfaces", "host.network-exclude", context.options().choice()::isInterfaceWanted);
        netclass = new NetworkClass(context);
    }

    @Override
    public void collect(Samples out) throws IOException {
        Source.all(() -> count(out), () -> describe(out));
        crowd.endOfCycle();
    }

    private void count(Samples out) throws IOException {
        List<NetDev> all = devices();
        long now = context.nanos().getAsLong();
        double seconds = (now - lastNanos) * NANO;
        lastNanos = now;
        for (NetDev device : all) {
            if (!crowd.admits(device.name())) {
                continue;
            }
            HostRow row = interfaces.of("device", device.name());
            for (int i = 0; i < NetDev.COUNTERS; i++) {
                row.count(out, i, device.counters()[i], 1);
            }
            for (int i = 0; i < RATED.length; i++) {
                long rise = row.rise(RATED[i]);
                if (rise != Scan.NONE && seconds > 0) {
                    row.add(out, RATES + i, rise / seconds);
                }
            }
        }
        interfaces.endOfCycle();
    }

    /** Where there is no /proc/net/dev the same numbers stand in a file each. */
    private List<NetDev> devices() throws IOException {
        try {
            return NetDev.parse(files.read(files.proc("net/dev")));
        } catch (IOException e) {
            List<NetDev> found = new ArrayList<>();
            for (String name : files.list(files.sys("class/net"))) {
                String directory = files.sys("class/net/" + name + "/statistics/");
                long[] counters = STATISTICS.stream()
                        .mapToLong(file -> files.number(directory + file))
                        .toArray();
                if (counters[0] != Scan.NONE) {
                    found.add(new NetDev(name, counters));
                }
            }
            if (found.isEmpty()) {
                throw e;
            }
            return found;
        }
    }

    private void describe(Samples out) {
        crowd.endOfCycle();
        for (String name : files.list(files.sys("class/net"))) {
            if (crowd.admits(name)) {
                netclass.add(name, out);
            }
        }
        netclass.endOfCycle();
    }

    private static List<Column> columnsOfOne() {
        List<Column> all = new ArrayList<>();
        for (String what : RECEIVED) {
            all.add(counter(SHARED, "node_network_receive_" + what + "_total", unit(what), help("received", what)));
        }
        for (String what : SENT) {
            all.add(counter(SHARED, "node_network_transmit_" + what + "_total", unit(what), help("sent", what)));
        }
        for (String direction : List.of("receive", "transmit")) {
            for (String what : RECEIVED.subList(0, 4)) {
                String name = "node_network_" + direction + "_" + what + "_per_sec";
                all.add(gauge(LEGACY, name, unit(what), "Rate of " + what + " since the cycle before."));
            }
        }
        return List.copyOf(all);
    }

    private static String unit(String what) {
        return what.equals("bytes") ? "bytes" : "";
    }

    private static String help(String direction, String what) {
        return "Count of " + what + " " + direction + ", as /proc/net/dev has it.";
    }
}
