package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** XFS: what each file system counts of its own work, /sys/fs/xfs/DEVICE/stats/stats. */
final class XfsCollector implements Collector {
    /** The words of a line, by its first one (kernel: fs/xfs/xfs_stats.c). */
    private static final Map<String, List<String>> LINES = new LinkedHashMap<>();

    static {
        LINES.put(
                "extent_alloc",
                List.of(
                        "extent_allocation_extents_allocated",
                        "extent_allocation_blocks_allocated",
                        "extent_allocation_extents_freed",
                        "extent_allocation_blocks_freed"));
        LINES.put(
                "abt",
                List.of(
                        "allocation_btree_lookups",
                        "allocation_btree_compares",
                        "allocation_btree_records_inserted",
                        "allocation_btree_records_deleted"));
        LINES.put(
                "blk_map",
                List.of(
                        "block_mapping_reads",
                        "block_mapping_writes",
                        "block_mapping_unmaps",
                        "block_mapping_extent_list_insertions",
                        "block_mapping_extent_list_deletions",
                        "block_mapping_extent_list_lookups",
                        "block_mapping_extent_list_compares"));
        LINES.put(
                "bmbt",
                List.of(
                        "block_map_btree_lookups",
                        "block_map_btree_compares",
                        "block_map_btree_records_inserted",
                        "block_map_btree_records_deleted"));
        LINES.put(
                "dir",
                List.of(
                        "directory_operation_lookup",
                        "directory_operation_create",
                        "directory_operation_remove",
                        "directory_operation_getdents"));
        LINES.put(
                "ig",
                List.of(
                        "inode_operation_attempts",
                        "inode_operation_found",
                        "inode_operation_recycled",
                        "inode_operation_missed",
                        "inode_operation_duplicates",
                        "inode_operation_reclaims",
                        "inode_operation_attribute_changes"));
        LINES.put("rw", List.of("write_calls", "read_calls"));
        LINES.put(
                "vnodes",
                List.of(
                        "vnode_active",
                        "vnode_allocate",
                        "vnode_get",
                        "vnode_hold",
                        "vnode_release",
                        "vnode_reclaim",
                        "vnode_remove"));
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
    public List<Column> columns() {
        return COLUMNS;
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
                    Scan in = Scan.of(words[i + 1]);
                    in.line();
                    row.count(out, COUNTED.indexOf(names.get(i)), in.number(), 1);
                }
            }
        }
        devices.endOfCycle();
    }
}
