package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Plugs found by UDP on the loopback network. */
@Execution(ExecutionMode.CONCURRENT)
class DiscoveryTest {
    @Test
    void every_kind_of_plug_is_found_and_read() throws Exception {
        try (SimulatedPlug klap = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedPlug aes = new SimulatedPlug(PlugModel.P110_OLD, "b", 2);
                SimulatedPlug tpap = new SimulatedPlug(PlugModel.P115, "c", 3);
                SimulatedPlug kasa = new SimulatedPlug(PlugModel.HS110, "d", 4);
                SimulatedPlug iot = new SimulatedPlug(PlugModel.KP115_KLAP, "e", 5);
                SimulatedDiscovery air = new SimulatedDiscovery(klap, aes, tpap, kasa, iot);
                TapoRoute route = route(air, Map.of())) {
            for (SimulatedPlug plug : new SimulatedPlug[] {klap, aes, tpap, kasa, iot}) {
                route.awaitState(plug.mac(), DeviceState.UP);
                assertThat(route.values())
                        .containsEntry(
                                "current_consumption{alias=\""
                                        + (char) ('a' + plug.mac().charAt(16) - '1') + "\",host=\"" + plug.address()
                                        + "\"}",
                                42.5);
            }
            await().atMost(TapoRoute.LONG)
                    .untilAsserted(() -> assertThat(route.values()).containsEntry("tapo_discovered_devices", 5.0));
            // the very old plug's login was in the right form at once
            assertThat(aes.logins()).isEqualTo(1);
        }
    }

    @Test
    void a_plug_that_comes_back_with_another_address_is_followed() throws Exception {
        try (SimulatedPlug before = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(before);
                TapoRoute route = route(air, Map.of("discoveryInterval", "1s"))) {
            route.awaitState(before.mac(), DeviceState.UP);
            before.unplug();
            air.present();
            route.awaitState(before.mac(), DeviceState.DOWN);
            try (SimulatedPlug after = new SimulatedPlug(PlugModel.P110, "a", 1)) {
                air.present(after);
                route.awaitState(after.mac(), DeviceState.UP);
                assertThat(route.values().keySet().stream().filter(k -> k.startsWith("current_consumption{")))
                        .containsExactly("current_consumption{alias=\"a\",host=\"" + after.address() + "\"}");
            }
        }
    }

    @Test
    void a_plug_of_the_settings_that_is_also_found_is_one_plug() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                TapoRoute route = route(air, Map.of("plugDevices", plug.address(), "discoveryInterval", "1s"))) {
            route.awaitState(plug.address(), DeviceState.UP);
            await().atMost(TapoRoute.LONG).until(() -> air.probes() > 6);
            assertThat(route.store.devices()).hasSize(2);
            assertThat(route.values()).containsEntry("tapo_discovered_devices", 1.0);
        }
    }

    @Test
    void a_plug_bound_to_another_account_is_told_from_a_wrong_password() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1).belongsTo("neighbour@example.com", "x");
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                TapoRoute route = route(air, Map.of())) {
            route.awaitState(plug.mac(), DeviceState.DOWN);
            assertThat(route.device(plug.mac()).lastError())
                    .contains("bound to another TP-Link account")
                    .doesNotContain("neighbour");
            assertThat(route.errors(plug.mac(), "other_account")).isEqualTo(1);
        }
    }

    @Test
    void off_means_that_no_datagram_is_sent() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                TapoRoute route = route(air, Map.of("discovery", "false", "plugDevices", plug.address()))) {
            route.awaitState(plug.address(), DeviceState.UP);
            await().during(Duration.ofSeconds(2)).atMost(TapoRoute.LONG).until(() -> air.probes() == 0);
        }
    }

    @Test
    void a_search_that_fails_is_a_fault_with_its_reason_and_is_tried_again_soon() throws Exception {
        try (SimulatedDiscovery air = new SimulatedDiscovery();
                TapoRoute route = route(air, Map.of("discoveryInterface", "eth77"))) {
            route.awaitState("tapo", DeviceState.DOWN);
            assertThat(route.device("tapo").lastError()).contains("eth77", "tapo.discovery-interface");
            // its interval is ten minutes
            await().atMost(TapoRoute.LONG).until(() -> route.errors("tapo", "discovery") >= 3);
            assertThat(route.values()).containsEntry("tapo_discovered_devices", 0.0);
        }
    }

    @Test
    void one_bad_target_of_several_keeps_no_plug_from_being_found() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                TapoRoute route = route(air, Map.of("discoveryTarget", "256.1.1.1 " + SimulatedDiscovery.BROADCAST))) {
            route.awaitState(plug.mac(), DeviceState.UP);
            route.awaitState("tapo", DeviceState.DOWN);
            assertThat(route.device("tapo").lastError()).contains("256.1.1.1", "tapo.discovery-target");
        }
    }

    @Test
    void an_empty_network_is_zero_plugs_and_no_fault() throws Exception {
        try (SimulatedDiscovery air = new SimulatedDiscovery();
                TapoRoute route = route(air, Map.of())) {
            route.awaitState("tapo", DeviceState.UP);
            assertThat(air.probes()).isPositive();
            assertThat(route.values()).containsEntry("tapo_discovered_devices", 0.0);
        }
    }

    private static TapoRoute route(SimulatedDiscovery air, Map<String, String> more) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
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
