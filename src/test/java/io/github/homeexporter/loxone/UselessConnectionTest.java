package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.net.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that are as they should be and of no use, and messages that cannot be. */
class UselessConnectionTest {
    private static final ControlFilter.Lists NO_ROOM =
            new ControlFilter.Lists(List.of("Nowhere"), List.of(), List.of(), List.of(), List.of(), List.of());

    private final Sessions sessions = new Sessions();
    private final FakeMiniserver miniserver = new FakeMiniserver();

    private FakeMiniserver connect() {
        return miniserver.accept(sessions.open().conversation(false));
    }

    @Test
    void a_user_who_may_see_nothing_is_told_so_until_there_is_something() {
        String house = miniserver.structure;
        miniserver.structure = "{\"lastModified\":\"x\",\"controls\":{}}";
        connect();
        assertThat(miniserver.useless).extracting(Fault::reason).containsExactly("no_controls");
        assertThat(miniserver.useless.get(0).sentence()).contains("rights");
        assertThat(miniserver.ready).isZero();
        assertThat(miniserver.fault).isNull();
        assertThat(sessions.health("loxone_exporter_connected")).isEqualTo(1);
        miniserver.structure = house;
        miniserver.elapse(15 * 60);
        assertThat(miniserver.ready).isEqualTo(1);
        assertThat(miniserver.useless).hasSize(1);
    }

    @Test
    void filters_that_leave_nothing_are_no_healthy_device() {
        sessions.exposition = House.filtered(new ControlFilter(NO_ROOM, ControlFilter.Lists.EMPTY));
        connect();
        assertThat(miniserver.useless).extracting(Fault::reason).containsExactly("all_filtered");
        assertThat(miniserver.ready).isZero();
    }

    @Test
    void announced_table_beyond_the_limit_costs_no_more_than_a_connection() {
        connect();
        miniserver.conversation.binary(Wire.header(2, 0xffff_fff0L), miniserver, miniserver.now);
        assertThat(miniserver.fault.reason()).isEqualTo("message_too_large");
        assertThat(miniserver.fault.retryAfter()).isZero();
        assertThat(sessions.health("loxone_exporter_connected")).isZero();
    }

    @Test
    void announced_structure_beyond_the_limit_is_waited_with() {
        sessions.maxMessageSize = 5_000;
        miniserver.structure = House.text().repeat(2);
        connect();
        assertThat(miniserver.fault.reason()).isEqualTo("message_too_large");
        assertThat(miniserver.fault.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(miniserver.fault.sentence()).contains("maxMessageSize");
    }

    @Test
    void subscription_without_values_is_counted_once() {
        connect().elapse(300);
        assertThat(miniserver.useless).extracting(Fault::reason).containsExactly("no_values");
        miniserver.table(2, Wire.values(House.TEMPERATURE, 20));
        miniserver.elapse(1);
        assertThat(miniserver.ready).as("of use again").isEqualTo(2);
    }
}
