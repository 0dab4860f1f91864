package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugs that change behind an address a second time, over real sockets and without discovery. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class PlugChangesTwiceTest {
    private static final Duration SLOW = Duration.ofSeconds(90);

    @ParameterizedTest
    @CsvSource({
        "P110, HS110, P110",
        "P115, P110, P115",
        "P110_OLD, KP115_KLAP, P115",
        "HS300, P304M, HS110",
        "KP115_KLAP, HS110, P110",
        "HS100_KLAP, P110_OLD, HS300"
    })
    void a_second_change_while_the_first_is_being_found_out_is_followed_too(
            PlugModel first, PlugModel second, PlugModel third) throws Exception {
        try (SimulatedPlug before = new SimulatedPlug(first, "a", 1);
                TapoRoute route = TapoRoute.of(before)) {
            route.awaitState(before.address(), DeviceState.UP);
            before.unplug();
            SimulatedPlug between = PlugChangesTest.inItsPlace(before, second, 2, "b");
            // in the middle of its first cycle
            await().atMost(SLOW).until(() -> !between.questions().isEmpty());
            between.unplug();
            try (SimulatedPlug after = PlugChangesTest.inItsPlace(before, third, 3, "b")) {
                await().atMost(SLOW)
                        .untilAsserted(() -> assertThat(route.values().keySet())
                                .anyMatch(k -> k.startsWith("tapo_info{") && k.contains(after.mac()))
                                .noneMatch(k -> k.contains(before.mac()) || k.contains(between.mac())));
                route.awaitState(after.address(), DeviceState.UP);
            }
        }
    }
}
