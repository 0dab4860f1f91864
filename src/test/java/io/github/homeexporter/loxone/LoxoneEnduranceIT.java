package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver.MiniserverFault;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that last, with the deadlines of the program as it ships, all at the same time since most of it is waiting. Everything,
 * deadlines included, is ten times as fast, in CI, where the machine is busier, four times; {@code -Dendurance.pace=1} is the
 * wall's clock.
 */
@Execution(ExecutionMode.CONCURRENT)
class LoxoneEnduranceIT {
    private static final int STATES = 20;
    private static final int PACE = Integer.getInteger("endurance.pace", System.getenv("CI") == null ? 10 : 4);
    private static final Timing TIMING = new Timing(
            Timing.DEFAULT.dialWithin().dividedBy(PACE),
            Timing.DEFAULT.connectWithin().dividedBy(PACE),
            Timing.DEFAULT.firstRetry().dividedBy(PACE),
            Timing.DEFAULT.longestRetry().dividedBy(PACE),
            Timing.DEFAULT.tickEvery().dividedBy(PACE),
            Timing.DEFAULT.closeWithin());

    private SimulatedMiniserver miniserver;
    private LiveMiniservers program;

    @BeforeEach
    void start() throws IOException {
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0));
        program = new LiveMiniservers(TIMING).withoutKeepingBatches();
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        miniserver.close();
    }

    private static Duration seconds(int onTheWall) {
        return Duration.ofSeconds(onTheWall).dividedBy(PACE);
    }

    /** A wait for something that needs that long by itself, on a machine that may be busy. */
    private static ConditionFactory within(int onTheWall) {
        return await().atMost(seconds(onTheWall).plusSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    private void isWhole(SimulatedMiniserver which, String device) {
        within(60).until(() -> program.state(device) == DeviceState.UP && which.subscribers() == 1);
        assertThat(which.webSockets()).isEqualTo(1);
        assertThat(which.mostWebSockets()).isEqualTo(1);
    }

    private void isWhole() {
        isWhole(miniserver, "loxone");
        within(5).until(() -> program.controlValues().size() == STATES);
    }

    private static void value(SimulatedMiniserver to, int number, double value) {
        to.send(MiniserverWire.frames(
                MiniserverWire.VALUES, MiniserverWire.values(Map.of(MiniserverHouse.state(number), value))));
    }

    enum Ending {
        ABORT(SimulatedMiniserver::dropAll),
        RESET(SimulatedMiniserver::resetAll),
        CLOSE(m -> m.closeAll(1001)),
        OUT_OF_SERVICE(m -> m.send(MiniserverWire.frames(MiniserverWire.OUT_OF_SERVICE, new byte[0]))),
        SILENCE(m -> m.faults(MiniserverFault.HALF_OPEN));

        private final Consumer<SimulatedMiniserver> how;

        Ending(Consumer<SimulatedMiniserver> how) {
            this.how = how;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_ends_every_three_seconds_comes_back_every_time(Ending ending) throws Exception {
        String alive = "keepalive=" + seconds(1).toMillis() + "ms";
        String answered = "keepaliveTimeout=" + seconds(1).toMillis() + "ms";
        program.route("loxone", miniserver, alive, answered).untilUp("loxone");
        isWhole();
        for (int round = 1; round <= 10; round++) {
            within(3).pollDelay(seconds(3)).until(() -> miniserver.subscribers() == 1);
            int before = miniserver.openedWebSockets();
            ending.how.accept(miniserver);
            within(6)
                    .until(() -> program.state("loxone") == DeviceState.DOWN || miniserver.openedWebSockets() > before);
            miniserver.faults();
            isWhole();
            assertThat(miniserver.openedWebSockets()).isEqualTo(before + 1);
        }
        assertThat(miniserver.commands().stream().filter("getjwt"::equals))
                .as("one login by password, then by its token")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 90})
    void a_handshake_of_20_s_or_90_s_never_has_two_sockets(int delay) throws Exception {
        miniserver.handshakeDelay(seconds(delay));
        program.route("loxone", miniserver).untilDown("loxone");
        within(delay + 11).during(seconds(delay + 10)).until(() -> miniserver.webSockets() <= 1);
        assertThat(program.errors("loxone", "connect_timeout")).isGreaterThanOrEqualTo(2);
        assertThat(miniserver.openedWebSockets())
                .as("given up before it opened")
                .isZero();
        assertThat(miniserver.mostWebSockets()).isLessThanOrEqualTo(1);
        miniserver.handshakeDelay(Duration.ZERO);
        isWhole();
    }

    @Test
    void a_reboot_of_three_minutes_is_waited_out_and_the_values_stay() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        isWhole();
        miniserver.faults(MiniserverFault.RESTARTING);
        miniserver.send(MiniserverWire.frames(MiniserverWire.OUT_OF_SERVICE, new byte[0]));
        program.untilDown("loxone");
        within(185).pollDelay(seconds(180)).until(() -> program.state("loxone") == DeviceState.DOWN);
        assertThat(program.controlValues()).as("kept for stale-after").hasSize(STATES);
        int asked = miniserver.server().accepted();
        assertThat(asked).as("by back-off, not without pause").isLessThan(40);
        miniserver.faults();
        isWhole();
    }

    @Test
    void a_wrong_password_is_tried_twice_at_most_in_35_s() throws Exception {
        miniserver.password("right");
        program.route("loxone", miniserver.address(), "wrong").untilDown("loxone");
        within(36).pollDelay(seconds(35)).until(() -> program.state("loxone") == DeviceState.DOWN);
        assertThat(miniserver.failedLogins()).isBetween(1, 2);
        assertThat(miniserver.openedWebSockets()).isLessThanOrEqualTo(2);
    }

    @Test
    void of_three_miniservers_one_that_misbehaves_for_half_a_minute_takes_nothing_from_the_others() throws Exception {
        try (SimulatedMiniserver cellar = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0));
                SimulatedMiniserver garden = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0))) {
            program.route("loxone", miniserver).route("cellar", cellar).route("garden", garden);
            program.untilUp("loxone").untilUp("cellar").untilUp("garden");
            within(5).until(() -> program.controlValues().size() == 3 * STATES);
            cellar.faults(MiniserverFault.MUTE);
            int[] round = {0};
            long end = System.nanoTime() + seconds(30).toNanos();
            within(31).pollInterval(seconds(1).dividedBy(2)).until(() -> {
                round[0]++;
                cellar.send(Nonsense.kind(round[0] % Nonsense.KINDS));
                cellar.resetAll();
                value(miniserver, 1, 1000 + round[0]);
                value(garden, 2, 2000 + round[0]);
                return System.nanoTime() > end;
            });
            within(5)
                    .until(() -> program.controlValues().contains(1000.0 + round[0])
                            && program.controlValues().contains(2000.0 + round[0]));
            assertThat(miniserver.openedWebSockets()).isEqualTo(1);
            assertThat(garden.openedWebSockets()).isEqualTo(1);
            assertThat(program.errors("loxone", "")).isZero();
            assertThat(program.errors("garden", "")).isZero();
            cellar.faults();
            isWhole(cellar, "cellar");
        }
    }
}
