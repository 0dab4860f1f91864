package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** The memory of the container's control group, version 1 or 2 (kernel: cgroup-v1/memory, admin-guide/cgroup-v2). */
final class CgroupMemory {
    static final List<Column> COLUMNS = List.of(
            gauge(STANDARD, "container_memory_usage_bytes", "bytes", "Memory of the container with its page cache."),
            gauge(
                    STANDARD,
                    "container_memory_limit_bytes",
                    "bytes",
                    "Memory the container may use; absent without a limit."),
            gauge(STANDARD, "container_memory_working_set_bytes", "bytes", "Usage without the inactive page cache."),
            gauge(
                    STANDARD,
                    "container_memory_available_bytes",
                    "bytes",
                    "Limit less working set; absent without a limit."),
            gauge(STANDARD, "container_memory_rss_bytes", "bytes", "Anonymous memory of the container."),
            gauge(STANDARD, "container_memory_cache_bytes", "bytes", "Page cache of the container."),
            counter(
                    STANDARD,
                    "container_memory_page_faults_total",
                    "",
                    "Page faults of the container, major ones included."),
            counter(STANDARD, "container_memory_major_page_faults_total", "", "Page faults that had to read."),
            counter(
                    STANDARD,
                    "container_memory_oom_kills_total",
                    "",
                    "Processes of the container killed for want of memory."));

    private static final List<String> STAT_V2 = List.of("inactive_file", "anon", "file", "pgfault", "pgmajfault");
    private static final List<String> STAT_V1 =
            List.of("total_inactive_file", "total_rss", "total_cache", "total_pgfault", "total_pgmajfault");
    /** What version 1 writes for no limit is near 2^63. */
    private static final long NO_LIMIT = 1L << 60;

    private static final List<String> OOM = List.of("oom_kill");

    private final HostFiles files;
    private final boolean lxcfs;
    private final Cgroup group;
    private final HostRow row;
    private long usage;
    private long limit;
    private double available;

    CgroupMemory(CollectorContext context) {
        files = context.files();
        lxcfs = context.environment().lxcfs();
        group = context.cgroup();
        row = context.names().row(COLUMNS);
    }

    /** @param memTotal of /proc/meminfo, bytes, {@link Scan#NONE} when it cannot be read; false when there is no control group to be seen */
    boolean collect(long memTotal, Samples out) {
        usage = files.number(file("memory.current", "memory.usage_in_bytes"));
        if (usage == Scan.NONE) {
            return false;
        }
        limit = limit(memTotal);
        row.add(out, 0, usage, 1);
        row.add(out, 1, limit, 1);
        long[] stat = files.keyed(file("memory.stat", "memory.stat"), group.isV2() ? STAT_V2 : STAT_V1);
        long workingSet = stat[0] == Scan.NONE ? usage : Math.max(0, usage - stat[0]);
        available = isLimited() ? Math.max(0, limit - workingSet) : Double.NaN;
        row.add(out, 2, workingSet, 1);
        row.add(out, 3, available);
        row.add(out, 4, stat[1], 1);
        row.add(out, 5, stat[2], 1);
        row.count(out, 6, stat[3], 1);
        row.count(out, 7, stat[4], 1);
        row.count(out, 8, files.keyed(file("memory.events", "memory.oom_control"), OOM)[0], 1);
        return true;
    }

    /** Bytes. */
    long usage() {
        return usage;
    }

    boolean isLimited() {
        return limit != Scan.NONE;
    }

    /** Bytes, {@link Scan#NONE} without a limit. */
    long limit() {
        return limit;
    }

    double available() {
        return available;
    }

    /**
     * Inside a Proxmox container memory.max says "max" because the limit is on the group outside of it; there only lxcfs
     * knows. Version 1 writes a huge number for no limit.
     */
    private long limit(long memTotal) {
        long max = files.number(file("memory.max", "memory.limit_in_bytes"));
        if (max >= 0 && max < (memTotal == Scan.NONE ? NO_LIMIT : memTotal)) {
            return max;
        }
        return lxcfs ? memTotal : Scan.NONE;
    }

    private String file(String v2, String v1) {
        return group.memory() + "/" + (group.isV2() ? v2 : v1);
    }
}
