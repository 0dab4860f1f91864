package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Form.SHARED;
import static io.github.homeexporter.host.table.Form.STANDARD;

import com.google.re2j.Pattern;
import io.github.homeexporter.host.proc.BlockIo;
import io.github.homeexporter.host.proc.DiskStats;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Disks: /proc/diskstats, or the control group's count where lxcfs leaves that file empty. */
public final class DiskstatsCollector implements Collector {
    /** node_exporter's default: RAM disks, loops, floppies, and partitions, which their disk contains. */
    private static final Pattern EXCLUDED = Pattern.compile("^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+$");

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

    private static final double[] SCALES = {
        1, 1, SECTOR, MILLI, 1, 1, SECTOR, MILLI, 1, MILLI, MILLI, 1, 1, 1, MILLI, 1, MILLI
    };

    private final CollectorContext context;
    private final HostFiles files;
    private final Rows disks;
    private final Map<String, String> names = new HashMap<>();

    DiskstatsCollector(CollectorContext context) {
        this.context = context;
        this.files = context.files();
        this.disks = new Rows(context.names(), COLUMNS);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void collect(Samples out) throws IOException {
        List<DiskStats> all = DiskStats.parse(files.read(files.proc("diskstats")));
        for (DiskStats disk : all) {
            if (!EXCLUDED.matcher(disk.name()).find()) {
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
        if (all.isEmpty() && context.environment().container()) {
            ofGroup(context.cgroup()).forEach((id, io) -> add(id, io, out));
        }
        disks.endOfCycle();
    }

    private Map<String, BlockIo> ofGroup(Cgroup group) throws IOException {
        if (group.isV2()) {
            String file = group.blkio() + "/io.stat";
            return files.exists(file) ? BlockIo.parseIoStat(files.read(file)) : Map.of();
        }
        // recursive, so that what the container's own groups did is in it
        String throttle = group.blkio() + "/blkio.throttle.";
        return BlockIo.parseThrottle(
                Scan.of(files.text(throttle + "io_service_bytes_recursive")),
                Scan.of(files.text(throttle + "io_serviced_recursive")));
    }

    private void add(String id, BlockIo io, Samples out) {
        String name = names.computeIfAbsent(id, this::nameOf);
        if (!EXCLUDED.matcher(name).find()) {
            HostRow row = disks.of("device", name);
            row.count(out, 0, io.reads(), 1);
            row.count(out, 2, io.readBytes(), 1);
            row.count(out, 4, io.writes(), 1);
            row.count(out, 6, io.writtenBytes(), 1);
        }
    }

    private String nameOf(String id) {
        Scan in = Scan.of(files.text(files.sys("dev/block/" + id + "/uevent")));
        while (in.line()) {
            if (in.passed("DEVNAME=")) {
                return in.rest();
            }
        }
        return id;
    }

    private static Column disk(Form form, String what, String unit, String help) {
        return Column.counter(form, "node_disk_" + what, unit, help);
    }
}
