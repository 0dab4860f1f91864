package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;

import io.github.homeexporter.host.collector.Cgroup.GroupDisks;
import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.BlockIo.DiskStats;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Disks: /proc/diskstats on a host. A container's are what its control group counts: that file would be the whole host's. */
public final class DiskstatsCollector implements Collector {
    /** In the order of {@link DiskStats#fields}. */
    private static final List<Figure> FIGURES = Figure.figures("""
            - 1 SHARED COUNTER node_disk_reads_completed_total - Reads completed.
            - 1 STANDARD COUNTER node_disk_reads_merged_total - Reads merged into others.
            - 512 SHARED COUNTER node_disk_read_bytes_total bytes Bytes read.
            - 0.001 SHARED COUNTER node_disk_read_time_seconds_total seconds Seconds all reads took.
            - 1 SHARED COUNTER node_disk_writes_completed_total - Writes completed.
            - 1 STANDARD COUNTER node_disk_writes_merged_total - Writes merged into others.
            - 512 SHARED COUNTER node_disk_written_bytes_total bytes Bytes written.
            - 0.001 SHARED COUNTER node_disk_write_time_seconds_total seconds Seconds all writes took.
            - 1 STANDARD GAUGE node_disk_io_now - Requests in flight.
            - 0.001 SHARED COUNTER node_disk_io_time_seconds_total seconds Seconds with a request in flight.
            - 0.001 STANDARD COUNTER node_disk_io_time_weighted_seconds_total seconds The same, times the number of requests.
            - 1 STANDARD COUNTER node_disk_discards_completed_total - Discards completed.
            - 1 STANDARD COUNTER node_disk_discards_merged_total - Discards merged into others.
            - 1 STANDARD COUNTER node_disk_discarded_sectors_total - Sectors discarded, 512 bytes each.
            - 0.001 STANDARD COUNTER node_disk_discard_time_seconds_total seconds Seconds all discards took.
            - 1 STANDARD COUNTER node_disk_flush_requests_total - Flushes completed.
            - 0.001 STANDARD COUNTER node_disk_flush_requests_time_seconds_total seconds Seconds all flushes took.
            """);

    /** As cadvisor names them. */
    private static final List<Column> CONTAINER = List.of(
            Column.counter(STANDARD, "container_fs_reads_total", "", "Reads of the container."),
            Column.counter(STANDARD, "container_fs_reads_bytes_total", "bytes", "Bytes the container read."),
            Column.counter(STANDARD, "container_fs_writes_total", "", "Writes of the container."),
            Column.counter(STANDARD, "container_fs_writes_bytes_total", "bytes", "Bytes the container wrote."));

    private static final Column OPERATIONS = Column.counter(
            STANDARD,
            "container_blkio_device_usage_total",
            "bytes",
            "Bytes the container read and wrote, by device and operation.");

    private final CollectorContext context;
    private final HostFiles files;
    private final Rows disks;
    private final Crowd crowd;
    private final GroupDisks group;
    private final Rows container;
    private final Rows operations;

    DiskstatsCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        disks = new Rows(context.names(), Figure.columns(FIGURES));
        crowd = new Crowd("disks", "host.disk-exclude", context.options().choice()::isDiskWanted);
        group = new GroupDisks(files);
        container = new Rows(context.names(), CONTAINER);
        operations = new Rows(context.names(), List.of(OPERATIONS));
    }

    @Override
    public void collect(Samples out) throws IOException {
        if (context.environment().container()) {
            ofContainer(out);
        } else {
            ofHost(out);
        }
        crowd.endOfCycle();
        disks.endOfCycle();
    }

    private void ofHost(Samples out) throws IOException {
        for (DiskStats disk : DiskStats.parse(files.read(files.proc("diskstats")))) {
            if (crowd.admits(disk.name())) {
                HostRow row = disks.of("device", disk.name());
                for (int i = 0; i < DiskStats.FIELDS; i++) {
                    row.put(out, i, disk.fields()[i], FIGURES.get(i).scale());
                }
            }
        }
    }

    private void ofContainer(Samples out) {
        group.of(context.cgroup()).forEach((id, io) -> {
            String name = group.nameOf(id);
            if (crowd.admits(name)) {
                HostRow row = disks.of("device", name);
                row.count(out, 0, io.reads(), 1);
                row.count(out, 2, io.readBytes(), 1);
                row.count(out, 4, io.writes(), 1);
                row.count(out, 6, io.writtenBytes(), 1);
                addNamedAsByCadvisor(id, "/dev/" + name, io, out);
            }
        });
        container.endOfCycle();
        operations.endOfCycle();
    }

    private void addNamedAsByCadvisor(String id, String device, BlockIo io, Samples out) {
        GroupDisks.count(io, container.of("device", device), out);
        String[] number = id.split(":");
        for (String operation : List.of("Read", "Write")) {
            operations
                    .of(
                            id + " " + operation,
                            () -> Map.of(
                                    "device", device, "major", number[0], "minor", number[1], "operation", operation))
                    .count(out, 0, operation.equals("Read") ? io.readBytes() : io.writtenBytes(), 1);
        }
    }
}
