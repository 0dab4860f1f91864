package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Form.COLLIDING;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an interface is, as labels. */
final class NetworkInfo {
    static final List<Column> COLUMNS = List.of(
            Column.info(STANDARD, "node_network_info", "What /sys/class/net says of the interface."),
            Column.info(
                    COLLIDING,
                    "node_network_info",
                    "Whether the interface is the loopback, and whether it is virtual."));

    private final HostFiles files;
    private final Rows standard;
    private final Rows legacy;

    NetworkInfo(CollectorContext context) {
        files = context.files();
        standard = new Rows(context.names(), COLUMNS.subList(0, 1));
        legacy = new Rows(context.names(), COLUMNS.subList(1, 2));
    }

    /** @param directory of the interface under /sys/class/net, with a slash at the end */
    void add(String name, String directory, String state, Samples out) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("device", name);
        for (String file : List.of("address", "broadcast", "duplex", "ifalias")) {
            labels.put(file, files.text(directory + file));
        }
        labels.put("operstate", state);
        // the state is part of the labels, so the key has to be all of them
        standard.of(labels.toString(), () -> labels).add(out, 0, 1);
        legacy.of(
                        name,
                        () -> Map.of(
                                "device", name,
                                "is_loopback", String.valueOf(name.equals("lo")),
                                "is_virtual", String.valueOf(isVirtual(name))))
                .add(out, 0, 1);
    }

    void endOfCycle() {
        standard.endOfCycle();
        legacy.endOfCycle();
    }

    private boolean isVirtual(String name) {
        return files.real(files.sys("class/net/" + name)).contains("/devices/virtual/");
    }
}
