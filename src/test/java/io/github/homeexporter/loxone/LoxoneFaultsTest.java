package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver.MiniserverFault;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a Miniserver does, one socket comes back with all values; each on a real socket. */
@Execution(ExecutionMode.CONCURRENT)
class LoxoneFaultsTest extends SimulatedLoxone {
    private void comesBackEachTime(Ending ending) throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        isWhole();
        long threads = program.threads();
        for (int round = 1; round <= 25; round++) {
            int before = miniserver.openedWebSockets();
            ending.how.accept(miniserver);
            await().atMost(Duration.ofSeconds(10)).until(() -> miniserver.openedWebSockets() == before + 1);
            isWhole();
        }
        value(3, 42);
        await().until(() -> program.controlValues().contains(42.0));
        assertThat(miniserver.commands().stream().filter("getjwt"::equals)).hasSize(1);
        assertThat(miniserver.commands().stream().filter("LoxAPP3.json"::equals))
                .hasSize(1);
        await("not one more for each round").until(() -> program.threads() < threads + 20);
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_ends_again_and_again_comes_back_each_time(Ending ending) throws Exception {
        // other tests run beside this one; a group has its own threads only
        ThreadGroup group = new ThreadGroup("program");
        FutureTask<Void> test = new FutureTask<>(() -> {
            comesBackEachTime(ending);
            return null;
        });
        new Thread(group, test).start();
        test.get();
    }

    @Test
    void a_keepalive_without_an_answer_is_noticed() throws Exception {
        program.route("loxone", miniserver, "keepalive=300ms", "keepaliveTimeout=2s")
                .untilUp("loxone");
        await().until(() -> miniserver.commands().contains("keepalive"));
        // on a busy machine one may have been missed without the fault
        double before = program.errors("loxone", "keepalive_timeout");
        miniserver.faults(MiniserverFault.NO_KEEPALIVE);
        await().until(() -> program.errors("loxone", "keepalive_timeout") > before);
        miniserver.faults();
        isWhole();
    }

    @Test
    void a_half_open_connection_is_noticed_by_the_keepalive() throws Exception {
        program.route("loxone", miniserver, "keepalive=300ms", "keepaliveTimeout=2s", "answerTimeout=2s")
                .untilUp("loxone");
        isWhole();
        miniserver.faults(MiniserverFault.HALF_OPEN);
        program.untilDown("loxone");
        assertThat(program.page()).containsEntry("loxone_exporter_connected{miniserver=\"loxone\"}", 0.0);
        miniserver.faults();
        isWhole();
    }

    @Test
    void no_websocket_ping_is_needed_while_data_flows() throws Exception {
        program.route("loxone", miniserver, "keepalive=100ms").untilUp("loxone");
        isWhole();
        await().until(() ->
                miniserver.commands().stream().filter("keepalive"::equals).count() > 10);
        assertThat(miniserver.commands()).doesNotContain("ping");
        assertThat(miniserver.openedWebSockets()).isEqualTo(1);
    }

    @Test
    void a_miniserver_that_says_nothing_after_the_upgrade_is_left() throws Exception {
        miniserver.faults(MiniserverFault.MUTE);
        program.route("loxone", miniserver, "answerTimeout=2s").untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("did not answer keyexchange");
        miniserver.faults();
        isWhole();
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT_HTTP", "SILENT_HANDSHAKE", "RESTARTING"})
    void a_miniserver_that_does_not_open_is_tried_again_one_socket_at_a_time(MiniserverFault fault) throws Exception {
        Timing impatient = new Timing(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMillis(20),
                Duration.ofMillis(300));
        program = new LiveMiniservers(impatient);
        miniserver.faults(fault);
        program.route("loxone", miniserver).untilDown("loxone");
        int tried = miniserver.server().accepted();
        await().until(() -> miniserver.server().accepted() >= tried + 3);
        String reason = fault == MiniserverFault.RESTARTING ? "restarting" : "connect_timeout";
        assertThat(program.errors("loxone", reason)).isGreaterThanOrEqualTo(2);
        assertThat(miniserver.server().open()).isLessThanOrEqualTo(2);
        miniserver.faults();
        isWhole();
    }

    /** 20 s and 90 s against deadlines of 5 s and 7.5 s, here less of both. */
    @ParameterizedTest
    @ValueSource(ints = {2_000, 9_000})
    void a_handshake_slower_than_its_deadline_never_leaves_two_sockets(int delay) throws Exception {
        Timing shorter = new Timing(
                Duration.ofSeconds(6),
                Duration.ofMillis(1500),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                Duration.ofMillis(20),
                Duration.ofMillis(300));
        program = new LiveMiniservers(shorter);
        miniserver.handshakeDelay(Duration.ofMillis(delay));
        program.route("loxone", miniserver).untilDown("loxone");
        await().until(() -> program.errors("loxone", "connect_timeout") >= 3);
        assertThat(miniserver.openedWebSockets()).isZero();
        miniserver.handshakeDelay(Duration.ofMillis(100));
        isWhole();
    }

    @Test
    void answers_that_take_their_time_are_waited_for() throws Exception {
        miniserver.answerDelay(Duration.ofMillis(300));
        program.route("loxone", miniserver, "answerTimeout=2s");
        isWhole();
        assertThat(miniserver.openedWebSockets()).isEqualTo(1);
    }

    @Test
    void a_reboot_of_any_length_is_waited_out() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        isWhole();
        miniserver.faults(MiniserverFault.RESTARTING);
        miniserver.send(MiniserverWire.frames(MiniserverWire.OUT_OF_SERVICE, new byte[0]));
        program.untilDown("loxone");
        await().until(() -> program.errors("loxone", "restarting") >= 3);
        assertThat(program.controlValues()).as("kept for stale-after").hasSize(STATES);
        miniserver.faults();
        isWhole();
    }

