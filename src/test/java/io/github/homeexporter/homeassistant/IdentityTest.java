package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Bench.gauge;
import static io.github.homeexporter.homeassistant.Bench.info;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps an entity the same one for a year, and what makes two of two. */
class IdentityTest {
    private static final String PLUG = "homeassistant/device/he_tapo_a86e84000004/config";

    private final Bench bench = new Bench().open();

    private void plug(String address, String alias) {
        bench.up(address, "tapo");
        bench.publish(
                address,
                "tapo",
                15,
                new Samples()
                        .add(info("tapo_info", "device", address, "alias", alias, "mac", "A8:6E:84:00:00:04"), 1)
                        .add(gauge("tapo_power_watts", "watts", "device", address, "alias", alias), 7));
        bench.pass(Duration.ofSeconds(10));
    }

    @Test
    void a_plug_at_another_address_is_the_same_device() {
        plug("192.0.2.7", "Washer");
        bench.store.device("192.0.2.7", "tapo").down("timeout", "does not answer");
        plug("192.0.2.99", "Washer");
        assertThat(bench.configs()).containsOnlyKeys(PLUG);
        assertThat(bench.broker)
                .containsEntry("home-exporter/tapo_a86e84000004/status", "online")
                .containsEntry("home-exporter/tapo_a86e84000004/power_watts", "7");
    }

    @Test
    void the_same_plug_listed_twice_is_announced_once_and_said() {
        plug("192.0.2.7", "Washer");
        plug("washer.lan", "Washer");
        assertThat(bench.configs()).containsOnlyKeys(PLUG);
        assertThat(bench.publisher.findings()).anyMatch(f -> f.contains("192.0.2.7") && f.contains("washer.lan"));
    }

    @Test
    void another_plug_at_an_old_address_is_another_device() {
        plug("192.0.2.7", "Washer");
        bench.publish(
                "192.0.2.7",
                "tapo",
                15,
                new Samples()
                        .gone(info("tapo_info", "device", "192.0.2.7", "alias", "Washer", "mac", "A8:6E:84:00:00:04"))
                        .add(
                                info("tapo_info", "device", "192.0.2.7", "alias", "Dryer", "mac", "A8:6E:84:00:00:05"),
                                1));
        bench.pass(Duration.ofSeconds(20));
        assertThat(bench.configs()).containsKeys(PLUG, PLUG.replace("0004/", "0005/"));
        assertThat(bench.broker).containsEntry("home-exporter/tapo_a86e84000004/status", "offline");
    }

    private static Series control(String name, String room) {
        return gauge("loxone_control_value", "°C", "miniserver", "m", "name", name, "room", room, "subcontrol", "value")
                .about(new Item("0f86-01 value", "", "0f86-a1"));
    }

    @Test
    void a_control_and_a_room_that_are_renamed_keep_ids_topics_and_device() {
        bench.up("loxone", "loxone");
        bench.publish("loxone", "loxone", 0, new Samples().add(control("Floor", "Living"), 20));
        bench.pass(Duration.ofSeconds(10));
        Map<String, String> before = bench.configs();
        bench.publish(
                "loxone",
                "loxone",
                0,
                new Samples().gone(control("Floor", "Living")).add(control("Floor heating", "Lounge"), 21));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.configs()).containsOnlyKeys(before.keySet());
        assertThat(bench.config("he_loxone_room_0f86_a1"))
                .contains("\"name\":\"Lounge\"", "\"name\":\"Floor heating\"", "he_loxone_0f86_01_value");
        assertThat(bench.broker).containsEntry("home-exporter/loxone/0f86_01_value", "21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "reason", "unit", "instance", "container_id", "host", "alias", "miniserver", "x"})
    void two_series_that_differ_in_one_label_are_two_entities(String label) {
        bench.up("meter", "meter");
        bench.publish(
                "meter",
                "meter",
                0,
                new Samples()
                        .add(gauge("meter_power_watts", "", label, "grid"), 230)
                        .add(gauge("meter_power_watts", "", label, "pv"), 4500));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.broker)
                .containsEntry("home-exporter/meter/power_watts_grid", "230")
                .containsEntry("home-exporter/meter/power_watts_pv", "4500");
        assertThat(bench.config("he_meter")).contains("Power grid", "Power pv");
    }

