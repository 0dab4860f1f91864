package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
            return PveEntry.ofPvesh(run(end, Program.PVESH, "get", path, "--output-format", "json"));
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

    /** What {@code pct list} and {@code qm list} print, as entries of the kind the API has. */
    static final class GuestLists {
        private static final double MIB = 1 << 20;
        private static final double GIB = 1 << 30;

        private GuestLists() {}

        /**
         * VMID, Status, Lock, Name. The lock is mostly blank, and one as long as {@code snapshot-delete} pushes the name out of
         * its column: so words are counted, and only of three it is asked where the last one stands.
         */
        static List<PveEntry> ofPct(String text, String node) {
            List<PveEntry> guests = new ArrayList<>();
            int nameColumn = Integer.MAX_VALUE;
            for (String line : text.lines().toList()) {
                String[] words = line.strip().split("\\s+");
                if (words[0].equals("VMID")) {
                    nameColumn = Math.max(0, line.indexOf("Name"));
                } else if (words.length >= 2 && isId(words[0])) {
                    Map<String, String> fields = guest("lxc", words[0], node, words[1]);
                    if (words.length >= 4) {
                        fields.put("lock", words[2]);
                        fields.put("name", words[3]);
                    } else if (words.length == 3) {
                        boolean isLock = line.lastIndexOf(words[2]) < nameColumn && nameColumn != Integer.MAX_VALUE;
                        fields.put(isLock ? "lock" : "name", words[2]);
                    }
                    guests.add(new PveEntry(fields));
                }
            }
            return guests;
        }

        /** VMID, NAME, STATUS, MEM(MB), BOOTDISK(GB), PID. A VM without a name is called {@code VM 100}: so it is read from the end. */
        static List<PveEntry> ofQm(String text, String node) {
            List<PveEntry> guests = new ArrayList<>();
            for (String line : text.lines().toList()) {
                String[] words = line.strip().split("\\s+");
                int n = words.length;
                if (n < 6 || !isId(words[0])) {
                    continue;
                }
                Map<String, String> fields = guest("qemu", words[0], node, words[n - 4]);
                fields.put("name", String.join(" ", Arrays.copyOfRange(words, 1, n - 4)));
                fields.put("maxmem", bytes(words[n - 3], MIB));
                fields.put("maxdisk", bytes(words[n - 2], GIB));
                guests.add(new PveEntry(fields));
            }
            return guests;
        }

        private static Map<String, String> guest(String type, String id, String node, String status) {
            Map<String, String> fields = new HashMap<>();
            fields.put("type", type);
            fields.put("id", type + "/" + id);
            fields.put("vmid", id);
            fields.put("node", node);
            fields.put("status", status);
            return fields;
        }

        private static boolean isId(String word) {
            return word.matches("[1-9][0-9]{2,8}");
        }

        private static String bytes(String word, double unit) {
            return word.matches("[0-9]{1,9}(\\.[0-9]{1,6})?") ? String.valueOf(Double.parseDouble(word) * unit) : "";
        }
    }
}
