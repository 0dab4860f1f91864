package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.LEGACY;
import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.report.ZpoolList;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How full the ZFS pools are, which only zpool(8) knows. Asked for once a minute; in between its last answer holds. */
final class ZpoolCollector implements Collector {
    private static final List<Column> COLUMNS = List.of(
            gauge(STANDARD, "node_zfs_zpool_size_bytes", "bytes", "Size of the pool, redundancy included."),
            gauge(STANDARD, "node_zfs_zpool_allocated_bytes", "bytes", "Space of the pool in use."),
            gauge(STANDARD, "node_zfs_zpool_free_bytes", "bytes", "Space of the pool not in use."),
            gauge(STANDARD, "node_zfs_zpool_freeing_bytes", "bytes", "Space of the pool about to be free."),
            gauge(STANDARD, "node_zfs_zpool_capacity_ratio", "ratio", "Space of the pool in use, of all."),
            gauge(STANDARD, "node_zfs_zpool_fragmentation_ratio", "ratio", "How scattered the free space is."),
            gauge(STANDARD, "node_zfs_zpool_dedup_ratio", "ratio", "What deduplication saves: 2 is half."),
            gauge(STANDARD, "node_zfs_zpool_readonly", "", "1 when the pool is imported read-only."));
    private static final List<Column> LEGACY_COLUMNS = List.of(
            gauge(LEGACY, "node_zfs_pool_size_bytes", "bytes", "Size of the pool, redundancy included."),
            gauge(LEGACY, "node_zfs_pool_allocated_bytes", "bytes", "Space of the pool in use."),
            gauge(LEGACY, "node_zfs_pool_free_bytes", "bytes", "Space of the pool not in use."),
            gauge(LEGACY, "node_zfs_pool_capacity_percent", "percent", "Space of the pool in use, of all."),
            gauge(LEGACY, "node_zfs_pool_fragmentation_percent", "percent", "How scattered the free space is."),
            gauge(LEGACY, "node_zfs_pool_readonly", "", "1 when the pool is imported read-only."));
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final double PERCENT = 1e-2;

    private final CollectorContext context;
    private final HostFiles files;
    private final CommandRunner runner;
    private final Rows rows;
    private final Rows legacy;
    private final ZpoolStates states;
    private List<ZpoolList> pools = List.of();
    private long next = Scan.NONE;

    ZpoolCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        runner = context.commands();
        rows = new Rows(context.names(), COLUMNS);
        legacy = new Rows(context.names(), LEGACY_COLUMNS);
        states = new ZpoolStates(context.names());
    }

    @Override
    public void collect(Samples out) throws IOException, InterruptedException {
        boolean isHere = files.exists(files.proc("spl/kstat/zfs")) && files.exists(files.root("/dev/zfs"));
        if (!isHere || !runner.has(Program.ZPOOL)) {
            return; // no ZFS, or a container that may not ask
        }
        long now = context.nanos().getAsLong();
        if (next == Scan.NONE || now - next >= 0) {
            pools = List.of(); // a failure leaves nothing old behind
            pools = ZpoolList.parse(runner.output(Command.of(Program.ZPOOL, "list", "-H", "-p", "-o", ZpoolList.COLUMNS)
                    .within(context.options().statDeadline())));
            next = now + INTERVAL.toNanos();
        }
        for (ZpoolList pool : pools) {
            add(pool, out);
        }
        rows.endOfCycle();
        legacy.endOfCycle();
        states.endOfCycle();
    }

    private void add(ZpoolList pool, Samples out) {
        HostRow row = rows.of("zpool", pool.name());
        row.add(out, 0, pool.size(), 1);
        row.add(out, 1, pool.allocated(), 1);
        row.add(out, 2, pool.free(), 1);
        row.add(out, 3, pool.freeing(), 1);
        row.add(out, 4, pool.capacity(), PERCENT);
        row.add(out, 5, pool.fragmentation(), PERCENT);
        row.add(out, 6, pool.dedupRatio());
        row.add(out, 7, pool.readOnly(), 1);
        HostRow old = legacy.of(
                pool.name() + "\n" + pool.health(), () -> Map.of("pool", pool.name(), "health", pool.health()));
        old.add(out, 0, pool.size(), 1);
        old.add(out, 1, pool.allocated(), 1);
        old.add(out, 2, pool.free(), 1);
        old.add(out, 3, pool.capacity(), 1);
        old.add(out, 4, pool.fragmentation(), 1);
        old.add(out, 5, pool.readOnly(), 1);
        if (!files.exists(files.proc("spl/kstat/zfs/" + pool.name() + "/state"))) {
            states.add(pool.name(), pool.health(), out); // versions before 0.8; else the kernel's word counts
        }
    }

    /** In which state a pool is: a series for each state, so that a change of state moves numbers and makes no new series. */
    static final class ZpoolStates {
        static final Column COLUMN = Column.gauge(
                Form.STANDARD, "node_zfs_zpool_state", "", "1 for the state the pool is in, 0 for the others.");

        private final Names names;
        private final Map<String, HostRow> pools = new HashMap<>();
        private final Set<String> seen = new HashSet<>();

        ZpoolStates(Names names) {
            this.names = names;
        }

        /** @param health as ZFS writes it: ONLINE */
        void add(String pool, String health, Samples out) {
            seen.add(pool);
            List<String> states = ZpoolList.STATES;
            HostRow row =
                    pools.computeIfAbsent(pool, name -> names.row(COLUMN, Map.of("zpool", name), "state", states));
            for (int i = 0; i < states.size(); i++) {
                row.add(out, i, ZpoolList.isIn(states.get(i), health));
            }
        }

        void endOfCycle() {
            pools.keySet().retainAll(seen);
            seen.clear();
        }
    }
}
