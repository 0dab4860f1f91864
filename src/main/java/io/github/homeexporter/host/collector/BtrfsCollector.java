package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Column.info;

import com.google.re2j.Pattern;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import java.util.Map;

/** Btrfs: what each file system has given to data and to its own needs, and how large its devices are. */
final class BtrfsCollector implements Collector {
    private static final Column INFO = info(STANDARD, "node_btrfs_info", "A btrfs and its label.");
    private static final Column DEVICE =
            gauge(STANDARD, "node_btrfs_device_size_bytes", "bytes", "Size of a device of the file system.");
    private static final Column RESERVED =
            gauge(STANDARD, "node_btrfs_global_rsv_size_bytes", "bytes", "Space kept for the file system itself.");
    private static final Column GROUP =
            gauge(STANDARD, "node_btrfs_reserved_bytes", "bytes", "Space reserved for that kind of data.");
    private static final List<Column> MODES = List.of(
            gauge(STANDARD, "node_btrfs_used_bytes", "bytes", "Space used by that kind of data."),
            gauge(STANDARD, "node_btrfs_size_bytes", "bytes", "Space given to that kind of data."),
            gauge(STANDARD, "node_btrfs_allocation_ratio", "ratio", "Bytes on disk for a byte of data."));
    private static final List<Column> COMMITS = List.of(
            counter(STANDARD, "node_btrfs_commits_total", "", "Commits since it was mounted."),
            gauge(STANDARD, "node_btrfs_last_commit_seconds", "seconds", "Time the last commit took."),
            gauge(STANDARD, "node_btrfs_max_commit_seconds", "seconds", "Time the slowest commit took."),
            counter(STANDARD, "node_btrfs_commit_seconds_total", "seconds", "Time all commits took."));
    private static final List<String> COMMIT_STATS =
            List.of("commits", "last_commit_ms", "max_commit_ms", "total_commit_ms");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final long SECTOR = 512;
    private static final double MILLI = 1e-3;

    /** Copies that a profile keeps; parity is by the number of devices. */
    private static final Map<String, Integer> COPIES =
            Map.of("single", 1, "dup", 2, "raid0", 1, "raid1", 2, "raid10", 2, "raid1c3", 3, "raid1c4", 4);

    private final HostFiles files;
    private final Rows infos;
    private final Rows devices;
    private final Rows reserves;
    private final Rows groups;
    private final Rows modes;
    private final Rows commits;

    BtrfsCollector(CollectorContext context) {
        files = context.files();
        infos = new Rows(context.names(), List.of(INFO));
        devices = new Rows(context.names(), List.of(DEVICE));
        reserves = new Rows(context.names(), List.of(RESERVED));
        groups = new Rows(context.names(), List.of(GROUP));
        modes = new Rows(context.names(), MODES);
        commits = new Rows(context.names(), COMMITS);
    }

    @Override
    public void collect(Samples out) {
        String base = files.sys("fs/btrfs/");
        for (String uuid : files.list(base)) {
            if (UUID.matches(uuid)) {
                add(uuid, base + uuid + "/", out);
            }
        }
        List.of(infos, devices, reserves, groups, modes, commits).forEach(Rows::endOfCycle);
    }

    private void add(String uuid, String directory, Samples out) {
        String label = files.text(directory + "label");
        infos.of(uuid + " " + label, () -> Map.of("uuid", uuid, "label", label)).add(out, 0, 1);
        String[] names = files.list(directory + "devices");
        for (String device : names) {
            long sectors = files.number(directory + "devices/" + device + "/size");
            devices.of(uuid + " " + device, () -> Map.of("uuid", uuid, "device", device))
                    .add(out, 0, sectors, SECTOR);
        }
        commits(uuid, directory + "commit_stats", out);
        String allocation = directory + "allocation/";
        reserves.of("uuid", uuid).add(out, 0, files.number(allocation + "global_rsv_size"), 1);
        for (String type : List.of("data", "metadata", "system")) {
            groups.of(uuid + " " + type, () -> Map.of("uuid", uuid, "block_group_type", type))
                    .add(out, 0, files.number(allocation + type + "/bytes_reserved"), 1);
            for (String mode : files.list(allocation + type)) {
                String of = allocation + type + "/" + mode + "/";
                if (files.isDirectory(of)) {
                    HostRow row = modes.of(
                            uuid + " " + type + " " + mode,
                            () -> Map.of("uuid", uuid, "block_group_type", type, "mode", mode));
                    row.add(out, 0, files.number(of + "used_bytes"), 1);
                    row.add(out, 1, files.number(of + "total_bytes"), 1);
                    row.add(out, 2, ratio(mode, names.length));
                }
            }
        }
    }

    /** Linux 6.0: lines {@code commits 42}, {@code last_commit_ms 1000}. */
    private void commits(String uuid, String file, Samples out) {
        long[] numbers = files.keyed(file, COMMIT_STATS);
        HostRow row = commits.of("uuid", uuid);
        row.count(out, 0, numbers[0], 1);
        row.add(out, 1, numbers[1], MILLI);
        row.add(out, 2, numbers[2], MILLI);
        row.count(out, 3, numbers[3], MILLI);
    }

    private static double ratio(String mode, int devices) {
        int parity = mode.equals("raid5") ? 1 : mode.equals("raid6") ? 2 : 0;
        if (parity > 0) {
            return devices > parity ? (double) devices / (devices - parity) : Double.NaN;
        }
        return COPIES.getOrDefault(mode, 0) == 0 ? Double.NaN : COPIES.get(mode);
    }
}
