package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.proc.OwnProcess;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.report.SmartReport;
import io.github.homeexporter.host.report.SmartReport.SmartDisk;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health of disks: from files that smartctl wrote, or by smartctl itself where the program may run it. */
final class SmartCollector implements Collector {
    private static final Column ERRORS = Column.counter(
            Form.OWN, "home_exporter_host_smart_errors_total", "", "Readings of disks that failed, by reason.");

    private final CollectorContext context;
    private final SmartErrors errors = new SmartErrors();
    private final SmartFiles files;
    private final Smartctl smartctl;
    private final boolean mayRun;
    private final SmartRows rows;
    private final HostRow errorRow;
    private List<SmartState> lastStates = List.of();
    private List<Boolean> lastHolding = List.of();
    private Samples lastSamples = new Samples();

    SmartCollector(CollectorContext context) {
        this.context = context;
        HostCommandOptions options = context.options().commands();
        files = new SmartFiles(context.files(), options.smartDirectory(), errors);
        smartctl = new Smartctl(context, errors);
        String status = context.files().text(context.files().proc("self/status"));
        mayRun = options.smartctlWanted() || OwnProcess.mayReadDisks(Scan.of(status));
        rows = new SmartRows(context.names());
        errorRow = context.names().row(ERRORS, Map.of(), "reason", SmartErrors.REASONS);
    }

    @Override
    public void collect(Samples out) throws IOException, InterruptedException {
        Collection<SmartState> read;
        if (files.isUsed()) {
            read = files.read();
        } else if (mayRun
                && (context.options().commands().smartctlWanted()
                        || context.commands().has(Program.SMARTCTL))) {
            read = smartctl.read(context.options().statDeadline());
        } else {
            return; // nobody may ask the disks here
        }
        out.addAll(rendered(oncePerDisk(read)));
        for (int i = 0; i < SmartErrors.REASONS.size(); i++) {
            errorRow.add(out, i, errors.of(i));
        }
    }

    /** A disk may be found by two names, or stand in two files: the newer report counts. */
    private static List<SmartState> oncePerDisk(Collection<SmartState> states) {
        Map<String, SmartState> byDisk = new TreeMap<>();
        for (SmartState state : states) {
            byDisk.merge(state.disk().device(), state, (a, b) -> b.readAt() > a.readAt() ? b : a);
        }
        return List.copyOf(byDisk.values());
    }

    /** Made anew only when something changed: most cycles find what the one before found. */
    private Samples rendered(List<SmartState> states) {
        long now = context.clock().instant().getEpochSecond();
        List<Boolean> holding = states.stream().map(s -> s.hasValues(now)).toList();
        if (!states.equals(lastStates) || !holding.equals(lastHolding)) {
            lastStates = states;
            lastHolding = holding;
            lastSamples = new Samples(lastSamples.size() + 16);
            for (int i = 0; i < states.size(); i++) {
                rows.add(states.get(i), holding.get(i), lastSamples);
            }
            rows.endOfRound();
        }
        return lastSamples;
    }

    /**
     * What is known of one disk.
     *
     * @param disk which one; of one that was never read only the device
     * @param exit smartctl's last exit status
     * @param values the last report that was read, null when there is none that still holds
     * @param readAt when that was, seconds since 1970
     */
    record SmartState(SmartDisk disk, int exit, boolean asleep, boolean openFailed, SmartReport values, long readAt) {
        /** A disk that is awake and has not been read for so long is not known any more. */
        private static final long LONGEST = Duration.ofDays(1).toSeconds();

        /** @param before what was known, null for nothing */
        static SmartState of(SmartReport report, SmartState before, long readAt) {
            if (report.isRead()) {
                return new SmartState(report.disk(), report.exit(), false, false, report, readAt);
            }
            if (report.asleep()) {
                // nothing was read, so that it may sleep on; what it said before still holds
                return before == null
                        ? new SmartState(report.disk(), report.exit(), true, false, null, 0)
                        : new SmartState(before.disk, report.exit(), true, false, before.values, before.readAt);
            }
            return new SmartState(before == null ? report.disk() : before.disk, report.exit(), false, true, null, 0);
        }

        boolean hasValues(long now) {
            return values != null && (asleep || now - readAt <= LONGEST);
        }
    }

    /** Counts what went wrong with disks, and says each fault once. */
    static final class SmartErrors {
        static final int OPEN = 0;
        static final int PARSE = 1;
        static final int RUN = 2;

        /** In the order of the numbers above. */
        static final List<String> REASONS = List.of("open", "parse", "run");

        private static final Logger LOG = LoggerFactory.getLogger(SmartErrors.class);

        private final AtomicLongArray counts = new AtomicLongArray(REASONS.size());
        private final Map<String, String> said = new ConcurrentHashMap<>();

        /** @param of the disk or the file */
        void count(int reason, String of, String fault) {
            counts.incrementAndGet(reason);
            if (!fault.equals(said.put(of, fault))) {
                LOG.warn("SMART of {}: {}", of, fault);
            }
        }

        /** Counts when smartctl could not open the disk. */
        void opened(String of, SmartState state, SmartReport report) {
            if (state.openFailed()) {
                String why = report.complaint().isEmpty() ? "" : ": " + report.complaint();
                count(OPEN, of, "smartctl cannot open the disk" + why);
            } else {
                worked(of);
            }
        }

        void worked(String of) {
            if (said.remove(of) != null) {
                LOG.info("SMART of {} works again", of);
            }
        }

        long of(int reason) {
            return counts.get(reason);
        }
    }

    /** Reports that someone with the rights to do so writes into a directory, one file NAME.json a disk; read when they change. */
    static final class SmartFiles {
        private static final String SUFFIX = ".json";

        private final HostFiles files;
        private final String directory;
        private final SmartErrors errors;
        private final Map<String, Long> seen = new HashMap<>();
        private final Map<String, SmartState> states = new HashMap<>();

        SmartFiles(HostFiles files, String directory, SmartErrors errors) {
            this.files = files;
            this.directory = directory;
            this.errors = errors;
        }

        /** Whether there is any such file. */
        boolean isUsed() {
            return !names().isEmpty();
        }

        Collection<SmartState> read() {
            List<String> names = names();
            states.keySet().retainAll(names);
            seen.keySet().retainAll(names);
            for (String name : names) {
                String path = directory + "/" + name;
                long modified = files.modified(path);
                if (!Long.valueOf(modified).equals(seen.put(name, modified))) {
                    String text;
                    try {
                        text = files.read(path).all();
                    } catch (IOException e) {
                        seen.remove(name); // tried again: rights given to it do not change when it was written
                        errors.count(SmartErrors.PARSE, path, e.getMessage());
                        continue;
                    }
                    try {
                        String disk = "/dev/" + name.substring(0, name.length() - SUFFIX.length());
                        SmartReport report = SmartReport.parse(text, disk);
                        SmartState state = SmartState.of(report, states.get(name), modified / 1000);
                        states.put(name, state);
                        errors.opened(path, state, report);
                    } catch (IOException e) {
                        errors.count(SmartErrors.PARSE, path, e.getMessage());
                    }
                }
            }
            return List.copyOf(states.values());
        }

        private List<String> names() {
            List<String> found = new ArrayList<>();
            for (String name : directory.isEmpty() ? new String[0] : files.list(directory)) {
                if (name.endsWith(SUFFIX)) {
                    found.add(name);
                }
            }
            return found;
        }
    }
}
