package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.command.Program;
import io.github.homeexporter.host.proc.Capabilities;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        mayRun = options.smartctlWanted() || Capabilities.mayReadDisks(Scan.of(status));
        rows = new SmartRows(context.names());
        errorRow = context.names().row(ERRORS, Map.of(), "reason", SmartErrors.REASONS);
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(SmartRows.columns());
        all.add(ERRORS);
        return all;
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
}
