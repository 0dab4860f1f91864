package io.github.homeexporter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.sample.DeviceState;
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
            String name, String asks, String answer, Map<String, Double> expected) throws Exception {
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
                new ExampleProgram(folder, name, name, name + ".address=" + address, name + ".interval=1s")) {
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
