package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.LEGACY;
import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.proc.Mount;
import io.github.homeexporter.host.proc.ProcStat;
import io.github.homeexporter.host.proc.ProcStat.PidStat;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Processes by state, and what the scheduler counts. */
final class ProcessCollector implements Collector {
    private static final List<Column> SCHEDULER = Column.table("""
            SHARED COUNTER node_forks_total - Processes and threads started since boot.
            SHARED GAUGE node_procs_running - Threads that run or could.
            SHARED GAUGE node_procs_blocked - Threads that wait for a disk.
            STANDARD COUNTER node_context_switches_total - Context switches since boot.
            STANDARD COUNTER node_intr_total - Interrupts since boot.
            STANDARD GAUGE node_boot_time_seconds seconds When the host or the container was started, since 1970.
            """);
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

    /** Looks at /proc/N/stat of every process. One that ends while being looked at is not counted. */
    private static final class ProcessScan {
        private static final int LETTERS = 128;

        private final HostFiles files;
        private final long[] states = new long[LETTERS];
        private boolean first;
        private int processes;
        private long threads;

        ProcessScan(HostFiles files) {
            this.files = files;
            Arrays.fill(states, Scan.NONE);
            states['Z'] = 0;
        }

        void run() {
            first = false;
            processes = 0;
            threads = 0;
            for (int i = 0; i < LETTERS; i++) {
                states[i] = states[i] == Scan.NONE ? Scan.NONE : 0;
            }
            for (String name : files.list(files.proc(""))) {
                if (isNumber(name)) {
                    look(name);
                }
            }
        }

        int processes() {
            return processes;
        }

        long threads() {
            return threads;
        }

        /** Whether process 1 was seen, which is everywhere. */
        boolean sawFirst() {
            return first;
        }

        /** {@link Scan#NONE} for a state no process was ever seen in; once seen it stays, with 0. */
        long inState(char letter) {
            return states[letter];
        }

        private void look(String pid) {
            try {
                PidStat stat = PidStat.parse(files.line(files.proc(pid + "/stat")));
                if (stat.state() > 0 && stat.state() < LETTERS) {
                    first |= pid.equals("1");
                    processes++;
                    threads += Math.max(0, stat.threads());
                    states[stat.state()] = Math.max(0, states[stat.state()]) + 1;
                }
            } catch (IOException e) {
                // ended since the directory was listed
                return;
            }
        }

        private static boolean isNumber(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                    return false;
                }
            }
            return !name.isEmpty();
        }
    }
}
