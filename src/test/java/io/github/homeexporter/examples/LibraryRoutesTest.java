package io.github.homeexporter.examples;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes of the library by HTTP, each with an answer as its device gives it. */
@Timeout(120)
class LibraryRoutesTest {
    @TempDir
    Path folder;

    static java.util.stream.Stream<Arguments> devices() {
        return java.util.stream.Stream.of(
                Arguments.of(
                        "shelly-gen1",
                        "/status",
                        """
                        {"relays":[{"ison":true}],"meters":[{"power":41.5,"is_valid":true,"total":1200}],"emeters":[
                         {"power":-230.5,"voltage":231.2,"total":1234.5,"total_returned":99.0}],"tmp":{"tC":30}}""",
                        Map.of(
                                "plug_power_watts{channel=\"0\"}", 41.5,
                                "plug_energy_watt_hours_total{channel=\"0\"}", 20.0,
                                "plug_switched_on{channel=\"0\"}", 1.0,
                                "meter_power_watts{phase=\"L1\"}", -230.5,
                                "meter_voltage_volts{phase=\"L1\"}", 231.2,
                                "meter_import_watt_hours_total{phase=\"L1\"}", 1234.5,
                                "meter_export_watt_hours_total{phase=\"L1\"}", 99.0)),
                Arguments.of(
                        "homewizard",
                        "/api/v1/data",
                        """
                        {"wifi_ssid":"home","meter_model":"X","total_power_import_kwh":1234.5,"total_power_export_kwh":0.25,
                         "active_power_w":-543,"active_power_l1_w":-543,"active_voltage_l1_v":230.5,"total_gas_m3":2569.5}""",
                        Map.of(
                                "meter_power_watts{phase=\"total\"}", -543.0,
                                "meter_power_watts{phase=\"L1\"}", -543.0,
                                "meter_voltage_volts{phase=\"L1\"}", 230.5,
                                "meter_import_watt_hours_total", 1_234_500.0,
                                "meter_export_watt_hours_total", 250.0,
                                "gas_cubic_meters_total", 2569.5)),
                Arguments.of(
                        "fronius",
                        "/solar_api/v1/GetPowerFlowRealtimeData.fcgi",
                        """
                        {"Body":{"Data":{"Inverters":{"1":{"DT":1,"P":2500,"SOC":71.5}},"Site":{"P_PV":2500.5,"P_Grid":-1200,
                         "P_Load":-900.5,"P_Akku":-400,"E_Total":null,"E_Day":null}}},"Head":{}}""",
                        Map.of(
                                "inverter_power_watts{phase=\"total\"}", 2500.5,
                                "meter_power_watts{phase=\"total\"}", -1200.0,
                                "house_power_watts", 900.5,
                                "battery_power_watts", 400.0,
                                "battery_charge_percent{inverter=\"1\"}", 71.5)),
                Arguments.of(
                        "opendtu",
                        "/api/livedata/status",
                        """
                        {"inverters":[{"serial":"116181230001","name":"Balcony","reachable":true,"producing":false}],
                         "total":{"Power":{"v":312.5,"u":"W","d":1},"YieldDay":{"v":1500,"u":"Wh"},"YieldTotal":{"v":98.5,"u":"kWh"}}}""",
                        Map.of(
                                "inverter_power_watts{phase=\"total\"}", 312.5,
                                "inverter_energy_today_watt_hours", 1500.0,
                                "inverter_energy_watt_hours_total", 98_500.0,
                                "inverter_reachable{inverter=\"Balcony\",serial=\"116181230001\"}", 1.0,
                                "inverter_producing{inverter=\"Balcony\",serial=\"116181230001\"}", 0.0)),
                Arguments.of(
                        "ahoydtu",
                        "/api/inverter/id/0",
                        """
                        {"id":0,"name":"Balcony","serial":"114182940001","ts_last_success":1767225600,"ch_name":["AC","left"],
                         "ch":[[231.2,1.35,312.1,49.98,1,33.5,98.5,1500,328.4,95.0,0],[32.5,5.1,165.75,750,49.25,52.1]]}""",
                        Map.ofEntries(
                                entry("inverter_power_watts{phase=\"total\"}", 312.1),
                                entry("inverter_voltage_volts{phase=\"L1\"}", 231.2),
                                entry("inverter_current_amperes{phase=\"L1\"}", 1.35),
                                entry("inverter_frequency_hertz", 49.98),
                                entry("inverter_temperature_celsius{place=\"inside\"}", 33.5),
                                entry("inverter_energy_watt_hours_total", 98_500.0),
                                entry("inverter_energy_today_watt_hours", 1500.0),
                                entry("inverter_dc_power_watts{input=\"total\"}", 328.4),
                                entry("inverter_dc_voltage_volts{input=\"1\"}", 32.5),
                                entry("inverter_dc_current_amperes{input=\"1\"}", 5.1),
                                entry("inverter_dc_power_watts{input=\"1\"}", 165.75),
                                entry("inverter_last_answer_timestamp_seconds", 1_767_225_600.0))),
                Arguments.of(
                        "src/main/resources/library/shelly",
                        "/rpc/Shelly.GetStatus",
                        """
                        {"ble":{},"cloud":{"connected":false},"em:0":{"id":0,"a_act_power":-110.5,"a_voltage":231.2,"a_current":0.5,
                         "a_pf":0.95,"a_freq":50.0,"b_act_power":null,"total_act_power":-110.5},"emdata:0":{"id":0,"total_act":1234.5,
                         "total_act_ret":99.0},"em1:1":{"id":1,"act_power":42.5,"voltage":230.1},"em1data:1":{"total_act_energy":7.5},
                         "switch:0":{"id":0,"output":true,"apower":41.5,"voltage":231.0,"current":0.25,"freq":50.0,
                         "aenergy":{"total":1000.5},"temperature":{"tC":38.5}},"sys":{"uptime":1}}""",
                        Map.ofEntries(
                                entry("plug_power_watts{channel=\"0\"}", 41.5),
                                entry("plug_voltage_volts{channel=\"0\"}", 231.0),
                                entry("plug_current_amperes{channel=\"0\"}", 0.25),
                                entry("plug_frequency_hertz{channel=\"0\"}", 50.0),
                                entry("plug_energy_watt_hours_total{channel=\"0\"}", 1000.5),
                                entry("plug_temperature_celsius{channel=\"0\"}", 38.5),
                                entry("plug_switched_on{channel=\"0\"}", 1.0),
                                entry("meter_power_watts{phase=\"total\"}", -110.5),
                                entry("meter_power_watts{phase=\"L1\"}", -110.5),
                                entry("meter_voltage_volts{phase=\"L1\"}", 231.2),
                                entry("meter_current_amperes{phase=\"L1\"}", 0.5),
                                entry("meter_power_factor{phase=\"L1\"}", 0.95),
                                entry("meter_frequency_hertz", 50.0),
                                entry("meter_import_watt_hours_total", 1234.5),
                                entry("meter_export_watt_hours_total", 99.0),
                                entry("meter_power_watts{channel=\"1\"}", 42.5),
                                entry("meter_voltage_volts{channel=\"1\"}", 230.1),
                                entry("meter_import_watt_hours_total{channel=\"1\"}", 7.5))),
                Arguments.of(
                        "evcc",
                        "/api/state",
                        """
                        {"pvPower":3500,"grid":{"power":-900},"homePower":600,"battery":{"power":-250,"soc":66},"loadpoints":[
                         {"title":"Garage","chargePower":1750,"chargedEnergy":4200,"connected":true,"charging":true}]}""",
                        Map.of(
                                "inverter_power_watts{phase=\"total\"}", 3500.0,
                                "meter_power_watts{phase=\"total\"}", -900.0,
                                "house_power_watts", 600.0,
                                "battery_power_watts", 250.0,
                                "battery_charge_percent", 66.0,
                                "wallbox_power_watts{loadpoint=\"Garage\"}", 1750.0,
                                "wallbox_session_watt_hours{loadpoint=\"Garage\"}", 4200.0,
                                "wallbox_connected{loadpoint=\"Garage\"}", 1.0,
                                "wallbox_charging{loadpoint=\"Garage\"}", 1.0)),
                Arguments.of(
                        "go-e",
                        "/api/status?filter=nrg,car,eto,wh,tma",
                        """
                        {"nrg":[231,0,0,4,6.5,0,0,1500,0,0,0,1500,0,0,0,0],"car":2,"eto":1234567,"wh":876.5,"tma":[28,29]}""",
                        new TreeMap<>(Map.of(
                                "wallbox_power_watts", 1500.0,
                                "wallbox_voltage_volts{phase=\"L1\"}", 231.0,
                                "wallbox_voltage_volts{phase=\"L2\"}", 0.0,
                                "wallbox_voltage_volts{phase=\"L3\"}", 0.0,
                                "wallbox_current_amperes{phase=\"L1\"}", 6.5,
                                "wallbox_energy_watt_hours_total", 1_234_567.0,
                                "wallbox_session_watt_hours", 876.5,
                                "wallbox_connected", 1.0,
                                "wallbox_charging", 1.0))));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void a_device_of_the_library_is_read_and_what_it_does_not_say_is_absent(
            String route, String asks, String answer, Map<String, Double> expected) throws Exception {
        String name = route.replaceFirst(".*/", "");
        AtomicReference<String> asked = new AtomicReference<>("");
        HttpServer device = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        device.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().toString());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        device.start();
        String address = "127.0.0.1:" + device.getAddress().getPort();
        try (ExampleProgram program =
                new ExampleProgram(folder, route, name, name + ".address=" + address, name + ".interval=1s")) {
            await().untilAsserted(() -> assertThat(program.values()).containsAllEntriesOf(expected));
            assertThat(program.state(name)).isEqualTo(DeviceState.UP);
            assertThat(asked.get().replace("%2C", ",")).isEqualTo(asks);
            if (!name.equals("go-e")) {
                assertThat(program.values()).hasSameSizeAs(expected);
            }
        } finally {
            device.stop(0);
        }
    }
}
