package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions that a plug refuses or never answers: they cost themselves only, and are told. */
@Execution(ExecutionMode.CONCURRENT)
class UnansweredMethodTest {
    @ParameterizedTest
    @CsvSource({
        "P110, get_emeter_data, current_consumption_today",
        "P110, get_current_power, current_consumption_today",
        "P110, get_energy_usage, current_voltage",
        "P110_OLD, component_nego, current_consumption",
        "P115, get_emeter_data, current_consumption_today",
        "HS110, get_time, current_consumption",
        "HS110, get_daystat, current_consumption",
        "HS110, get_monthstat, current_consumption_today",
        "KP115_KLAP, get_daystat, current_consumption",
    })
    void a_method_that_is_never_answered_is_left_out_with_a_finding(PlugModel model, String method, String other)
            throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1).ignores(method);
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "interval", "2s"))) {
            route.awaitState(plug.address(), DeviceState.UP);
            await().atMost(TapoRoute.LONG).untilAsserted(() -> assertThat(route.values())
                    .containsKey(other + "{alias=\"a\",host=\"" + plug.address() + "\"}"));
            await().atMost(TapoRoute.LONG).untilAsserted(() -> assertThat(
                            route.store.self().faults())
                    .hasEntrySatisfying(
                            plug.address(),
                            told -> assertThat(told).singleElement().asString().contains(method, "left out")));
            assertThat(route.errors(plug.address(), "not_answered")).isPositive();
            int then = plug.questions().size();
            await().atMost(TapoRoute.LONG).until(() -> plug.questions().size() > then + 2);
            assertThat(plug.questions().subList(then, then + 2)).noneMatch(q -> q.contains(method));
            assertThat(route.device(plug.address()).state()).isEqualTo(DeviceState.UP);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            names = {"P110", "HS110"})
    void a_plug_whose_batches_are_never_answered_is_asked_singly(PlugModel model) throws Exception {
        String word = model == PlugModel.P110 ? "multipleRequest" : "\"emeter\":{\"get_realtime\":{}},\"time\"";
        try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1).ignores(word);
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "interval", "2s"))) {
            await().atMost(TapoRoute.LONG).untilAsserted(() -> assertThat(route.values())
                    .containsEntry("current_consumption{alias=\"a\",host=\"" + plug.address() + "\"}", 42.5));
            assertThat(route.device(plug.address()).state()).isEqualTo(DeviceState.UP);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HS110, get_realtime, -1, get_realtime",
        "KP115_KLAP, get_realtime, -3, get_realtime",
        "HS110, get_time, -1, get_time",
        "P110, get_energy_usage, -1002, get_energy_usage",
        "P110_OLD, get_energy_usage, -1002, power",
    })
    void what_a_meter_answers_with_an_error_is_a_finding_from_the_start_and_until_it_is_right_again(
            PlugModel model, String method, int code, String word) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1)) {
            if (model == PlugModel.P110) {
                // until it has answered it once it may be one that does not know it
                code = -1;
            }
            plug.refuses(method, code);
            try (TapoRoute route = TapoRoute.of(plug)) {
                for (int time = 0; time < 2; time++) {
                    await().atMost(TapoRoute.LONG)
                            .untilAsserted(() -> assertThat(route.store.self().faults())
                                    .hasEntrySatisfying(plug.address(), told -> assertThat(told)
                                            .singleElement()
                                            .asString()
                                            .containsAnyOf(word, method)));
                    route.awaitState(plug.address(), DeviceState.UP);
                    plug.refuses(method, 0);
                    await().atMost(TapoRoute.LONG)
                            .untilAsserted(() ->
                                    assertThat(route.store.self().faults()).doesNotContainKey(plug.address()));
                    await().atMost(TapoRoute.LONG).until(() -> route.values().keySet().stream()
                            .anyMatch(series -> series.startsWith("current_consumption{")));
                    plug.refuses(method, model == PlugModel.P110 ? -1002 : code);
                }
            }
        }
    }

    @Test
    void a_plug_that_takes_logins_and_answers_nothing_is_not_sent_to_the_wi_fi() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1).ignores("method");
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "interval", "3s"))) {
            await().atMost(TapoRoute.LONG).until(() -> route.errors(plug.address(), "not_answered") > 0);
            assertThat(route.device(plug.address()).lastError())
                    .contains("get_device_info")
                    .doesNotContain("Wi-Fi");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P110, get_device_info, -1",
        "P110, get_device_info, -1002",
        "P110_OLD, get_device_info, -1003",
        "P115, get_device_info, -40209",
        "P304M, get_device_info, -1",
        "HS110, get_sysinfo, -3",
        "KP115_KLAP, get_sysinfo, -3",
    })
    void a_plug_that_does_not_tell_what_it_is_is_down_with_the_error_and_back_without(
            PlugModel model, String method, int code) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "a", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            plug.refuses(method, code);
            route.awaitState(plug.address(), DeviceState.DOWN);
            assertThat(route.device(plug.address()).lastError()).contains(method, String.valueOf(code));
            assertThat(route.errors(plug.address(), "error_code")).isPositive();
            plug.refuses(method, 0);
            route.awaitState(plug.address(), DeviceState.UP);
            await().atMost(TapoRoute.LONG)
                    .untilAsserted(() -> assertThat(route.values().keySet())
                            .anyMatch(k -> k.startsWith("current_consumption_today{")));
        }
    }
}
