package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.COLLIDING;
import static io.github.homeexporter.host.table.Column.Form.STANDARD;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What /sys/class/net says of an interface (kernel: ABI/testing/sysfs-class-net). */
final class NetworkClass {
    /** Plain numbers, decimal or hexadecimal, and what node_exporter calls them. */
    private static final List<Figure> NUMBERS = Figure.figures("""
            mtu 1 STANDARD GAUGE node_network_mtu_bytes bytes Largest packet.
            addr_assign_type 1 STANDARD GAUGE node_network_address_assign_type - How the address came about: 0 permanent.
            carrier 1 STANDARD GAUGE node_network_carrier - 1 when there is a link.
            carrier_changes 1 STANDARD COUNTER node_network_carrier_changes_total - Changes of the link.
            carrier_up_count 1 STANDARD COUNTER node_network_carrier_up_changes_total - How often the link came.
            carrier_down_count 1 STANDARD COUNTER node_network_carrier_down_changes_total - How often the link went.
            statistics/rx_nohandler 1 STANDARD COUNTER node_network_receive_nohandler_total - Packets received that nobody had a use for.
            dev_id 1 STANDARD GAUGE node_network_device_id - Tells devices of one address apart.
            dormant 1 STANDARD GAUGE node_network_dormant - 1 when the interface waits for something outside.
            flags 1 STANDARD GAUGE node_network_flags - Flags of the interface, a mask.
            ifindex 1 STANDARD GAUGE node_network_iface_id - The kernel's number of the interface.
            iflink 1 STANDARD GAUGE node_network_iface_link - Number of the interface this one is on.
            link_mode 1 STANDARD GAUGE node_network_iface_link_mode - Policy of the link's state.
            name_assign_type 1 STANDARD GAUGE node_network_name_assign_type - How the name came about.
            netdev_group 1 STANDARD GAUGE node_network_net_dev_group - Group of the interface.
            type 1 STANDARD GAUGE node_network_protocol_type - Kind of the interface: 1 is Ethernet (if_arp.h).
            tx_queue_len 1 STANDARD GAUGE node_network_transmit_queue_length - Packets that may wait to be sent.
            """);

    private static final int UP = 0;
    private static final int SPEED = 1;
    private static final List<Column> STATE = Column.table("""
            SHARED GAUGE node_network_up - 1 when the interface is up.
            SHARED GAUGE node_network_speed_bytes bytes Speed of the link per second; absent when the kernel does not know.
            """);
    private static final double BYTES_PER_MEGABIT = 125_000;

    private static final List<Column> INFO =
            List.of(Column.info(STANDARD, "node_network_info", "What /sys/class/net says of the interface."));
    private static final List<Column> REPLACED_INFO = List.of(Column.info(
            COLLIDING, "node_network_info", "Whether the interface is the loopback, and whether it is virtual."));

    /** What changes by itself; all else is an administrator's to change. */
    private static final Set<String> LIVE =
            Set.of("carrier carrier_changes carrier_up_count carrier_down_count statistics/rx_nohandler dormant flags"
                    .split(" "));

    private static final List<String> TEXTS = List.of("address", "broadcast", "duplex", "ifalias");
    /** Readings until the rest is looked at again; at once when the link or the flags have changed. */
    private static final int SELDOM = 8;

    private final HostFiles files;
    private final Map<String, Settled> settled = new HashMap<>();
    private final Rows rows;
    private final Rows infos;
    private final Rows replacedInfos;
    private int reading;

    NetworkClass(CollectorContext context) {
        files = context.files();
        rows = new Rows(context.names(), Column.both(STATE, Figure.columns(NUMBERS)));
        infos = new Rows(context.names(), INFO);
        replacedInfos = new Rows(context.names(), REPLACED_INFO);
    }

    /** Numbers and texts that stay, as they were at a link's count of changes and an interface's flags. */
    private record Settled(
            long changes, long flags, int reading, Map<String, Long> numbers, Map<String, String> texts) {}

    void add(String name, Samples out) {
        String directory = files.sys("class/net/" + name + "/");
        long carrier = number(files.text(directory + "carrier"));
        long changes = number(files.text(directory + "carrier_changes"));
        long flags = number(files.text(directory + "flags"));
        Settled known = settled.get(name);
        if (known == null
                || known.changes() != changes
                || known.flags() != flags
                || reading - known.reading() >= SELDOM) {
            known = look(directory, changes, flags);
            settled.put(name, known);
        }
        HostRow row = rows.of("device", name);
        String state = files.text(directory + "operstate");
        if (!state.isEmpty()) {
            // lo, tun and wg never leave "unknown"; the kernel tells by their carrier whether they are up
            boolean up = state.equals("up") || state.equals("unknown") && carrier == 1;
            row.add(out, UP, up ? 1 : 0);
        }
        long megabits = files.number(directory + "speed");
        if (megabits > 0) {
            row.add(out, SPEED, megabits, BYTES_PER_MEGABIT);
        }
        int column = STATE.size();
        for (Figure number : NUMBERS) {
            String file = number.place();
            long value =
                    switch (file) {
                        case "carrier" -> carrier;
                        case "carrier_changes" -> changes;
                        case "flags" -> flags;
                        default ->
                            LIVE.contains(file)
                                    ? number(files.text(directory + file))
                                    : known.numbers().get(file);
                    };
            row.put(out, column++, value, 1);
        }
        describe(name, known, state, out);
    }

    private Settled look(String directory, long changes, long flags) {
        Map<String, Long> numbers = new HashMap<>();
        for (Figure number : NUMBERS) {
            if (!LIVE.contains(number.place())) {
                numbers.put(number.place(), number(files.text(directory + number.place())));
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach(file -> texts.put(file, files.text(directory + file)));
        return new Settled(changes, flags, reading, numbers, texts);
    }

    void endOfCycle() {
        int now = reading++;
        settled.values().removeIf(known -> now - known.reading() > SELDOM);
        rows.endOfCycle();
        infos.endOfCycle();
        replacedInfos.endOfCycle();
    }

    private void describe(String name, Settled known, String state, Samples out) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("device", name);
        labels.putAll(known.texts());
        labels.put("operstate", state);
        labels.put("adminstate", adminState(known.flags()));
        // the state is part of the labels, so the key has to be all of them
        infos.of(labels.toString(), () -> labels).add(out, 0, 1);
        replacedInfos
                .of(
                        name,
                        () -> Map.of(
                                "device", name,
                                "is_loopback", String.valueOf(name.equals("lo")),
                                "is_virtual", String.valueOf(isVirtual(name))))
                .add(out, 0, 1);
    }

    /** By IFF_UP of the flags. */
    private static String adminState(long flags) {
        return flags == Scan.NONE ? "" : (flags & 1) == 1 ? "up" : "down";
    }

    private boolean isVirtual(String name) {
        return files.real(files.sys("class/net/" + name)).contains("/devices/virtual/");
    }

    private static long number(String text) {
        return text.startsWith("0x") && text.length() <= 17 ? Scan.number(text.substring(2), 16) : Scan.number(text);
    }
}
