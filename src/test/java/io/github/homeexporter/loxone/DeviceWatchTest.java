package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver.MiniserverFault;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batteries, reachability and bus errors, on a real socket. */
class DeviceWatchTest {
    private final LiveMiniservers program = new LiveMiniservers();
    private SimulatedMiniserver miniserver;

    @BeforeEach
    void start() throws IOException {
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(5, 0));
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        miniserver.close();
    }

    @Test
    void devices_and_the_miniserver_itself_are_looked_at_now_and_then() throws Exception {
        program.route("loxone", miniserver, "deviceInterval=1s").untilUp("loxone");
        await().until(() ->
                miniserver.commands().stream().filter("status"::equals).count() > 2);
        assertThat(program.page())
                .hasEntrySatisfying(
                        "loxone_device_battery_ratio{kind=\"AirDevice\",miniserver=\"loxone\",name=\"Valve\",place=\"Window\","
                                + "room=\"Bath\",serial=\"50:4F:94:FF:FE:00:00:01\"}",
                        value -> assertThat(value).isEqualTo(0.76))
                .containsEntry("loxone_device_cpu_ratio{miniserver=\"loxone\"}", 0.12)
                .containsEntry(
                        "loxone_device_branch_errors{branch=\"2\",miniserver=\"loxone\",serial=\"13100001\"}", 2.0);
    }

    @Test
    void what_the_user_may_not_see_is_asked_once() throws Exception {
        miniserver.faults(MiniserverFault.NO_ADMIN);
        program.route("loxone", miniserver, "deviceInterval=1s").untilUp("loxone");
        await().until(() ->
                program.errors("loxone", "no_device_rights") == 1 && program.errors("loxone", "no_system_rights") == 3);
        int asked = miniserver.commands().size();
        await().pollDelay(Duration.ofMillis(1500))
                .until(() -> miniserver.commands().size() <= asked + 1);
        assertThat(program.state("loxone")).isEqualTo(DeviceState.UP);
        assertThat(program.page().keySet()).noneMatch(series -> series.startsWith("loxone_device_"));
    }

    @Test
    void nobody_is_asked_unless_it_is_wanted() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        await().until(() -> program.controlValues().size() == 5);
        assertThat(miniserver.commands()).doesNotContain("status", "cpu");
    }
}
