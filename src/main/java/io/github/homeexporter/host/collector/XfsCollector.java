package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.counter;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** XFS: what each file system counts of its own work, /sys/fs/xfs/DEVICE/stats/stats. */
final class XfsCollector implements Collector {
    /** The words of a line, by its first one, without what they begin with (kernel: fs/xfs/xfs_stats.c). */
    private static final Map<String, List<String>> LINES = new LinkedHashMap<>();

    static {
        """
        extent_alloc=extent_allocation_ extents_allocated blocks_allocated extents_freed blocks_freed
        abt=allocation_btree_ lookups compares records_inserted records_deleted
        blk_map=block_mapping_ reads writes unmaps extent_list_insertions extent_list_deletions extent_list_lookups extent_list_compares
        bmbt=block_map_btree_ lookups compares records_inserted records_deleted
        dir=directory_operation_ lookup create remove getdents
        ig=inode_operation_ attempts found recycled missed duplicates reclaims attribute_changes
        rw= write_calls read_calls
        vnodes=vnode_ active allocate get hold release reclaim remove
        """.lines().map(line -> line.split("[= ]")).forEach(words -> LINES.put(
                words[0], Stream.of(words).skip(2).map(word -> words[1] + word).toList()));
    }

    private static final List<String> COUNTED =
            LINES.values().stream().flatMap(List::stream).toList();
    private static final List<Column> COLUMNS = COUNTED.stream()
            .map(name -> counter(
                    STANDARD, "node_xfs_" + name + "_total", "", "Counter " + name.replace('_', ' ') + " of XFS."))
            .toList();

    private final HostFiles files;
    private final Rows devices;

    XfsCollector(CollectorContext context) {
        files = context.files();
        devices = new Rows(context.names(), COLUMNS);
    }

    @Override
    public void collect(Samples out) {
        String base = files.sys("fs/xfs/");
        for (String device : files.list(base)) {
            for (String line : files.lines(base + device + "/stats/stats")) {
                String[] words = line.split(" ");
                List<String> names = LINES.getOrDefault(words[0], List.of());
                HostRow row = devices.of("device", device);
                for (int i = 0; i < names.size() && i + 1 < words.length; i++) {
                    row.count(out, COUNTED.indexOf(names.get(i)), Scan.number(words[i + 1]), 1);
                }
            }
        }
        devices.endOfCycle();
    }
}
