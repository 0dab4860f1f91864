package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Form.SHARED;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.DiskStats;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Disks: /proc/diskstats on a host. A container's are what its control group counts: that file would be the whole host's. */
public final class DiskstatsCollector implements Collector {
    private static final double SECTOR = 512;
    private static final double MILLI = 1e-3;

    /** In the order of {@link DiskStats#fields}. */
    private static final List<Column> COLUMNS = List.of(
            disk(SHARED, "reads_completed_total", "", "Reads completed."),
            disk(STANDARD, "reads_merged_total", "", "Reads merged into others."),
            disk(SHARED, "read_bytes_total", "bytes", "Bytes read."),
            disk(SHARED, "read_time_seconds_total", "seconds", "Seconds all reads took."),
            disk(SHARED, "writes_completed_total", "", "Writes completed."),
            disk(STANDARD, "writes_merged_total", "", "Writes merged into others."),
            disk(SHARED, "written_bytes_total", "bytes", "Bytes written."),
            disk(SHARED, "write_time_seconds_total", "seconds", "Seconds all writes took."),
            Column.gauge(STANDARD, "node_disk_io_now", "", "Requests in flight."),
            disk(SHARED, "io_time_seconds_total", "seconds", "Seconds with a request in flight."),
            disk(STANDARD, "io_time_weighted_seconds_total", "seconds", "The same, times the number of requests."),
            disk(STANDARD, "discards_completed_total", "", "Discards completed."),
            disk(STANDARD, "discards_merged_total", "", "Discards merged into others."),
            disk(STANDARD, "discarded_sectors_total", "", "Sectors discarded, 512 bytes each."),
            disk(STANDARD, "discard_time_seconds_total", "seconds", "Seconds all discards took."),
            disk(STANDARD, "flush_requests_total", "", "Flushes completed."),
            disk(STANDARD, "flush_requests_time_seconds_total", "seconds", "Seconds all flushes took."));

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

    private static final double[] SCALES = {
        1, 1, SECTOR, MILLI, 1, 1, SECTOR, MILLI, 1, MILLI, MILLI, 1, 1, 1, MILLI, 1, MILLI
    };

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
        disks = new Rows(context.names(), COLUMNS);
        crowd = new Crowd("disks", "host.disk-exclude", context.options().choice()::isDiskWanted);
        group = new GroupDisks(files);
        container = new Rows(context.names(), CONTAINER);
        operations = new Rows(context.names(), List.of(OPERATIONS));
    }

    @Override
    public List<Column> columns() {
        return Stream.of(COLUMNS, CONTAINER, List.of(OPERATIONS))
                .flatMap(List::stream)
                .toList();
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
                    if (i == DiskStats.IN_FLIGHT) {
                        row.add(out, i, disk.fields()[i], 1);
                    } else {
                        row.count(out, i, disk.fields()[i], SCALES[i]);
                    }
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
        HostRow row = container.of("device", device);
        row.count(out, 0, io.reads(), 1);
        row.count(out, 1, io.readBytes(), 1);
        row.count(out, 2, io.writes(), 1);
        row.count(out, 3, io.writtenBytes(), 1);
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

    private static Column disk(Form form, String what, String unit, String help) {
        return Column.counter(form, "node_disk_" + what, unit, help);
    }
}
