package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.SHARED;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Mount;
import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Processes by state, and what the scheduler counts. */
final class ProcessCollector implements Collector {
    private static final List<Column> SCHEDULER = List.of(
            counter(SHARED, "node_forks_total", "", "Processes and threads started since boot."),
            gauge(SHARED, "node_procs_running", "", "Threads that run or could."),
            gauge(SHARED, "node_procs_blocked", "", "Threads that wait for a disk."),
            counter(STANDARD, "node_context_switches_total", "", "Context switches since boot."),
            counter(STANDARD, "node_intr_total", "", "Interrupts since boot."),
            gauge(
                    STANDARD,
                    "node_boot_time_seconds",
                    "seconds",
                    "When the host or the container was started, since 1970."));
    private static final List<Column> COUNTS = List.of(
            gauge(STANDARD, "node_processes_pids", "", "Processes there are."),
            gauge(STANDARD, "node_processes_threads", "", "Threads of all processes."),
            gauge(LEGACY, "node_processes_total", "", "Processes there are."),
            gauge(LEGACY, "node_processes_zombie", "", "Processes that ended and were not waited for."));
    private static final List<Column> LIMITS = List.of(
            gauge(STANDARD, "node_processes_max_processes", "", "Process numbers there may be."),
            gauge(STANDARD, "node_processes_max_threads", "", "Threads there may be."));
    private static final Column STATE =
            gauge(STANDARD, "node_processes_state", "", "Processes in each state, by the letter of proc_pid_stat(5).");

    private final CollectorContext context;
    private final HostRow scheduler;
    private final HostRow counts;
    private final HostRow limits;
    private final Rows states;
    private final ProcessScan scan;
    private final BootTime bootTime;

    ProcessCollector(CollectorContext context) {
        this.context = context;
        scheduler = context.names().row(SCHEDULER);
        counts = context.names().row(COUNTS);
        limits = context.names().row(LIMITS);
        states = new Rows(context.names(), List.of(STATE));
        scan = context.options().isProcessScan() ? new ProcessScan(context.files()) : null;
        bootTime = new BootTime(context.files(), context.environment().lxcfs(), context.clock());
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(SCHEDULER);
        all.addAll(COUNTS);
        all.addAll(LIMITS);
        all.add(STATE);
        return all;
    }

    @Override
    public void collect(Samples out) throws IOException {
        Source.all(() -> scheduler(out), () -> processes(out));
    }

    private void scheduler(Samples out) throws IOException {
        ProcStat stat = ProcStat.parse(context.files().read(context.files().proc("stat")));
        scheduler.count(out, 0, stat.forks(), 1);
        scheduler.add(out, 1, stat.running(), 1);
        scheduler.add(out, 2, stat.blocked(), 1);
        scheduler.count(out, 3, stat.contextSwitches(), 1);
        scheduler.count(out, 4, stat.interrupts(), 1);
        scheduler.add(out, 5, bootTime.of(stat), 1);
    }

    private boolean isHidden() {
        HostFiles files = context.files();
        return Mount.parse(Scan.of(files.text(files.proc("self/mountinfo")))).stream()
                .anyMatch(mount ->
                        mount.type().equals("proc") && mount.superOptions().matches("(?:.*,)?hidepid=(?!0|off).*"));
    }

    private void processes(Samples out) throws IOException {
        if (scan == null) {
            return;
        }
        scan.run();
        if (!scan.sawFirst() && isHidden()) {
            throw new IOException("/proc shows the own processes only (hidepid, or a unit's ProtectProc=):"
                    + " node_processes_* is absent; host.process-scan=false leaves it out");
        }
        counts.add(out, 0, scan.processes());
        counts.add(out, 1, scan.threads());
        counts.add(out, 2, scan.processes());
        counts.add(out, 3, scan.inState('Z'));
        HostFiles files = context.files();
        limits.add(out, 0, files.number(files.proc("sys/kernel/pid_max")), 1);
        limits.add(out, 1, files.number(files.proc("sys/kernel/threads-max")), 1);
        for (char state = 'A'; state <= 'z'; state++) {
            if (scan.inState(state) != Scan.NONE) {
                states.of("state", String.valueOf(state)).add(out, 0, scan.inState(state));
            }
        }
    }

    /** When the machine or the container was started, seconds since 1970. */
    private static final class BootTime {
        /** Clock now less uptime wavers; as long as it is this near, the first answer stands. */
        private static final long WAVER = 5;

        private final HostFiles files;
        private final boolean lxcfs;
        private final Clock clock;
        private long last;

        BootTime(HostFiles files, boolean lxcfs, Clock clock) {
            this.clock = clock;
            this.files = files;
            this.lxcfs = lxcfs;
        }

        /** Under lxcfs btime may be the host's, while /proc/uptime is the container's. */
        long of(ProcStat stat) {
            if (!lxcfs) {
                return stat.bootTime();
            }
            Scan in = Scan.of(files.text(files.proc("uptime")));
            in.line();
            double uptime = in.decimal();
            if (Double.isNaN(uptime)) {
                return stat.bootTime();
            }
            long boot = Math.round(clock.millis() / 1000.0 - uptime);
            if (last == 0 || Math.abs(boot - last) > WAVER) {
                last = boot;
            }
            return last;
        }
    }
}