    @Test
    void a_wrong_password_is_tried_once_and_then_not_for_a_minute() throws Exception {
        miniserver.password("right");
        program.route("loxone", miniserver.address(), "wrong").untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("next attempt in 60 s").doesNotContain("wrong");
        assertThat(miniserver.failedLogins()).isEqualTo(1);
        assertThat(program.page())
                .containsEntry("loxone_login_failures_total{miniserver=\"loxone\",reason=\"bad_credentials\"}", 1.0);
        // quick retries would have come a dozen times by now
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> miniserver.failedLogins() == 1 && miniserver.openedWebSockets() == 1);
    }

    @Test
    void a_block_is_waited_for_as_long_as_the_miniserver_says() throws Exception {
        miniserver.faults(MiniserverFault.BLOCKED_PAGE).blockedFor(2);
        program.route("loxone", miniserver).untilDown("loxone");
        assertThat(program.errors("loxone", "blocked")).isEqualTo(1);
        assertThat(program.page())
                .containsEntry("loxone_login_failures_total{miniserver=\"loxone\",reason=\"blocked\"}", 1.0)
                .containsKey("home_exporter_loxone_blocked_until_timestamp_seconds{miniserver=\"loxone\"}");
        miniserver.faults();
        int asked = miniserver.commands().size();
        await().during(Duration.ofSeconds(1)).until(() -> miniserver.commands().size() == asked);
        isWhole();
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKED_CLOSE", "NO_SLOT"})
    void close_codes_are_told_apart(MiniserverFault fault) throws Exception {
        miniserver.faults(fault);
        program.route("loxone", miniserver).untilDown("loxone");
        String reason = fault == MiniserverFault.NO_SLOT ? "no_slot" : "blocked";
        assertThat(program.errors("loxone", reason)).isEqualTo(1);
        await().during(Duration.ofSeconds(1)).until(() -> miniserver.openedWebSockets() == 1);
        assertThat(program.page())
                .containsEntry("loxone_login_failures_total{miniserver=\"loxone\",reason=\"" + reason + "\"}", 1.0);
    }

    @Test
    void one_misbehaving_miniserver_does_not_touch_the_other() throws Exception {
        try (SimulatedMiniserver other = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0))) {
            program.route("loxone", miniserver).route("cellar", other, "answerTimeout=300ms");
            program.untilUp("loxone").untilUp("cellar");
            await().until(() -> program.controlValues().size() == 2 * STATES);
            other.faults(MiniserverFault.MUTE).dropAll();
            for (int i = 0; i < 50; i++) {
                value(1, i + 100);
                other.send(Nonsense.kind(i % Nonsense.KINDS));
                other.resetAll();
            }
            await().until(() -> program.state("cellar") == DeviceState.DOWN
                    && program.controlValues().contains(149.0));
            assertThat(program.state("loxone")).isEqualTo(DeviceState.UP);
            assertThat(miniserver.openedWebSockets()).isEqualTo(1);
            assertThat(program.page().keySet())
                    .filteredOn(series -> series.startsWith("loxone_control_value"))
                    .filteredOn(series -> series.contains("device=\"cellar\""))
                    .hasSize(STATES);
            other.faults();
            program.untilUp("cellar");
        }
    }

    enum Ending {
        ABORT(SimulatedMiniserver::dropAll),
        RESET(SimulatedMiniserver::resetAll),
        CLOSE(m -> m.closeAll(1001)),
        OUT_OF_SERVICE(m -> m.send(MiniserverWire.frames(MiniserverWire.OUT_OF_SERVICE, new byte[0])));

        private final Consumer<SimulatedMiniserver> how;

        Ending(Consumer<SimulatedMiniserver> how) {
            this.how = how;
        }
    }
}
