package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.net.WebSocketPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Structures and tables of any size and sense, on real sockets. */
@Execution(ExecutionMode.CONCURRENT)
class LoxoneContentFaultsTest extends SimulatedLoxone {
    @Test
    void a_structure_changed_while_away_is_read_anew_and_what_is_gone_goes() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        isWhole();
        MiniserverHouse smaller = MiniserverHouse.of(7, 0);
        miniserver.house(
                new MiniserverHouse("2026-02-02 08:00:00", smaller.structure().replace("13:24:37", "13:24:38"))
                        .number(MiniserverHouse.state(1), 5));
        miniserver.dropAll();
        await().until(() -> program.controlValues().equals(List.of(0.0, 5.0, 0.0, 0.0, 0.0, 0.0, 0.0)));
        assertThat(program.page()).containsEntry("loxone_exporter_controls_discovered{miniserver=\"loxone\"}", 7.0);
    }

    @Test
    void a_structure_changed_while_connected_is_noticed() throws Exception {
        program.route("loxone", miniserver, "structureCheck=200ms").untilUp("loxone");
        isWhole();
        MiniserverHouse next = MiniserverHouse.of(7, 0);
        miniserver.house(new MiniserverHouse(
                "2026-02-02 08:00:00", next.structure().replace("2026-01-10 13:24:37", "2026-02-02 08:00:00")));
        await().until(() -> program.controlValues().size() == 7);
        assertThat(miniserver.openedWebSockets()).isEqualTo(1);
    }

    @Test
    void a_structure_of_2_mb_and_one_of_50_mb_are_read() throws Exception {
        miniserver.house(MiniserverHouse.of(STATES, 2_000_000));
        program.route("loxone", miniserver).untilUp("loxone");
        isWhole();
        try (SimulatedMiniserver large = new SimulatedMiniserver(MiniserverHouse.of(3, 50_000_000))) {
            program.route("large", large).untilUp("large");
            await().until(() -> program.controlValues().size() == STATES + 3);
            assertThat(large.openedWebSockets()).isEqualTo(1);
        }
    }

    @Test
    void a_structure_above_the_limit_is_not_read_and_not_asked_for_again_and_again() throws Exception {
        miniserver.house(MiniserverHouse.of(STATES, 300_000));
        program.route("loxone", miniserver, "maxMessageSize=200000").untilDown("loxone");
        assertThat(program.errors("loxone", "message_too_large")).isEqualTo(1);
        assertThat(program.lastError("loxone")).contains("more than the largest allowed");
        await().during(Duration.ofSeconds(1)).until(() -> miniserver.openedWebSockets() == 1);
    }

    @Test
    void seventeen_kinds_of_nonsense_among_20_000_events_cost_only_themselves() throws Exception {
        program.withoutKeepingBatches().route("loxone", miniserver).untilUp("loxone");
        isWhole();
        for (int event = 0; event < 20_000; event++) {
            if (event % 1_000 == 500) {
                miniserver.send(Nonsense.kind(event / 1_000 % Nonsense.KINDS));
            }
            value(event % 10, event);
        }
        value(11, 4711);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> program.controlValues().contains(4711.0));
        assertThat(miniserver.openedWebSockets()).isEqualTo(1);
        assertThat(program.controlValues()).contains(19_990.0, 19_999.0);
        for (String reason : Nonsense.REASONS) {
            assertThat(program.errors("loxone", reason)).as(reason).isPositive();
        }
    }

    @Test
    void an_absurd_length_ends_the_connection_without_taking_memory() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        isWhole();
        miniserver.send(WebSocketPeer.frame(
                WebSocketPeer.BINARY, MiniserverWire.header(MiniserverWire.VALUES, 0, 0xffff_fff0L)));
        // it is back so soon that nobody may see it down
        await().atMost(Duration.ofSeconds(30)).until(() -> program.errors("loxone", "message_too_large") == 1);
        assertThat(program.lastError("loxone")).contains("4294967280");
    }
}
