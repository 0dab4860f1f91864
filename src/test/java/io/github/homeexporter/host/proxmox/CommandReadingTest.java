package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import io.github.homeexporter.host.proxmox.ClusterReading.PveCluster;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.sample.Naming;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands' way, with a runner that only answers. */
class CommandReadingTest {
    private static final String PCT = """
            VMID       Status     Lock         Name
            102        stopped    backup       db
            """;
    private static final String QM = """
                  VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID
                   200 hearth               running    4096              32.00 1234
            """;

    private final Map<String, String> outputs = new HashMap<>();
    private final List<Command> run = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final CommandReading reading =
            new CommandReading(new Answering(), nanos::get, "larder", Duration.ofSeconds(20));

    private final class Answering implements CommandRunner {
        @Override
        public CommandResult run(Command command) throws CommandRefusedException {
            run.add(command);
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            String line = command.program().label() + " " + String.join(" ", command.arguments());
            if (!outputs.containsKey(line)) {
                throw new CommandRefusedException(command.program().label() + ": not installed");
            }
            String out = outputs.get(line);
            boolean fails = out.startsWith("!");
            return new CommandResult(
                    fails ? 2 : 0, fails ? "" : out, fails ? out.substring(1) : "", Duration.ZERO, false, false);
        }

        @Override
        public boolean has(Program program) {
            return true;
        }
    }

    @BeforeEach
    void answers() throws IOException {
        for (String path : List.of(FakePve.RESOURCES, FakePve.STATUS, "/version", FakePve.LARDER)) {
            String wrapped = FakePve.file(path).strip();
            outputs.put(
                    "pvesh get " + path + " --output-format json",
                    wrapped.substring("{\"data\":".length(), wrapped.length() - 1));
        }
        outputs.put("pct list", PCT);
        outputs.put("qm list", QM);
    }

    @Test
    void pvesh_says_the_same_as_the_api() throws Exception {
        PveCluster cluster = reading.read();
        PveCluster api = new ClusterReading().read(path -> parsed(path));
        assertThat(cluster).isEqualTo(api);
        assertThat(reading.faults()).isEmpty();
        assertThat(run).allMatch(command -> command.program() == Program.PVESH);
        assertThat(run).allMatch(command -> command.limit().equals(Duration.ofSeconds(20)));
    }

    private static List<PveEntry> parsed(String path) {
        try {
            return PveEntry.ofApi(FakePve.file(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void where_pvesh_fails_the_lists_of_this_node_stand_in() throws Exception {
        outputs.put(
                "pvesh get /cluster/resources --output-format json", "!ipcc_send_rec[1] failed: Connection refused");
        PveCluster cluster = reading.read();
        assertThat(reading.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo("command_failed");
            assertThat(fault.sentence()).contains("pvesh", "exit status 2", "ipcc_send_rec");
        });
        String text = new ProxmoxSamples(Naming.BOTH, "", "", "command/pvesh")
                .of(cluster, RareReading.Answers.NONE)
                .toString();
        assertThat(text)
                .contains("proxmox_container_up{container_id=\"102\",container_name=\"db\",host_name=\"larder\"")
                .contains("pve_lock_state{id=\"lxc/102\",state=\"backup\"} 1.0")
                .contains("pve_up{id=\"qemu/200\"} 1.0")
                .contains("pve_memory_size_bytes{id=\"qemu/200\"} 4.294967296E9")
                .contains(
                        "proxmox_vms_running{host_name=\"larder\",instance=\"proxmox-larder\",proxmox_node=\"larder\"} 1.0")
                .contains("pve_up{id=\"node/larder\"} 1.0")
                .doesNotContain("proxmox_cluster_active");
    }

    @Test
    void output_that_is_no_json_is_a_fault_like_any_other() throws Exception {
        outputs.put("pvesh get /cluster/resources --output-format json", "Usage: pvesh");
        reading.read();
        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault.sentence())
                .contains("pvesh get /cluster/resources", "not JSON"));
    }

    @Test
    void a_part_that_fails_leaves_the_rest() throws Exception {
        outputs.put("pvesh get /cluster/status --output-format json", "!no quorum");
        assertThat(reading.read().resources()).hasSize(11);
        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault.sentence())
                .contains("no quorum"));
    }

    @Test
    void where_all_fails_the_first_reason_is_said_first() {
        outputs.clear();
        assertThatThrownBy(reading::read)
                .isInstanceOf(FaultException.class)
                .hasMessage("pvesh: not installed; pct: not installed");
    }

    @Test
    void the_commands_share_one_deadline() throws Exception {
        PveCluster cluster = new CommandReading(new Answering(), nanos::get, "larder", Duration.ofSeconds(3)).read();
        assertThat(run).hasSize(2);
        assertThat(cluster.status()).isNotEmpty();
        assertThat(cluster.nodes()).isEmpty();
    }

    @Test
    void a_nodes_name_never_becomes_another_argument() throws Exception {
        outputs.put(
                "pvesh get /cluster/resources --output-format json",
                "[{\"type\":\"node\",\"node\":\"../-x\",\"status\":\"online\",\"maxcpu\":1}]");
        reading.read();
        assertThat(run)
                .noneMatch(command -> String.join(" ", command.arguments()).contains("-x"));
    }
}
