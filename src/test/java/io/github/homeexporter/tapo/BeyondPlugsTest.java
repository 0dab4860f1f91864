package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lamps, and hubs with their sensors: read by what they answer, and only when asked for. */
class BeyondPlugsTest {
    @Test
    void what_is_no_plug_is_left_alone_unless_asked_for() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "plug", 1);
                SimulatedPlug lamp = new SimulatedPlug(PlugModel.L530E, "lamp", 2);
                SimulatedPlug hub = new SimulatedPlug(PlugModel.H100, "hub", 3);
                SimulatedDiscovery air = new SimulatedDiscovery(plug, lamp, hub);
                TapoRoute route = route(air, Map.of())) {
            route.awaitState(plug.mac(), DeviceState.UP);
            route.awaitState("tapo", DeviceState.UP);
            await().during(Duration.ofSeconds(1)).atMost(TapoRoute.LONG).until(() -> lamp.logins() + hub.logins() == 0);
        }
    }

    @Test
    void a_lamp_is_on_or_off_with_its_brightness_and_what_it_uses() throws Exception {
        try (SimulatedPlug lamp = new SimulatedPlug(PlugModel.L530E, "lamp", 2);
                SimulatedPlug old = new SimulatedPlug(PlugModel.KL130, "old", 3);
                SimulatedDiscovery air = new SimulatedDiscovery(lamp, old);
                TapoRoute route = route(air, Map.of("families", "bulbs", "naming", "standard"))) {
            route.awaitState(lamp.mac(), DeviceState.UP);
            route.awaitState(old.mac(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry("tapo_on" + labels("lamp", lamp), 1.0)
                    .containsEntry("tapo_brightness_ratio" + labels("lamp", lamp), 0.8)
                    .containsEntry("tapo_energy_today_watthours" + labels("lamp", lamp), 173.0)
                    .containsEntry("tapo_on" + labels("old", old), 0.0)
                    .containsEntry("tapo_brightness_ratio" + labels("old", old), 0.84)
                    .containsEntry("tapo_power_watts" + labels("old", old), 10.8)
                    .containsEntry("tapo_energy_today_watthours" + labels("old", old), 173.0);
        }
    }

    @Test
    void the_sensors_of_a_hub_are_known_by_their_own_addresses() throws Exception {
        try (SimulatedPlug hub = new SimulatedPlug(PlugModel.H100, "hub", 3);
                SimulatedDiscovery air = new SimulatedDiscovery(hub);
                TapoRoute route = route(air, Map.of("families", "hubs"))) {
            route.awaitState(hub.mac(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry("tapo_temperature_celsius" + sensor("Bath", 1, hub), 21.4)
                    .containsEntry("tapo_humidity_ratio" + sensor("Bath", 1, hub), 0.61)
                    .containsEntry("tapo_battery_ratio" + sensor("Bath", 1, hub), 0.9)
                    .containsEntry("tapo_battery_low" + sensor("Bath", 1, hub), 0.0)
                    .containsEntry("tapo_battery_low" + sensor("Door", 2, hub), 1.0)
                    .containsEntry("tapo_contact_open" + sensor("Door", 2, hub), 1.0)
                    .containsEntry("tapo_motion_detected" + sensor("Hall", 3, hub), 0.0)
                    .containsEntry("tapo_water_leak" + sensor("Cellar", 4, hub), 1.0)
                    .doesNotContainKey("tapo_temperature_celsius" + sensor("Attic", 5, hub));
            assertThat(route.values().keySet()).noneMatch(k -> k.startsWith("tapo_strip_"));
            // one that is not heard has no old values, and is told
            assertThat(route.store.self().faults().get(hub.mac()))
                    .singleElement()
                    .asString()
                    .contains("Attic");
            assertThat(route.errors(hub.mac(), "sensor_offline")).isPositive();
        }
    }

    private static String labels(String alias, SimulatedPlug plug) {
        return "{alias=\"" + alias + "\",device=\"" + plug.mac() + "\"}";
    }

    private static String sensor(String alias, int number, SimulatedPlug hub) {
        return "{alias=\"" + alias + "\",child=\"F0:A7:31:00:00:0" + number + "\",device=\"" + hub.mac() + "\"}";
    }

    private static TapoRoute route(SimulatedDiscovery air, Map<String, String> more) throws Exception {
        Map<String, String> options = new TreeMap<>(Map.of(
                "discovery",
                "true",
                "discoveryTimeout",
                "900ms",
                "discoveryTarget",
                SimulatedDiscovery.BROADCAST,
                "discoveryPorts",
                String.valueOf(air.port())));
        options.putAll(more);
        return new TapoRoute(options);
    }
}
