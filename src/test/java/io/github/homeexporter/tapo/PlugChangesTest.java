package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugs that change behind an address, over real sockets and without discovery: what was learnt of them is unlearnt. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class PlugChangesTest {
    /** One of each transport, and of each family on KLAP. */
    private static final List<PlugModel> KINDS = List.of(
            PlugModel.P110,
            PlugModel.P110_OLD,
            PlugModel.P115,
            PlugModel.HS110,
            PlugModel.HS100_KLAP,
            PlugModel.KP115_KLAP,
            PlugModel.P304M,
            PlugModel.HS300);

    static List<PlugModel> kinds() {
        return KINDS;
    }

    /** Into each of the others, side by side. */
    @ParameterizedTest
    @MethodSource("kinds")
    void what_has_become_another_is_read_as_what_it_is_now(PlugModel from) throws Exception {
        List<PlugModel> others = KINDS.stream().filter(to -> to != from).toList();
        List<SimulatedPlug> plugs = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            plugs.add(new SimulatedPlug(from, "was one", i));
        }
        try (TapoRoute route = TapoRoute.of(plugs.toArray(SimulatedPlug[]::new))) {
            plugs.forEach(before -> route.awaitState(before.address(), DeviceState.UP));
            for (int i = 0; i < others.size(); i++) {
                PlugModel to = others.get(i);
                // with its own MAC address: new firmware; strip for plug: another device
                boolean same = from.name().startsWith("P") == to.name().startsWith("P");
                plugs.get(i).unplug();
                plugs.set(i, inItsPlace(plugs.get(i), to, same ? i : i + KINDS.size(), "is " + to));
            }
            for (int i = 0; i < others.size(); i++) {
                String now = "tapo_info{alias=\"is " + others.get(i) + "\"";
                await().atMost(TapoRoute.LONG)
                        .untilAsserted(() -> assertThat(route.values().keySet()).anyMatch(k -> k.startsWith(now)));
                SimulatedPlug after = plugs.get(i);
                route.awaitState(after.address(), DeviceState.UP);
                int then = after.questions().size();
                await().atMost(TapoRoute.LONG).until(() -> after.questions().size() > then + 1);
            }
            assertThat(route.values().keySet()).noneMatch(k -> k.contains("alias=\"was one\""));
        } finally {
            for (SimulatedPlug plug : plugs) {
                plug.unplug();
            }
        }
    }

    @Test
    void a_change_between_two_requests_of_one_cycle_is_no_end() throws Exception {
        try (SimulatedPlug before = new SimulatedPlug(PlugModel.P304M, "a", 1);
                TapoRoute route = TapoRoute.of(before)) {
            route.awaitState(before.address(), DeviceState.UP);
            // its list is answered, its sockets are not
            before.ignores("control_child");
            int then = before.questions().size();
            await().atMost(TapoRoute.LONG).until(() -> before.questions().size() > then + 1);
            before.unplug();
            try (SimulatedPlug after = inItsPlace(before, PlugModel.P110, 2)) {
                await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(route.values())
                        .containsEntry("current_consumption{alias=\"b\",host=\"" + after.address() + "\"}", 42.5));
            }
        }
    }

    /** The port of the one before is free within moments. */
    static SimulatedPlug inItsPlace(SimulatedPlug before, PlugModel model, int number, String alias) {
        return await().atMost(TapoRoute.LONG)
                .ignoreExceptions()
                .until(() -> new SimulatedPlug(model, alias, number, before.port()), plug -> true);
    }

    private static SimulatedPlug inItsPlace(SimulatedPlug before, PlugModel model, int number) {
        return inItsPlace(before, model, number, "b");
    }
}
