package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A plug is its MAC address: whichever ways lead to it, it has one reader and is added up once. */
@Execution(ExecutionMode.CONCURRENT)
class PlugIdentityTest {
    @Test
    void a_plug_that_is_listed_by_two_names_is_read_by_the_first_and_said_of_the_second() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                TapoRoute route = new TapoRoute(
                        Map.of("plugDevices", plug.address() + " localhost:" + plug.port(), "naming", "standard"))) {
            await().atMost(TapoRoute.LONG).until(() -> route.store.devices().stream()
                    .anyMatch(d -> d.lastError().contains("leave one of the two")));
            // the session that the second took is taken back once
            int taken = plug.questions().size();
            await().atMost(TapoRoute.LONG).until(() -> plug.questions().size() > taken + 2);
            int logins = plug.logins();
            int then = plug.questions().size();
            await().atMost(TapoRoute.LONG).until(() -> plug.questions().size() > then + 3);
            assertThat(plug.logins()).isEqualTo(logins);
            assertThat(series(route, "tapo_power_watts")).hasSize(1);
            assertThat(route.values()).containsEntry("tapo_discovered_devices", 1.0);
        }
    }

    @Test
    void the_usual_port_written_or_not_is_one_address() throws Exception {
        try (TapoRoute route =
                new TapoRoute(Map.of("plugDevices", "127.0.0.1 127.0.0.1:80,127.0.0.1:9999 LOCALHOST localhost:80"))) {
            await().atMost(TapoRoute.LONG)
                    .until(
                            () -> route.store.devices().stream()
                                    .map(d -> d.name())
                                    .toList(),
                            names -> names.equals(List.of("127.0.0.1", "LOCALHOST", "tapo")));
        }
    }

    @Test
    void two_listed_plugs_that_exchange_their_addresses_keep_their_names() throws Exception {
        try (SimulatedPlug one = new SimulatedPlug(PlugModel.P110, "one", 1);
                SimulatedPlug two = new SimulatedPlug(PlugModel.P110, "two", 2);
                TapoRoute route =
                        new TapoRoute(Map.of("plugDevices", TapoRoute.addresses(one, two), "naming", "standard"))) {
            route.awaitState(one.address(), DeviceState.UP);
            route.awaitState(two.address(), DeviceState.UP);
            one.unplug();
            two.unplug();
            try (SimulatedPlug first = at(two.port(), "one", 1);
                    SimulatedPlug second = at(one.port(), "two", 2)) {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(series(route, "tapo_power_watts"))
                        .containsExactlyInAnyOrder(
                                "tapo_power_watts{alias=\"one\",device=\"" + second.address() + "\"}",
                                "tapo_power_watts{alias=\"two\",device=\"" + first.address() + "\"}"));
            }
        }
    }

    @Test
    void another_plug_at_a_listed_address_takes_its_place() throws Exception {
        try (SimulatedPlug one = new SimulatedPlug(PlugModel.P110, "one", 1);
                TapoRoute route = new TapoRoute(Map.of("plugDevices", one.address(), "naming", "standard"))) {
            route.awaitState(one.address(), DeviceState.UP);
            one.unplug();
            try (SimulatedPlug two = at(one.port(), "two", 2)) {
                await().atMost(TapoRoute.LONG).untilAsserted(() -> assertThat(series(route, "tapo_power_watts"))
                        .containsExactly("tapo_power_watts{alias=\"two\",device=\"" + two.address() + "\"}"));
            }
        }
    }

    @Test
    void a_plug_that_was_found_is_forgotten_when_it_has_been_gone_for_long() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                TapoRoute route = new TapoRoute(Map.of(
                        "discovery",
                        "true",
                        "discoveryTimeout",
                        "500ms",
                        "discoveryInterval",
                        "1s",
                        "discoveryTarget",
                        SimulatedDiscovery.BROADCAST,
                        "discoveryPorts",
                        String.valueOf(air.port()),
                        "forgetAfter",
                        "3s"))) {
            route.awaitState(plug.mac(), DeviceState.UP);
            assertThat(route.values()).containsEntry("tapo_discovered_devices", 1.0);
            plug.unplug();
            air.present();
            await().atMost(TapoRoute.LONG)
                    .untilAsserted(() -> assertThat(route.values()).containsEntry("tapo_discovered_devices", 0.0));
            assertThat(route.device(plug.mac()).state()).isEqualTo(DeviceState.STOPPED);
        }
    }

    @Test
    void with_discovery_off_a_listed_plug_may_get_a_datagram_of_its_own() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                TapoRoute route = new TapoRoute(Map.of(
                        "plugDevices", "127.0.0.1",
                        "discoveryDirect", "true",
                        "discoveryTimeout", "500ms",
                        "discoveryPorts", String.valueOf(air.port())))) {
            await().atMost(TapoRoute.LONG).until(() -> air.probes() > 0);
            route.awaitState("tapo", DeviceState.UP);
        }
    }

    @Test
    void an_account_by_mac_address_is_that_of_a_listed_plug_too() throws Exception {
        for (PlugModel model : List.of(PlugModel.P110, PlugModel.P115, PlugModel.P110_OLD, PlugModel.KP115_KLAP)) {
            try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1).belongsTo("other@example.com", "pass word");
                    TapoRoute route = new TapoRoute(Map.of(
                            "plugDevices",
                            plug.address(),
                            "interval",
                            "3s",
                            "deviceCredentials",
                            plug.mac() + " other@example.com pass word"))) {
                route.awaitState(plug.address(), DeviceState.UP);
            }
        }
    }

    private static List<String> series(TapoRoute route, String family) {
        return route.values().keySet().stream()
                .filter(k -> k.startsWith(family + "{"))
                .toList();
    }

    /** The port of the one before is free within moments. */
    private static SimulatedPlug at(int port, String alias, int number) {
        return await().atMost(TapoRoute.LONG)
                .ignoreExceptions()
                .until(() -> new SimulatedPlug(PlugModel.P110, alias, number, port), plug -> true);
    }
}
