package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What plugs do wrong, each over real sockets: the plug comes back by itself and the sentence says what to do. */
@Execution(ExecutionMode.CONCURRENT)
class PlugFaultsTest {
    private static final List<PlugQuirk> MISBEHAVIOUR = List.of(
            PlugQuirk.TRUNCATED, PlugQuirk.MALFORMED_JSON, PlugQuirk.BAD_PADDING, PlugQuirk.SLOW, PlugQuirk.DROPS);

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            names = {"P110", "P100", "P115"})
    void a_session_that_ends_is_opened_anew_at_once_and_the_plug_stays_up(PlugModel model) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1, PlugQuirk.EXPIRES);
                TapoRoute route = TapoRoute.of(plug)) {
            await().atMost(TapoRoute.LONG).until(() -> plug.logins() >= 3);
            assertThat(route.device(plug.address()).state()).isEqualTo(DeviceState.UP);
            assertThat(route.errors(plug.address(), "session")).isZero();
        }
    }

    @Test
    void a_session_that_never_lasts_is_a_fault_and_not_a_login_storm() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1, PlugQuirk.ALWAYS_EXPIRES);
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "interval", "5s"))) {
            await().atMost(TapoRoute.LONG).until(() -> route.errors(plug.address(), "session") > 0);
            assertThat(route.device(plug.address()).lastError()).contains("ended the session");
            // the next round may be on its way
            int logins = plug.logins();
            assertThat(logins).isLessThanOrEqualTo(3 * (1 + (int) route.errors(plug.address(), "session")));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            names = {"P110", "P100", "P115", "HS110"})
    void a_plug_that_misbehaves_is_down_with_a_reason_and_back_when_it_behaves(PlugModel model) throws Exception {
        Map<PlugQuirk, SimulatedPlug> plugs = new EnumMap<>(PlugQuirk.class);
        try {
            for (PlugQuirk quirk : MISBEHAVIOUR) {
                // Kasa frames have no padding
                if (model != PlugModel.HS110 || quirk != PlugQuirk.BAD_PADDING) {
                    plugs.put(quirk, new SimulatedPlug(model, "a", plugs.size()));
                }
            }
            try (TapoRoute route = TapoRoute.of(plugs.values().toArray(SimulatedPlug[]::new))) {
                plugs.values().forEach(plug -> route.awaitState(plug.address(), DeviceState.UP));
                plugs.forEach((quirk, plug) -> plug.quirks(quirk));
                plugs.values().forEach(plug -> route.awaitState(plug.address(), DeviceState.DOWN));
                plugs.values()
                        .forEach(plug -> assertThat(route.device(plug.address()).lastError())
                                .isNotBlank()
                                .doesNotContain("\n", "great_password"));
                plugs.values().forEach(SimulatedPlug::quirks);
                plugs.values().forEach(plug -> route.awaitState(plug.address(), DeviceState.UP));
            }
        } finally {
            for (SimulatedPlug plug : plugs.values()) {
                plug.close();
            }
        }
    }

    @Test
    void a_wrong_signature_is_not_worth_losing_the_values() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1, PlugQuirk.WRONG_SIGNATURE);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PlugQuirk.class,
            names = {"NO_BATCHES", "BATCH_STOPS", "NO_EMETER_DATA", "DROPS_EVERY_SECOND"})
    void what_a_plug_does_not_do_costs_only_that(PlugQuirk quirk) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110_OLD, "a", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            plug.quirks(quirk);
            int before = plug.questions().size();
            await().atMost(TapoRoute.LONG).until(() -> plug.questions().size() > before + 4);
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry("current_consumption{alias=\"a\",host=\"" + plug.address() + "\"}", 42.5)
                    .containsEntry("current_consumption_today{alias=\"a\",host=\"" + plug.address() + "\"}", 173.0);
        }
    }

    @Test
    void a_plug_without_the_time_says_so_and_keeps_its_power() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1, PlugQuirk.NO_TIME);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            await().atMost(TapoRoute.LONG).until(() -> route.errors(plug.address(), "clock_not_set") > 0);
            assertThat(route.device(plug.address()).lastError()).contains("time server");
            assertThat(route.values())
                    .containsEntry("current_consumption{alias=\"a\",host=\"" + plug.address() + "\"}", 42.5)
                    .doesNotContainKey("current_consumption_today{alias=\"a\",host=\"" + plug.address() + "\"}");
        }
    }

    @Test
    void local_access_switched_off_names_the_switch_in_the_app() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1, PlugQuirk.CLOSED);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.DOWN);
            assertThat(route.device(plug.address()).lastError()).contains("Third-Party Compatibility");
            assertThat(route.errors(plug.address(), "third_party_off")).isBetween(1.0, 2.0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            names = {"P110", "P115", "P100"})
    void a_wrong_password_is_tried_once_a_back_off_and_not_once_a_cycle(PlugModel model) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1).belongsTo("user@example.com", "x");
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.DOWN);
            int tried = plug.logins();
            // the form of the old firmware is the one fallback
            assertThat(tried).isLessThanOrEqualTo(2);
            await().during(Duration.ofSeconds(4)).atMost(TapoRoute.LONG).until(() -> plug.logins() == tried);
            assertThat(route.errors(plug.address(), "credentials")).isEqualTo(1);
            assertThat(route.device(plug.address()).lastError()).contains("tapo.password");
        }
    }

    @Test
    void an_address_in_wrong_case_is_told_from_a_wrong_password() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                TapoRoute route =
                        new TapoRoute(Map.of("plugDevices", plug.address(), "username", "User@Example.com"))) {
            route.awaitState(plug.address(), DeviceState.DOWN);
            assertThat(route.device(plug.address()).lastError()).contains("lower case");
            assertThat(route.errors(plug.address(), "credentials_case")).isEqualTo(1);
        }
    }

    @Test
    void a_plug_of_another_account_is_read_with_its_own_credentials() throws Exception {
        String user = "other@example.com";
        String password = "pass word";
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1).belongsTo(user, password);
                TapoRoute route = new TapoRoute(Map.of(
                        "plugDevices",
                        plug.address(),
                        "deviceCredentials",
                        plug.address() + " other@example.com pass word"))) {
            route.awaitState(plug.address(), DeviceState.UP);
        }
    }

    @Test
    void a_plug_that_was_never_bound_is_read_with_the_default_account() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1).belongsTo("test@tp-link.net", "test");
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
        }
    }

    @Test
    void a_plug_is_down_when_nobody_listens_and_its_series_go() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            String series = "current_consumption{alias=\"a\",host=\"" + plug.address() + "\"}";
            await().atMost(TapoRoute.LONG).until(() -> route.values().containsKey(series));
            plug.unplug();
            route.awaitState(plug.address(), DeviceState.DOWN);
            await().atMost(TapoRoute.LONG).until(() -> !route.values().containsKey(series));
            try (SimulatedPlug again = new SimulatedPlug(PlugModel.P110, "a", 1, plug.port())) {
                route.awaitState(again.address(), DeviceState.UP);
            }
        }
    }

    @Test
    void new_firmware_with_another_transport_is_found_out() throws Exception {
        try (SimulatedPlug before = new SimulatedPlug(PlugModel.P110, "a", 1);
                TapoRoute route = TapoRoute.of(before)) {
            route.awaitState(before.address(), DeviceState.UP);
            before.unplug();
            route.awaitState(before.address(), DeviceState.DOWN);
            try (SimulatedPlug after = new SimulatedPlug(PlugModel.P115, "a", 1, before.port())) {
                route.awaitState(after.address(), DeviceState.UP);
            }
        }
    }

    @Test
    void an_address_that_is_no_plug_is_told_so() throws Exception {
        HttpServer printer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        printer.start();
        try (TapoRoute route = new TapoRoute(
                Map.of("plugDevices", "127.0.0.1:" + printer.getAddress().getPort()))) {
            String name = "127.0.0.1:" + printer.getAddress().getPort();
            await().atMost(TapoRoute.LONG).until(() -> route.errors(name, "protocol") > 0);
            assertThat(route.device(name).lastError()).contains("is it the address of a plug?");
        } finally {
            printer.stop(0);
        }
    }
}
