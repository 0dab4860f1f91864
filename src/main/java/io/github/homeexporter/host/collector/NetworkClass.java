package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.COLLIDING;
import static io.github.homeexporter.host.table.Form.SHARED;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What /sys/class/net says of an interface (kernel: ABI/testing/sysfs-class-net). */
final class NetworkClass {
    /** Plain numbers, decimal or hexadecimal, and what node_exporter calls them. */
    private static final Map<String, Column> NUMBERS = new LinkedHashMap<>();

    private static final int UP = 0;
    private static final int SPEED = 1;
    private static final List<Column> STATE = List.of(
            gauge(SHARED, "node_network_up", "", "1 when the interface is up."),
            gauge(
                    SHARED,
                    "node_network_speed_bytes",
                    "bytes",
                    "Speed of the link per second; absent when the kernel does not know."));
    private static final double BYTES_PER_MEGABIT = 125_000;

    static {
        NUMBERS.put("mtu", number("mtu_bytes", "Largest packet."));
        NUMBERS.put("addr_assign_type", number("address_assign_type", "How the address came about: 0 permanent."));
        NUMBERS.put("carrier", number("carrier", "1 when there is a link."));
        NUMBERS.put("carrier_changes", changes("carrier_changes_total", "Changes of the link."));
        NUMBERS.put("carrier_up_count", changes("carrier_up_changes_total", "How often the link came."));
        NUMBERS.put("carrier_down_count", changes("carrier_down_changes_total", "How often the link went."));
        NUMBERS.put(
                "statistics/rx_nohandler",
                changes("receive_nohandler_total", "Packets received that nobody had a use for."));
        NUMBERS.put("dev_id", number("device_id", "Tells devices of one address apart."));
        NUMBERS.put("dormant", number("dormant", "1 when the interface waits for something outside."));
        NUMBERS.put("flags", number("flags", "Flags of the interface, a mask."));
        NUMBERS.put("ifindex", number("iface_id", "The kernel's number of the interface."));
        NUMBERS.put("iflink", number("iface_link", "Number of the interface this one is on."));
        NUMBERS.put("link_mode", number("iface_link_mode", "Policy of the link's state."));
        NUMBERS.put("name_assign_type", number("name_assign_type", "How the name came about."));
        NUMBERS.put("netdev_group", number("net_dev_group", "Group of the interface."));
        NUMBERS.put("type", number("protocol_type", "Kind of the interface: 1 is Ethernet (if_arp.h)."));
        NUMBERS.put("tx_queue_len", number("transmit_queue_length", "Packets that may wait to be sent."));
    }

    private static final List<Column> INFO =
            List.of(Column.info(STANDARD, "node_network_info", "What /sys/class/net says of the interface."));
    private static final List<Column> REPLACED_INFO = List.of(Column.info(
            COLLIDING, "node_network_info", "Whether the interface is the loopback, and whether it is virtual."));

    static final List<Column> COLUMNS = columns();

    /** What changes by itself; all else is an administrator's to change. */
    private static final Set<String> LIVE = Set.of(
            "carrier",
            "carrier_changes",
            "carrier_up_count",
            "carrier_down_count",
            "statistics/rx_nohandler",
            "dormant",
            "flags");

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
        rows = new Rows(context.names(), COLUMNS.subList(0, STATE.size() + NUMBERS.size()));
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
        for (Map.Entry<String, Column> number : NUMBERS.entrySet()) {
            String file = number.getKey();
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
            if (number.getValue().family().type() == MetricType.COUNTER) {
                row.count(out, column++, value, 1);
            } else {
                row.add(out, column++, value, 1);
            }
        }
        describe(name, known, state, out);
    }

    private Settled look(String directory, long changes, long flags) {
        Map<String, Long> numbers = new HashMap<>();
        for (String file : NUMBERS.keySet()) {
            if (!LIVE.contains(file)) {
                numbers.put(file, number(files.text(directory + file)));
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
        if (text.startsWith("0x") && text.length() <= 17) {
            try {
                return Long.parseLong(text.substring(2), 16);
            } catch (NumberFormatException e) {
                return Scan.NONE;
            }
        }
        Scan in = Scan.of(text);
        in.line();
        return in.number();
    }

    private static Column number(String name, String help) {
        return gauge(STANDARD, "node_network_" + name, name.endsWith("bytes") ? "bytes" : "", help);
    }

    private static Column changes(String name, String help) {
        return counter(STANDARD, "node_network_" + name, "", help);
    }

    private static List<Column> columns() {
        List<Column> all = new ArrayList<>(STATE);
        all.addAll(NUMBERS.values());
        all.addAll(INFO);
        all.addAll(REPLACED_INFO);
        return List.copyOf(all);
    }
}
