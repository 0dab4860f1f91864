package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.SHARED;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.NetDev;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Network interfaces: /proc/net/dev and /sys/class/net. */
final class NetworkCollector implements Collector {
    private static final int UP = NetDev.COUNTERS;
    private static final int SPEED = UP + 1;
    private static final int MTU = UP + 2;
    private static final int RATES = UP + 3;

    /** Bytes, packets, errors and drops, received and sent, as they stand in /proc/net/dev. */
    private static final int[] RATED = {0, 1, 2, 3, 8, 9, 10, 11};

    private static final double BYTES_PER_MEGABIT = 125_000;
    private static final double NANO = 1e-9;

    private static final List<Column> COLUMNS = columnsOfOne();

    private final CollectorContext context;
    private final HostFiles files;
    private final Rows interfaces;
    private final NetworkInfo info;
    private long lastNanos;

    NetworkCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        interfaces = new Rows(context.names(), COLUMNS);
        info = new NetworkInfo(context);
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(COLUMNS);
        all.addAll(NetworkInfo.COLUMNS);
        return all;
    }

    @Override
    public void collect(Samples out) throws IOException {
        List<NetDev> all = NetDev.parse(files.read(files.proc("net/dev")));
        long now = context.nanos().getAsLong();
        double seconds = (now - lastNanos) * NANO;
        lastNanos = now;
        for (NetDev device : all) {
            if (!context.options().isInterfaceWanted(device.name())) {
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
            addState(device.name(), row, out);
        }
        interfaces.endOfCycle();
        info.endOfCycle();
    }

    private void addState(String name, HostRow row, Samples out) {
        String directory = files.sys("class/net/" + name + "/");
        String state = files.text(directory + "operstate");
        if (!state.isEmpty()) {
            // lo, tun and wg never leave "unknown"; the kernel tells by their carrier whether they are up
            boolean up = state.equals("up") || state.equals("unknown") && files.number(directory + "carrier") == 1;
            row.add(out, UP, up ? 1 : 0);
        }
        long megabits = files.number(directory + "speed");
        if (megabits > 0) {
            row.add(out, SPEED, megabits, BYTES_PER_MEGABIT);
        }
        row.add(out, MTU, files.number(directory + "mtu"), 1);
        info.add(name, directory, state, out);
    }

    private static List<Column> columnsOfOne() {
        List<Column> all = new ArrayList<>();
        List<String> received = List.of("bytes", "packets", "errs", "drop", "fifo", "frame", "compressed", "multicast");
        List<String> sent = List.of("bytes", "packets", "errs", "drop", "fifo", "colls", "carrier", "compressed");
        for (String what : received) {
            all.add(counter(SHARED, "node_network_receive_" + what + "_total", unit(what), help("received", what)));
        }
        for (String what : sent) {
            all.add(counter(SHARED, "node_network_transmit_" + what + "_total", unit(what), help("sent", what)));
        }
        all.add(gauge(SHARED, "node_network_up", "", "1 when the interface is up."));
        all.add(gauge(
                SHARED,
                "node_network_speed_bytes",
                "bytes",
                "Speed of the link per second; absent when the kernel does not know."));
        all.add(gauge(STANDARD, "node_network_mtu_bytes", "bytes", "Largest packet."));
        for (String direction : List.of("receive", "transmit")) {
            for (String what : received.subList(0, 4)) {
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
