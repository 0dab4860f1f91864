package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.LEGACY;
import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.collector.ZpoolCollector.ZpoolStates;
import io.github.homeexporter.host.proc.Kstat;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ZFS as the kernel counts it, under /proc/spl/kstat/zfs: no command, no root, and in containers too. */
final class ZfsCollector implements Collector {
    private static final List<String> DATASET =
            List.of("nread", "nwritten", "reads", "writes", "nunlinks", "nunlinked");
    private static final List<Column> DATASET_COLUMNS = DATASET.stream()
            .map(name -> gauge(
                    STANDARD,
                    "node_zfs_zpool_dataset_" + name,
                    "",
                    "Counter " + name + " of the dataset since import."))
            .toList();
    private static final List<Column> RATES = List.of(
            rate("read_bytes", "bytes", "Bytes read"),
            rate("write_bytes", "bytes", "Bytes written"),
            rate("read_ops", "", "Reads"),
            rate("write_ops", "", "Writes"));

    private static final double NANO = 1e-9;

    private final CollectorContext context;
    private final HostFiles files;
    private final Rows datasets;
    private final Rows rates;
    private final ZpoolStates states;
    private final Map<String, HostRow> fields = new HashMap<>();
    private long lastNanos;

    ZfsCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        datasets = new Rows(context.names(), DATASET_COLUMNS);
        rates = new Rows(context.names(), RATES);
        states = new ZpoolStates(context.names());
    }

    @Override
    public void collect(Samples out) throws IOException {
        long now = context.nanos().getAsLong();
        double seconds = (now - lastNanos) * NANO;
        lastNanos = now;
        String base = files.proc("spl/kstat/zfs");
        for (String name : files.list(base)) {
            String path = base + "/" + name;
            if (name.equals("arcstats")) {
                Kstat.parseNamed(files.read(path)).numbers().forEach((field, value) -> fieldRow(
                                "node_zfs_arc_" + field, "", field)
                        .add(out, 0, value, 1));
            } else if (files.isDirectory(path)) {
                addPool(name, path, seconds, out);
            }
        }
        datasets.endOfCycle();
        rates.endOfCycle();
        states.endOfCycle();
    }

    private void addPool(String pool, String path, double seconds, Samples out) {
        String health = files.text(path + "/state");
        if (!health.isEmpty()) {
            states.add(pool, health, out);
        }
        long[] rises = new long[RATES.size()];
        Arrays.fill(rises, Scan.NONE);
        for (String file : files.list(path)) {
            addFile(pool, path, file, rises, out);
        }
        // the label makes a new series with each change of health, as in the replaced exporter
        HostRow row = rates.of(pool + "\n" + health, () -> Map.of("pool", pool, "health", health));
        for (int i = 0; i < rises.length; i++) {
            if (rises[i] != Scan.NONE && seconds > 0) {
                row.add(out, i, rises[i] / seconds);
            }
        }
    }

    private void addFile(String pool, String path, String file, long[] rises, Samples out) {
        try {
            if (file.startsWith("objset-")) {
                addDataset(pool, file, Kstat.parseNamed(files.read(path + "/" + file)), rises, out);
            } else if (file.equals("io")) {
                Kstat.parseIo(files.read(path + "/io")).numbers().forEach((field, value) -> fieldRow(
                                "node_zfs_zpool_" + field, pool, field)
                        .add(out, 0, value, 1));
            }
        } catch (IOException e) {
            return; // a dataset that was destroyed since the directory was listed
        }
    }

    private void addDataset(String pool, String file, Kstat kstat, long[] rises, Samples out) {
        HostRow row = datasets.of(
                pool + "\n" + file + "\n" + kstat.dataset(), () -> Map.of("zpool", pool, "dataset", kstat.dataset()));
        for (int i = 0; i < DATASET.size(); i++) {
            row.count(out, i, kstat.get(DATASET.get(i)), 1);
            if (i < rises.length && row.rise(i) != Scan.NONE) {
                rises[i] = Math.max(0, rises[i]) + row.rise(i);
            }
        }
    }

    /** Fields differ from version to version; each has the kernel's name. */
    private HostRow fieldRow(String name, String pool, String field) {
        return fields.computeIfAbsent(name + "\n" + pool, key -> context.names()
                .row(
                        List.of(gauge(
                                STANDARD,
                                name.replaceAll("[^a-zA-Z0-9_]", "_"),
                                "",
                                "Field " + field + " of ZFS's kstat.")),
                        pool.isEmpty() ? Map.of() : Map.of("zpool", pool)));
    }

    private static Column rate(String what, String unit, String help) {
        return gauge(LEGACY, "node_zfs_pool_" + what + "_per_sec", unit, help + " a second since the cycle before.");
    }
}
