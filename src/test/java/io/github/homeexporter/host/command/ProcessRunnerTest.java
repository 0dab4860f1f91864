package io.github.homeexporter.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes, of the shell in the place of sensors: it belongs to root on every system. */
class ProcessRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong lead = new AtomicLong();
    private final ProcessRunner worker =
            new ProcessRunner(Map.of(Program.SENSORS, "/bin/sh"), threads, () -> System.nanoTime() + lead.get());

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void what_a_program_says_and_how_it_ends_is_told() throws Exception {
        CommandResult result = worker.run(shell("echo out; echo err >&2; exit 3"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.err()).isEqualTo("err\n");
        assertThat(result.ranToItsEnd()).isTrue();
        assertThat(result.fault()).isEqualTo("exit status 3: err");
        assertThatThrownBy(() -> worker.output(shell("echo no >&2; exit 1")))
                .isInstanceOf(IOException.class)
                .hasMessage("sensors: exit status 1: no");
        assertThat(worker.output(shell("echo yes"))).isEqualTo("yes\n");
    }

    @Test
    void the_program_has_no_shell_around_it_and_nothing_of_our_environment() throws Exception {
        Command command = Command.of(Program.SENSORS, "-c", "echo \"$1\"; env | cut -d= -f1 | sort", "x", "$(id); *");
        assertThat(worker.output(command.within(LONG)).lines().filter(line -> !line.matches("_|PWD|OLDPWD|SHLVL")))
                .containsExactly("$(id); *", "LC_ALL", "PATH");
        assertThat(worker.output(shell("cat; pwd"))).isEqualTo("/\n");
    }

    @Test
    void a_program_that_hangs_is_killed_with_its_children() throws Exception {
        CommandResult result =
                worker.run(shell("sleep 600 & echo $!; sleep 600").within(Duration.ofMillis(700)));
        assertThat(result.timedOut()).isTrue();
        assertThat(result.exit()).isEqualTo(-1);
        assertThat(result.fault()).contains("was killed");
        String child = result.out().strip();
        Awaitility.await().atMost(LONG).until(() -> hasEnded(child));
    }

    @Test
    void more_than_four_mebibytes_are_not_read() throws Exception {
        CommandResult result = worker.run(shell("yes"));
        assertThat(result.truncated()).isTrue();
        assertThat(result.out()).hasSize(4 << 20);
        assertThat(result.fault()).contains("4 MiB");
        assertThat(worker.run(shell("yes | head -c 5000000")).truncated()).isTrue();
        CommandResult complaints = worker.run(shell("yes no | head -c 5000000 >&2; echo done"));
        assertThat(complaints.out()).isEqualTo("done\n");
        assertThat(complaints.err()).hasSize(64 << 10);
    }

    @Test
    void a_child_that_keeps_the_pipe_open_does_not_hold_up_the_answer() throws Exception {
        CommandResult result = worker.run(shell("sleep 600 & echo $!"));
        String child = result.out().strip();
        try {
            assertThat(result.exit()).isZero();
        } finally {
            ProcessHandle.of(Long.parseLong(child)).ifPresent(ProcessHandle::destroyForcibly);
        }
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> worker.run(shell("echo again"))
                .succeeded());
    }

    @Test
    void a_program_runs_once_at_a_time() throws Exception {
        Future<CommandResult> first = threads.submit(() -> worker.run(shell("sleep 600")));
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThatThrownBy(() -> worker.run(shell("echo 2")))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage("sensors: the run before has not ended"));
        first.cancel(true);
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> worker.run(shell("echo 2"))
                .succeeded());
    }

    @Test
    void after_three_failures_a_command_is_left_alone_for_a_while_and_others_are_not() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(worker.run(shell("exit 1")).exit()).isEqualTo(1);
        }
        assertThatThrownBy(() -> worker.run(shell("exit 1")))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining("failed too often; the next try is in");
        assertThat(worker.run(shell("exit 0")).succeeded()).isTrue();
        lead.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThat(worker.run(shell("exit 1")).exit()).isEqualTo(1);
        lead.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThatThrownBy(() -> worker.run(shell("exit 1"))).isInstanceOf(CommandRefusedException.class);
        lead.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertThat(worker.run(shell("exit 1")).exit()).isEqualTo(1);
        lead.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(worker.run(shell("exit 1")).exit()).isEqualTo(1);
    }

    @Test
    void where_the_status_is_a_message_it_is_no_failure() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(worker.run(shell("exit 64").withAnyExit()).exit()).isEqualTo(64);
        }
    }

    @Test
    void nul_in_an_argument_is_refused() {
        assertThatThrownBy(() -> Command.of(Program.ZPOOL, "a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Command shell(String text) {
        return new Command(Program.SENSORS, List.of("-c", text), LONG, true);
    }

    /** Gone, or a zombie that nobody waits for in a container without an init. */
    private static boolean hasEnded(String pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            String text = Files.readString(stat);
            return text.substring(text.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return true;
        }
    }
}
