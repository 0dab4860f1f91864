package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.command.Command;
import io.github.homeexporter.host.command.CommandRefusedException;
import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.Program;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.FaultException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The last way, for a Proxmox host without a token: {@code pvesh}, which says all that the API says; where it fails,
 * {@code pct list} and {@code qm list}, which know the guests of this node only.
 */
final class CommandReading {
    private final CommandRunner runner;
    private final LongSupplier nanos;
    private final String node;
    private final Duration limit;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param nanos monotonic nanoseconds
     * @param node name of this node
     * @param limit for all commands of a reading
     */
    CommandReading(CommandRunner runner, LongSupplier nanos, String node, Duration limit) {
        this.runner = runner;
        this.nanos = nanos;
        this.node = node;
        this.limit = limit;
    }

    /** What went wrong in the last reading without making it useless. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    PveCluster read() throws FaultException, InterruptedException {
        faults.clear();
        long end = nanos.getAsLong() + limit.toNanos();
        ClusterReading reading = new ClusterReading();
        try {
            PveCluster cluster = reading.read(path -> pvesh(path, end));
            faults.addAll(reading.faults());
            return cluster;
        } catch (FaultException e) {
            faults.add(e.fault());
            return lists(e.fault(), end);
        }
    }

    private PveCluster lists(Fault before, long end) throws FaultException, InterruptedException {
        List<PveEntry> resources = new ArrayList<>();
        resources.add(new PveEntry(Map.of("type", "node", "id", "node/" + node, "node", node, "status", "online")));
        try {
            resources.addAll(GuestLists.ofPct(run(end, Program.PCT, "list"), node));
            resources.addAll(GuestLists.ofQm(run(end, Program.QM, "list"), node));
        } catch (FaultException e) {
            // the first one is what has to be mended
            throw new FaultException(new Fault(
                    before.reason(), before.sentence() + "; " + e.fault().sentence()));
        }
        return new PveCluster(resources, List.of(), PveEntry.EMPTY, Map.of());
    }

    private List<PveEntry> pvesh(String path, long end) throws FaultException, InterruptedException {
        try {
            return PveJson.ofPvesh(run(end, Program.PVESH, "get", path, "--output-format", "json"));
        } catch (IOException e) {
            throw new FaultException(new Fault("malformed", "pvesh get " + path + ": " + e.getMessage()));
        }
    }

    /** Always the same limit, for the runner counts failures by command. */
    private String run(long end, Program program, String... arguments) throws FaultException, InterruptedException {
        if (end - nanos.getAsLong() <= 0) {
            throw new FaultException(new Fault(
                    ClusterReading.TIMEOUT, "the commands take longer than " + limit.toSeconds() + " s together"));
        }
        try {
            return runner.output(Command.of(program, arguments).within(limit));
        } catch (CommandRefusedException e) {
            throw new FaultException(new Fault("command_refused", e.getMessage()));
        } catch (IOException e) {
            throw new FaultException(new Fault("command_failed", e.getMessage()));
        }
    }
}
