package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyPlugsTest {
    private static final int ALL = 50;
    private static final int DEAD = 10;

    @Test
    void ten_dead_plugs_of_fifty_disturb_no_other_and_no_plug_has_a_thread() throws Exception {
        List<SimulatedPlug> plugs = new ArrayList<>();
        try {
            for (int i = 0; i < ALL; i++) {
                plugs.add(new SimulatedPlug(PlugModel.P110, "plug " + i, i));
            }
            try (TapoRoute route = TapoRoute.of(plugs.toArray(SimulatedPlug[]::new))) {
                plugs.forEach(plug -> route.awaitState(plug.address(), DeviceState.UP));
                for (int i = 0; i < DEAD; i++) {
                    if (i % 2 == 0) {
                        plugs.get(i).unplug();
                    } else {
                        plugs.get(i).quirks(PlugQuirk.SLOW);
                    }
                }
                plugs.subList(0, DEAD).forEach(plug -> route.awaitState(plug.address(), DeviceState.DOWN));
                await().atMost(TapoRoute.LONG)
                        .untilAsserted(() -> assertThat(series(route)).isEqualTo(ALL - DEAD));
                List<SimulatedPlug> living = plugs.subList(DEAD, ALL);
                List<Integer> before =
                        living.stream().map(p -> p.questions().size()).toList();
                await().atMost(TapoRoute.LONG).untilAsserted(() -> {
                    for (int i = 0; i < living.size(); i++) {
                        assertThat(living.get(i).questions().size()).isGreaterThan(before.get(i) + 2);
                    }
                });
                assertThat(series(route)).isEqualTo(ALL - DEAD);
                living.forEach(
                        plug -> assertThat(route.device(plug.address()).state()).isEqualTo(DeviceState.UP));
                assertThat(route.threads()).hasSizeLessThan(8);
            }
        } finally {
            for (SimulatedPlug plug : plugs) {
                plug.unplug();
            }
        }
    }

    private static long series(TapoRoute route) {
        return route.values().keySet().stream()
                .filter(k -> k.startsWith("current_consumption{"))
                .count();
    }
}
