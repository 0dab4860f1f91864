package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Collector.CollectorContext;
import io.github.homeexporter.host.collector.SmartCollector.SmartErrors;
import io.github.homeexporter.host.collector.SmartCollector.SmartState;
import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import io.github.homeexporter.host.report.SmartReport;
import io.github.homeexporter.host.report.SmartTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs smartctl on its own slow schedule, beside the cycles, for a disk may take seconds to answer. Between two runs the last
 * reports hold.
 */
final class Smartctl {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CollectorContext context;
    private final CommandRunner runner;
    private final SmartErrors errors;
    private final Map<String, SmartState> states = new LinkedHashMap<>();
    private Future<?> round;
    private long start;
    private String fault = "";

    Smartctl(CollectorContext context, SmartErrors errors) {
        this.context = context;
        this.errors = errors;
        runner = context.commands();
    }

    /**
     * Starts a round when one is due and waits a little for it, so that the first reading of a fast machine has it.
     *
     * @throws IOException when smartctl could not even say which disks there are
     */
    Collection<SmartState> read(Duration patience) throws IOException, InterruptedException {
        long now = context.nanos().getAsLong();
        boolean first = round == null;
        if (first
                || round.isDone()
                        && now - start
                                >= context.options().commands().smartInterval().toNanos()) {
            start = now;
            round = context.workers().submit(this::round);
        }
        await(first ? patience : Duration.ZERO);
        synchronized (states) {
            if (!fault.isEmpty() && states.isEmpty()) {
                throw new IOException(fault);
            }
            return List.copyOf(states.values());
        }
    }

    private void await(Duration patience) throws InterruptedException {
        try {
            round.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return; // goes on beside us
        } catch (ExecutionException e) {
            throw new IllegalStateException("a round of smartctl failed: " + e.getCause(), e);
        }
    }

    private void round() {
        try {
            List<SmartTarget> targets = targets();
            synchronized (states) {
                fault = "";
                states.keySet()
                        .retainAll(targets.stream().map(SmartTarget::label).toList());
            }
            for (SmartTarget target : targets) {
                ask(target);
            }
        } catch (IOException e) {
            synchronized (states) {
                fault = e.getMessage();
            }
            errors.count(SmartErrors.RUN, "all disks", e.getMessage());
        } catch (InterruptedException e) {
            return; // being stopped
        }
    }

    private List<SmartTarget> targets() throws IOException, InterruptedException {
        List<SmartTarget> set = context.options().commands().smartDevices();
        if (!set.isEmpty()) {
            return set;
        }
        CommandResult result =
                runner.run(Command.of(Program.SMARTCTL, "--scan", "--json=c").within(LIMIT));
        if (!result.ranToItsEnd()) {
            throw new IOException("smartctl: " + result.fault());
        }
        try {
            List<SmartTarget> found = SmartTarget.scanned(result.out());
            errors.worked("all disks");
            return found;
        } catch (IOException e) {
            throw new IOException("smartctl --scan: " + (result.exit() == 0 ? e.getMessage() : result.fault()), e);
        }
    }

    private void ask(SmartTarget target) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--json=c", "--info", "--health", "--attributes", "--tolerance=verypermissive", "--nocheck=standby,3"));
        if (!target.type().isEmpty()) {
            arguments.add("--device=" + target.type());
        }
        arguments.add(target.path());
        try {
            CommandResult result = runner.run(new Command(Program.SMARTCTL, arguments, LIMIT, false));
            if (!result.ranToItsEnd()) {
                errors.count(SmartErrors.RUN, target.label(), "smartctl " + result.fault());
                return;
            }
            keep(target, SmartReport.parse(result.out(), target.path()));
        } catch (CommandRefusedException e) {
            errors.count(SmartErrors.RUN, target.label(), e.getMessage());
        } catch (IOException e) {
            errors.count(SmartErrors.PARSE, target.label(), "smartctl wrote " + e.getMessage());
        }
    }

    private void keep(SmartTarget target, SmartReport report) {
        SmartState state;
        synchronized (states) {
            long now = context.clock().instant().getEpochSecond();
            state = SmartState.of(report, states.get(target.label()), now);
            states.put(target.label(), state);
        }
        errors.opened(target.label(), state, report);
    }
}
