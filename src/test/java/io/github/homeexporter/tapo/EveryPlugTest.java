package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each transport and family through the whole route, over real sockets, found out from an address alone. */
class EveryPlugTest {
    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"L530E", "KL130", "H100"})
    void a_plug_is_read_whatever_it_speaks(PlugModel model) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "Küche", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            Map<String, Double> values = route.values();
            assertThat(values)
                    .containsEntry(
                            legacy("current_rssi", plug),
                            model.name().startsWith("H") || model.name().startsWith("K") ? -60.0 : -47.0);
            boolean strip = model == PlugModel.P304M || model == PlugModel.P300 || model == PlugModel.HS300;
            boolean meters =
                    !strip && model != PlugModel.P100 && model != PlugModel.HS103 && model != PlugModel.HS100_KLAP;
            assertThat(values.containsKey(legacy("current_consumption", plug))).isEqualTo(meters);
            assertThat(values.keySet().stream().filter(k -> k.startsWith("tapo_info")))
                    .singleElement()
                    .asString()
                    .contains("mac=\"" + plug.mac() + "\"", "alias=\"Küche\"");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            names = {"P110", "P115", "HS110", "KP115_KLAP"})
    void a_metering_plug_has_power_voltage_current_and_energy_in_watt_hours(PlugModel model) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(model, "Küche", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry(legacy("current_consumption", plug), 42.5)
                    .containsEntry(legacy("current_voltage", plug), 230.5)
                    .containsEntry(legacy("current_current", plug), 0.184)
                    .containsEntry(legacy("current_consumption_today", plug), 173.0)
                    .containsEntry(legacy("current_month_consumption", plug), 6110.0)
                    .containsEntry(standard("tapo_energy_watthours_total", plug), 48_000.0)
                    .containsEntry(standard("tapo_on", plug), 1.0)
                    .containsEntry(standard("tapo_on_time_seconds", plug), 3600.0);
        }
    }

    @Test
    void a_value_a_plug_does_not_have_is_absent_never_zero() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110_OLD, "Küche", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry(legacy("current_consumption", plug), 42.5)
                    .containsEntry(legacy("current_consumption_today", plug), 173.0)
                    .doesNotContainKey(legacy("current_voltage", plug))
                    .doesNotContainKey(legacy("current_current", plug));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            names = {"P304M", "HS300"})
    void each_socket_of_a_strip_has_its_own_series(PlugModel model) throws Exception {
        int sockets = model == PlugModel.P304M ? 4 : 6;
        try (SimulatedPlug plug = new SimulatedPlug(model, "Werkbank", 1);
                TapoRoute route = TapoRoute.of(plug)) {
            route.awaitState(plug.address(), DeviceState.UP);
            Map<String, Double> values = route.values();
            for (int i = 1; i <= sockets; i++) {
                String labels = "{alias=\"Socket " + i + "\",child=\"" + i + "\",host=\"" + plug.address() + "\"}";
                assertThat(values)
                        .containsEntry("current_consumption" + labels, (42_500 + i) / 1000.0)
                        .containsEntry("current_consumption_today" + labels, 173.0 + i)
                        .containsEntry("current_voltage" + labels, 230.5);
            }
            assertThat(values.keySet().stream().filter(k -> k.startsWith("current_consumption{")))
                    .hasSize(sockets);
            double sum = sockets * 42.5 + sockets * (sockets + 1) / 2000.0;
            assertThat(values.get("tapo_strip_power_watts{alias=\"Werkbank\",device=\"" + plug.address() + "\"}"))
                    .as("the strip as a whole: %s", values.keySet())
                    .isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-6));
            assertThat(values)
                    .containsEntry("tapo_strip_on{alias=\"Werkbank\",device=\"" + plug.address() + "\"}", 1.0);
        }
    }

    @Test
    void a_plug_is_asked_once_a_cycle_when_it_is_known() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "Küche", 1, PlugQuirk.NO_EMETER_DATA);
                TapoRoute route = TapoRoute.of(plug)) {
            org.awaitility.Awaitility.await()
                    .atMost(TapoRoute.LONG)
                    .until(() -> plug.questions().size() >= 5);
            // two to get to know it, then one batch each time, without what it does not have
            assertThat(plug.questions().get(2))
                    .contains("multipleRequest", "get_device_info", "get_energy_usage", "get_current_power")
                    .doesNotContain("get_emeter_data");
            assertThat(plug.questions().get(3)).contains("get_device_info", "get_energy_usage");
            assertThat(plug.logins()).isEqualTo(1);
            assertThat(route.values()).containsEntry(legacy("current_consumption", plug), 42.5);
        }
    }

    @Test
    void names_by_the_book_carry_base_units_and_no_address() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "Küche", 1);
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "naming", "standard"))) {
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry(standard("tapo_power_watts", plug), 42.5)
                    .containsEntry(standard("tapo_energy_today_watthours", plug), 173.0);
            assertThat(route.values().keySet()).noneMatch(k -> k.startsWith("current_"));
        }
    }

    @Test
    void a_metric_bears_the_name_it_was_given() throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "Küche", 1);
                TapoRoute route = new TapoRoute(
                        Map.of("plugDevices", plug.address(), "legacyNames", "current_consumption=watts{ip plug}"))) {
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry("watts{ip=\"" + plug.address() + "\",plug=\"Küche\"}", 42.5)
                    .doesNotContainKey(legacy("current_consumption", plug));
        }
    }

    private static String legacy(String name, SimulatedPlug plug) {
        return name + "{alias=\"Küche\",host=\"" + plug.address() + "\"}";
    }

    private static String standard(String name, SimulatedPlug plug) {
        return name + "{alias=\"Küche\",device=\"" + plug.address() + "\"}";
    }
}
