package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Kernel.Space;
import io.github.homeexporter.host.proc.Mount;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** File systems. A mount that does not answer in time is skipped and reported until it does; the others go on. */
final class FilesystemCollector implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(FilesystemCollector.class);

    private static final List<Column> COLUMNS = Column.table("""
            SHARED GAUGE node_filesystem_size_bytes bytes Size of the file system.
            SHARED GAUGE node_filesystem_avail_bytes bytes Space for users.
            STANDARD GAUGE node_filesystem_free_bytes bytes Space for users and root.
            STANDARD GAUGE node_filesystem_readonly - 1 when it is mounted read-only.
            STANDARD GAUGE node_filesystem_device_error - 1 when the file system does not answer.
            LEGACY GAUGE node_filesystem_usage_bytes bytes Size less space for users: what is kept for root counts as used.
            STANDARD GAUGE node_filesystem_files - Inodes of the file system; 0 where it makes them as it needs them.
            STANDARD GAUGE node_filesystem_files_free - Inodes that are free.
            """);

    private final CollectorContext context;
    private final HostFiles files;
    private final Crowd crowd;
    private final Rows rows;
    private final StallGuard<Space> guard;
    private Set<String> silent = Set.of();

    FilesystemCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        crowd = new Crowd("mounts", "host.mount-points-exclude", point -> true);
        rows = new Rows(context.names(), COLUMNS);
        guard = new StallGuard<>(context.workers());
    }

    @Override
    public void collect(Samples out) throws IOException, InterruptedException {
        Map<String, Mount> mounts = new LinkedHashMap<>();
        Map<String, Callable<Space>> calls = new LinkedHashMap<>();
        String table = mountTable();
        List<Mount> all = Mount.parse(files.read(table));
        boolean own = table.equals(files.proc("self/mountinfo"));
        List<Mount> seen = own ? all : Mount.parse(Scan.of(files.text(files.proc("self/mountinfo"))));
        for (Mount mount : chosen(all)) {
            if (!crowd.admits(mount.point())) {
                continue;
            }
            mounts.put(mount.point(), mount);
            String path = own || isSeen(mount, seen) ? files.root(mount.point()) : files.proc("1/root") + mount.point();
            calls.put(mount.point(), () -> context.kernel().space(path));
        }
        Set<String> nowSilent = new LinkedHashSet<>();
        guard.run(calls, context.options().statDeadline(), (point, stuck) -> null)
                .forEach((point, outcome) -> {
                    Mount mount = mounts.get(point);
                    HostRow row = rows.of(
                            mount.source() + "\n" + point + "\n" + mount.type(),
                            () -> Map.of("device", mount.source(), "mountpoint", point, "fstype", mount.type()));
                    row.add(out, 3, mount.readOnly() ? 1 : 0);
                    row.add(out, 4, outcome.value() == null ? 1 : 0);
                    if (outcome.value() == null) {
                        nowSilent.add(point);
                    } else {
                        addSpace(outcome.value(), row, out);
                    }
                });
        rows.endOfCycle();
        crowd.endOfCycle();
        sayWhatChanged(nowSilent);
    }

    /**
     * In the kernel's order; of several mounts at one point the last, for it hides the others; of several places of one
     * directory the first, unless bind mounts are wanted.
     */
    private List<Mount> chosen(List<Mount> all) {
        Map<String, Mount> byPoint = new LinkedHashMap<>();
        for (Mount mount : all) {
            byPoint.put(mount.point(), mount);
        }
        Set<String> seen = new HashSet<>();
        List<Mount> chosen = new ArrayList<>();
        for (Mount mount : byPoint.values()) {
            if (isWanted(mount)
                    && (seen.add(mount.id() + " " + mount.root())
                            || context.options().isShowBinds())) {
                chosen.add(mount);
            }
        }
        return chosen;
    }

    private boolean isWanted(Mount mount) {
        boolean ownRoot = context.environment().container()
                && mount.point().equals("/")
                && mount.type().equals("overlay");
        return context.options().choice().isPointWanted(mount.point())
                && (ownRoot || context.options().choice().isTypeWanted(mount.type()));
    }

    private static void addSpace(Space space, HostRow row, Samples out) {
        row.add(out, 0, space.size());
        row.add(out, 1, space.available());
        row.add(out, 2, space.free());
        row.add(out, 5, space.size() - space.available());
        if (space.files() != Space.UNKNOWN) {
            row.add(out, 6, space.files());
            row.add(out, 7, space.filesFree());
        }
    }

    /** A hardened unit sees other mount options than everyone else; process 1 sees the real ones. */
    private String mountTable() {
        String first = files.proc("1/mountinfo");
        return files.text(first).isEmpty() ? files.proc("self/mountinfo") : first;
    }

    /**
     * Whether our own namespace has the same file system there. Where it has not (ProtectHome=, TemporaryFileSystem=), what we
     * see is not what the table speaks of, and only the namespace of process 1 has it, which needs its rights.
     */
    private boolean isSeen(Mount mount, List<Mount> seen) {
        String path = files.root(mount.point());
        Mount over = null;
        for (Mount each : seen) {
            // the last one of the longest path is what is seen
            if (each.covers(path)
                    && (over == null || each.point().length() >= over.point().length())) {
                over = each;
            }
        }
        return over != null && over.id().equals(mount.id());
    }

    private void sayWhatChanged(Set<String> nowSilent) {
        for (String point : nowSilent) {
            if (!silent.contains(point)) {
                LOG.warn("file system at {} does not answer; node_filesystem_device_error is 1 until it does", point);
            }
        }
        for (String point : silent) {
            if (!nowSilent.contains(point)) {
                LOG.info("file system at {} answers again or is gone", point);
            }
        }
        silent = nowSilent;
    }
}
