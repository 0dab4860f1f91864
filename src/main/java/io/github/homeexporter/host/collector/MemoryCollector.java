package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.LEGACY;
import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.proc.MemInfo;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memory: /proc/meminfo and /proc/vmstat as node_exporter names them, and the replaced exporter's summary. */
public final class MemoryCollector implements Collector {
    private static final List<String> VMSTAT =
            List.of("oom_kill", "pgfault", "pgmajfault", "pgpgin", "pgpgout", "pswpin", "pswpout");
    private static final List<Column> VMSTAT_COLUMNS = VMSTAT.stream()
            .map(key -> gauge(STANDARD, "node_vmstat_" + key, "", "Counter " + key + " of /proc/vmstat since boot."))
            .toList();
    private static final List<Column> SUMMARY = List.of(
            summary("usage", "Memory in use: of the container's group, or all that is not free."),
            summary(
                    "total",
                    "All memory there is to use: the least of what lxcfs, the control group and the host allow."),
            summary("free", "Memory nobody uses."),
            summary("available", "Memory that can be had without swapping."),
            summary("buffers", "Memory in buffers of block devices."),
            summary("swap_total", "All swap space."),
            summary("swap_free", "Swap space nobody uses."),
            summary("swap_used", "Swap space in use."),
            summary("dirty", "Memory waiting to be written to disk."),
            summary("writeback", "Memory being written to disk."));

    private final CollectorContext context;
    private final CgroupMemory cgroup;
    private final Map<String, HostRow> fields = new HashMap<>();
    private final HostRow vmstat;
    private final HostRow summary;

    MemoryCollector(CollectorContext context) {
        this.context = context;
        this.cgroup = context.environment().container() ? new CgroupMemory(context) : null;
        this.vmstat = context.names().row(VMSTAT_COLUMNS);
        this.summary = context.names().row(SUMMARY);
    }

    @Override
    public void collect(Samples out) throws IOException {
        MemInfo[] memory = {MemInfo.NONE};
        Source.all(() -> memory[0] = meminfo(out), () -> vmstat(out), () -> summarize(memory[0], out));
    }

    private MemInfo meminfo(Samples out) throws IOException {
        MemInfo memory = MemInfo.parse(context.files().read(context.files().proc("meminfo")));
        if (memory.get("MemTotal") == Scan.NONE) {
            throw new IOException(context.files().proc("meminfo") + " has no MemTotal");
        }
        memory.fields().forEach((name, field) -> fields.computeIfAbsent(name, n -> row(n, field.bytes()))
                .add(out, 0, field.value(), 1));
        return memory;
    }

    private void vmstat(Samples out) {
        long[] counts = context.files().keyed(context.files().proc("vmstat"), VMSTAT);
        for (int i = 0; i < counts.length; i++) {
            vmstat.count(out, i, counts[i], 1);
        }
    }

    private void summarize(MemInfo memory, Samples out) {
        if (cgroup != null && cgroup.collect(memory.get("MemTotal"), out)) {
            summarizeContainer(memory, out);
        } else {
            long total = memory.get("MemTotal");
            if (total != Scan.NONE && memory.get("MemFree") != Scan.NONE) {
                summary.add(out, 0, (double) total - memory.get("MemFree"));
            }
            summary.add(out, 1, total, 1);
            summarizeFree(memory, out);
        }
    }

    /** Without lxcfs /proc/meminfo is the host's; what it says of free memory holds only when no limit is lower. */
    private void summarizeContainer(MemInfo memory, Samples out) {
        summary.add(out, 0, cgroup.usage(), 1);
        summary.add(out, 1, cgroup.isLimited() ? cgroup.limit() : memory.get("MemTotal"), 1);
        if (context.environment().lxcfs() || !cgroup.isLimited()) {
            summarizeFree(memory, out);
        } else {
            summary.add(out, 2, Math.max(0.0, cgroup.limit() - cgroup.usage()));
            summary.add(out, 3, cgroup.available());
        }
    }

    private void summarizeFree(MemInfo memory, Samples out) {
        summary.add(out, 2, memory.get("MemFree"), 1);
        summary.add(out, 3, memory.get("MemAvailable"), 1);
        if (context.environment().container() && !context.environment().lxcfs()) {
            return;
        }
        summary.add(out, 4, memory.get("Buffers"), 1);
        long swap = memory.get("SwapTotal");
        long swapFree = memory.get("SwapFree");
        summary.add(out, 5, swap, 1);
        summary.add(out, 6, swapFree, 1);
        if (swap != Scan.NONE && swapFree != Scan.NONE) {
            summary.add(out, 7, swap - swapFree, 1);
        }
        summary.add(out, 8, memory.get("Dirty"), 1);
        summary.add(out, 9, memory.get("Writeback"), 1);
    }

    private HostRow row(String field, boolean bytes) {
        String name = "node_memory_" + field.replace('(', '_').replace(")", "") + (bytes ? "_bytes" : "");
        String help = "Field " + field + " of /proc/meminfo.";
        return context.names().row(List.of(gauge(STANDARD, name, bytes ? "bytes" : "", help)));
    }

    private static Column summary(String what, String help) {
        return gauge(LEGACY, "node_memory_" + what + "_bytes", "bytes", help);
    }

    /** The memory of the container's control group, version 1 or 2 (kernel: cgroup-v1/memory, admin-guide/cgroup-v2). */
    static final class CgroupMemory {
        static final List<Column> COLUMNS = Column.table("""
                STANDARD GAUGE container_memory_usage_bytes bytes Memory of the container with its page cache.
                STANDARD GAUGE container_memory_limit_bytes bytes Memory the container may use; absent without a limit.
                STANDARD GAUGE container_memory_working_set_bytes bytes Usage without the inactive page cache.
                STANDARD GAUGE container_memory_available_bytes bytes Limit less working set; absent without a limit.
                STANDARD GAUGE container_memory_rss_bytes bytes Anonymous memory of the container.
                STANDARD GAUGE container_memory_cache_bytes bytes Page cache of the container.
                STANDARD COUNTER container_memory_page_faults_total - Page faults of the container, major ones included.
                STANDARD COUNTER container_memory_major_page_faults_total - Page faults that had to read.
                STANDARD COUNTER container_memory_oom_kills_total - Processes of the container killed for want of memory.
                """);

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
}
