package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Bench.counter;
import static io.github.homeexporter.homeassistant.Bench.gauge;
import static io.github.homeexporter.homeassistant.Bench.info;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each kind of device looks like to Home Assistant, to the byte. {@code -Dgolden.update=true} writes it anew. */
class DiscoveryGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/homeassistant/golden");

    private final Bench bench = new Bench().open();

    @Test
    void luxtronik_under_its_old_names() throws Exception {
        bench.up("luxtronik", "luxtronik");
        bench.publish(
                "luxtronik",
                "luxtronik",
                30,
                new Samples()
                        .add(gauge("luxtronik_temperaturen", "", "attr", "vorlauf_C"), 34.4)
                        .add(gauge("luxtronik_temperaturen", "", "attr", "ueberhitzung_K"), 7.5)
                        .add(gauge("luxtronik_eingaenge", "", "attr", "hd_bar"), 22.47)
                        .add(gauge("luxtronik_eingaenge", "", "attr", "durchfluss_l/h"), 1296)
                        .add(gauge("luxtronik_ausgaenge", "", "attr", "verdichter-1_state"), 1)
                        .add(gauge("luxtronik_energiemonitor_waermemenge", "", "attr", "heizung_kWh"), 18211.4)
                        .add(gauge("luxtronik_anlagenstatus", "", "attr", "betriebszustand", "state", "heating"), 1)
                        .add(gauge("luxtronik_anlagenstatus", "", "attr", "betriebszustand", "state", "defrost"), 0)
                        .add(gauge("luxtronik_fehlerspeicher", "", "attr", "last", "code", "711"), 1762233168)
                        .add(
                                info(
                                        "luxtronik_anlagenstatus_info",
                                        "softwarestand",
                                        "V3.90.1",
                                        "waermepumpen_typ",
                                        "LWD 70A"),
                                1));
        matches("luxtronik");
    }

    @Test
    void luxtronik_by_the_book() throws Exception {
        bench.up("cellar", "luxtronik");
        Series heating = state("heating");
        bench.publish(
                "cellar",
                "luxtronik",
                30,
                new Samples()
                        .add(
                                gauge(
                                        "luxtronik_temperature_celsius",
                                        "celsius",
                                        "device",
                                        "cellar",
                                        "section",
                                        "temperaturen",
                                        "name",
                                        "vorlauf"),
                                34.4)
                        .add(
                                counter(
                                        "luxtronik_energy_joules_total",
                                        "joules",
                                        "device",
                                        "cellar",
                                        "name",
                                        "heizung"),
                                18211.4 * 3.6e6)
                        .add(heating, 0)
                        .add(state("hot_water"), 1));
        matches("luxtronik-standard");
    }

    private static Series state(String state) {
        return Series.of(
                new MetricFamily("luxtronik_operation_mode", MetricType.STATESET, "", ""),
                Map.of("luxtronik_operation_mode", state, "device", "cellar"));
    }

    @Test
    void a_plug_and_the_sockets_of_a_strip() throws Exception {
        bench.up("A8:6E:84:00:00:04", "tapo");
        bench.publish(
                "A8:6E:84:00:00:04",
                "tapo",
                15,
                new Samples()
                        .add(gauge("current_consumption", "", "alias", "Socket 1", "child", "1", "host", "h"), 7.7)
                        .add(
                                counter(
                                        "tapo_energy_watthours_total",
                                        "Wh",
                                        "alias",
                                        "Socket 1",
                                        "child",
                                        "1",
                                        "device",
                                        "A8:6E:84:00:00:04"),
                                48001)
                        .add(gauge("tapo_on", "", "alias", "Socket 1", "child", "1"), 1)
                        .add(gauge("current_rssi", "", "alias", "Workbench", "host", "h"), -47)
                        .add(
                                info(
                                        "tapo_info",
                                        "alias",
                                        "Workbench",
                                        "mac",
                                        "A8:6E:84:00:00:04",
                                        "model",
                                        "P304M",
                                        "firmware",
                                        "1.0.3"),
                                1));
        matches("tapo");
    }

    @Test
    void the_rooms_of_a_miniserver() throws Exception {
        bench.up("loxone", "loxone");
        bench.publish(
                "loxone",
                "loxone",
                0,
                new Samples()
                        .add(control("°C", "Temperature", "Küche", "value", "InfoOnlyAnalog"), 20.1)
                        .add(control("%", "Humidity", "Küche", "value", "InfoOnlyAnalog"), 41)
                        .add(control("kW", "Photovoltaics", "Garden", "actual", "Meter"), 3.2)
                        .add(control("kWh", "Photovoltaics", "Garden", "total", "Meter"), 9120.2)
                        .add(control("", "Front door", "Garage", "active", "InfoOnlyDigital"), 0)
                        .add(control("", "Room controller", "Küche", "openWindow", "IRoomControllerV2"), 1)
                        .add(gauge("loxone_operating_mode", "", "miniserver", "m", "id", "0", "mode", "Everyday"), 1)
                        .add(gauge("loxone_operating_mode", "", "miniserver", "m", "id", "1", "mode", "Holiday"), 0)
                        .add(info("loxone_miniserver_info", "miniserver", "m", "serial", "504F94", "type", "Gen1"), 1));
        matches("loxone");
    }

    private static Series control(String unit, String name, String room, String state, String type) {
        return gauge(
                "loxone_control_value",
                unit,
                "miniserver",
                "m",
                "name",
                name,
                "room",
                room,
                "subcontrol",
                state,
                "type",
                type,
                "category",
                "c");
    }

    @Test
    void both_ways_into_an_isg() throws Exception {
        bench.up("isg", "isg");
        bench.publish(
                "isg",
                "isg",
                60,
                new Samples()
                        .add(gauge("isg_aussentemperatur", "", "unit", "°C"), 10.6)
                        .add(gauge("isg_wm_heizen_summe", "", "unit", "kWh"), 44341)
                        .add(gauge("isg_volumenstrom", "", "unit", "l/min"), 17.7)
                        .add(gauge("isg_oeffnung_exv", "", "unit", "%"), 32.6)
                        .add(gauge("isg_flag_verdichter", ""), 1)
                        .add(gauge("isg_betriebsart", "", "state", "Stufe 2"), 1)
                        .add(info("isg_info", "firmware", "v12.1.9", "section", "isg"), 1));
        bench.up("isg-modbus", "isg-modbus");
        bench.publish(
                "isg-modbus",
                "isg-modbus",
                60,
                new Samples()
                        .add(gauge("isg_raumfeuchte", "%", "hk", "1", "unit", "%", "source", "modbus"), 45)
                        .add(gauge("isg_betriebsart", "", "name", "automatik", "source", "modbus"), 1)
                        .add(gauge("isg_betriebsart", "", "name", "notbetrieb", "source", "modbus"), 0)
                        .add(gauge("isg_flag", "", "name", "heizkreispumpe", "source", "modbus"), 0));
        matches("isg");
    }

    @Test
    void a_small_choice_of_the_host_and_what_is_included() throws Exception {
        bench.up("host", "host");
        bench.publish(
                "host",
                "host",
                15,
                new Samples()
                        .add(gauge("node_load1", ""), 0.5)
                        .add(gauge("node_memory_Slab_bytes", "bytes"), 1)
                        .add(gauge("node_memory_MemAvailable_bytes", "bytes"), 8e9)
                        .add(gauge("node_memory_available_bytes", "bytes", "host_name", "h"), 8e9)
                        .add(gauge("node_boot_time_seconds", "seconds"), 1762233168)
                        .add(counter("node_network_receive_bytes_total", "bytes", "device", "eth0"), 5)
                        .add(counter("node_network_receive_bytes_total", "bytes", "device", "eth1"), 6)
                        .add(gauge("node_some_unwanted", ""), 1));
        matches("host");
    }

    private void matches(String name) throws Exception {
        bench.pass(Duration.ofSeconds(15));
        StringBuilder all = new StringBuilder();
        new TreeMap<>(bench.broker)
                .forEach((topic, payload) ->
                        all.append(topic).append(' ').append(payload).append('\n'));
        bench.broker.forEach((topic, payload) -> {
            if (topic.endsWith("/config")) {
                Schemas.discovery(payload);
            }
        });
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, all);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(file));
    }
}