    @Test
    void names_that_become_one_id_are_told_apart_and_found() {
        bench.up("meter", "meter");
        bench.publish(
                "meter",
                "meter",
                0,
                new Samples().add(gauge("meter_x", "", "tank", "a b"), 1).add(gauge("meter_x", "", "tank", "a-b"), 2));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.broker.keySet())
                .filteredOn(t -> t.startsWith("home-exporter/meter/x_a_b"))
                .hasSize(2);
        assertThat(bench.publisher.findings()).singleElement().asString().contains("meter_x{tank=\"a-b\"}", "a b");
    }

    @Test
    void names_are_not_doubled_and_are_the_devices_own() {
        bench.up("boiler", "boiler");
        bench.publish(
                "boiler",
                "boiler",
                0,
                new Samples()
                        .add(gauge("boiler_power_watts", ""), 1)
                        .add(gauge("boiler_t", "", "attr", "rueckl-soll_C").about(new Item("", "Rückl.-Soll")), 2)
                        .add(gauge("boiler_u", "", "attr", "soll").about(new Item("", "Soll")), 3)
                        .add(gauge("boiler_v", "", "attr", "soll").about(new Item("", "Soll")), 4)
                        .add(gauge("boiler_level_ratio", ""), 0.5)
                        .add(gauge("boiler_level_percent", ""), 50)
                        .add(gauge("boiler_w", "").about(new Item("w", "Boiler - Lamp: A")), 5));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_boiler"))
                .contains(
                        "\"name\":\"Power\"", "\"name\":\"Rückl.-Soll\"", "\"name\":\"U Soll\"", "\"name\":\"V Soll\"")
                .contains("\"name\":\"Level ratio\"", "\"name\":\"Level percent\"", "\"name\":\"Lamp: A\"");
    }

    @Test
    void what_the_first_build_announced_by_address_goes_before_the_lasting_ids_come() {
        Bench fresh = new Bench();
        fresh.publisher.again();
        String old = "homeassistant/device/he_192_0_2_7/config";
        String payload = Json.write(Map.of(
                "device", Map.of("connections", List.of(List.of("mac", "a8:6e:84:00:00:04"))),
                "origin", Map.of("name", "home-exporter"),
                "availability",
                        List.of(
                                Map.of("topic", "home-exporter/status"),
                                Map.of("topic", "home-exporter/192_0_2_7/status")),
                "components",
                        Map.of(
                                "power_watts",
                                Map.of("platform", "sensor", "state_topic", "home-exporter/192_0_2_7/power_watts"))));
        fresh.broker.put(old, payload);
        fresh.publisher.retained(old, payload, true);
        fresh.publisher.openDiscovery(fresh.millis);
        fresh.up("192.0.2.7", "tapo");
        fresh.publish(
                "192.0.2.7",
                "tapo",
                15,
                new Samples()
                        .add(info("tapo_info", "device", "192.0.2.7", "mac", "A8:6E:84:00:00:04"), 1)
                        .add(gauge("tapo_power_watts", "watts", "device", "192.0.2.7"), 7));
        fresh.pass(Duration.ofSeconds(10));
        assertThat(fresh.broker)
                .containsEntry(old, "")
                .containsEntry("home-exporter/192_0_2_7/power_watts", "")
                .containsEntry("home-exporter/192_0_2_7/status", "");
        assertThat(fresh.configs()).containsOnlyKeys(PLUG);
        List<String> order = fresh.sent.stream()
                .map(Message::topic)
                .filter(t -> t.endsWith("/config"))
                .toList();
        assertThat(order.indexOf(old)).isLessThan(order.indexOf(PLUG));
    }

    @Test
    void what_the_broker_hands_over_late_stays_in_the_message_it_was_in() {
        Bench first = new Bench("", List.of(), 1_600).open();
        first.up("pump", "pump");
        Samples all = new Samples();
        for (int i = 0; i < 12; i++) {
            all.add(gauge("pump_flow_celsius", "celsius", "circuit", "c" + i), 30);
        }
        first.publish("pump", "pump", 0, all);
        first.pass(Duration.ofSeconds(20));
        assertThat(first.configs()).hasSizeGreaterThan(2);

        Bench again = new Bench("", List.of(), 1_600);
        again.open();
        again.up("pump", "pump");
        // in another order, so that each would come into another message
        for (int i = 11; i >= 0; i--) {
            again.publish(
                    "pump",
                    "pump",
                    0,
                    new Samples().add(gauge("pump_flow_celsius", "celsius", "circuit", "c" + i), 30));
            again.pass(Duration.ofSeconds(5));
        }
        first.configs().forEach((topic, payload) -> again.publisher.retained(topic, payload, true));
        again.pass(Duration.ofSeconds(60));
        assertThat(again.configs().keySet()).containsAll(first.configs().keySet());
        for (int i = 0; i < 12; i++) {
            String entity = "\"unique_id\":\"he_pump_flow_celsius_c" + i + "\"";
            assertThat(again.configs().entrySet())
                    .filteredOn(config -> config.getValue().contains(entity))
                    .singleElement()
                    .satisfies(config ->
                            assertThat(first.configs().get(config.getKey())).contains(entity));
        }
    }
}
