package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Bench.counter;
import static io.github.homeexporter.homeassistant.Bench.gauge;
import static io.github.homeexporter.homeassistant.Bench.info;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to entities over time: outages, units that change, meters that start again, large devices. */
class OutageTest {
    private static final String TOPIC = "home-exporter/meter/power_watts";

    private final Bench bench = new Bench().open();

    private void meter() {
        bench.up("meter", "meter");
        bench.publish(
                "meter",
                "meter",
                10,
                new Samples()
                        .add(info("meter_info", "model", "M7", "firmware", "1.2.3", "alias", "Workshop"), 1)
                        .add(gauge("meter_power_watts", "watts"), 42.5));
        bench.pass(Duration.ofSeconds(10));
    }

    @Test
    void an_outage_is_no_news_about_the_device_and_behind_it_the_values_come_at_once() {
        meter();
        String before = bench.config("he_meter");
        bench.store.device("meter", "meter").down("timeout", "does not answer");
        bench.pass(Duration.ofMinutes(20));
        int sent = bench.sent.size();
        meter();
        assertThat(before).contains("Workshop", "M7", "1.2.3");
        assertThat(bench.config("he_meter")).isEqualTo(before);
        assertThat(bench.sent.subList(sent, bench.sent.size()).stream().map(m -> m.topic() + "=" + m.payload()))
                .contains("home-exporter/meter/status=online", TOPIC + "=42.5");
    }

    @Test
    void behind_each_discovery_the_state_follows() {
        meter();
        bench.publish("meter", "meter", 10, new Samples().add(gauge("meter_voltage_volts", "volts"), 230));
        bench.pass(Duration.ofSeconds(10));
        List<String> topics = bench.sent.stream().map(Message::topic).toList();
        int discovered = topics.lastIndexOf("homeassistant/device/he_meter/config");
        assertThat(topics.subList(discovered, topics.size())).contains(TOPIC, "home-exporter/meter/voltage_volts");
    }

    @Test
    void a_changed_unit_is_announced_before_the_first_value_in_it() {
        bench.up("meter", "meter");
        bench.publish("meter", "meter", 10, new Samples().add(gauge("meter_power", "W"), 4000));
        bench.pass(Duration.ofSeconds(10));
        bench.publish("meter", "meter", 10, new Samples().add(gauge("meter_power", "kW"), 5));
        bench.pass(Duration.ofSeconds(10));
        List<String> said =
                bench.sent.stream().map(m -> m.topic() + " " + m.payload()).toList();
        int value = said.indexOf("home-exporter/meter/power 5");
        assertThat(bench.config("he_meter")).contains("\"unit_of_measurement\":\"kW\"");
        assertThat(said.subList(0, value)).anyMatch(m -> m.contains("/config") && m.contains("\"kW\""));
    }

    @Test
    void a_meters_single_zero_is_held_back_and_a_lasting_one_said() {
        Samples one = new Samples().add(counter("meter_energy_kilowatt_hours_total", "kilowatt_hours"), 812.5);
        bench.up("meter", "meter");
        bench.publish("meter", "meter", 10, one);
        bench.pass(Duration.ofSeconds(10));
        Samples zero = new Samples().add(counter("meter_energy_kilowatt_hours_total", "kilowatt_hours"), 0);
        bench.publish("meter", "meter", 10, zero);
        bench.pass(Duration.ofSeconds(10));
        bench.publish("meter", "meter", 10, one);
        bench.pass(Duration.ofSeconds(10));
        String topic = "home-exporter/meter/energy_kilowatt_hours_total";
        assertThat(bench.sentTo(topic)).containsOnly("812.5");
        bench.publish("meter", "meter", 10, zero);
        bench.pass(Duration.ofSeconds(10));
        bench.publish("meter", "meter", 10, zero);
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.sentTo(topic)).endsWith("812.5", "0");
    }

    /** After a power cut both start again, and the broker still has what the meter said before. */
    @Test
    void a_meters_first_zero_is_held_back_and_other_first_zeros_are_not() {
        bench.up("meter", "meter");
        for (int round = 0; round < 3; round++) {
            double energy = round == 0 ? 0 : 812.5;
            bench.publish(
                    "meter",
                    "meter",
                    10,
                    new Samples()
                            .add(counter("meter_energy_kilowatt_hours_total", "kilowatt_hours"), energy)
                            .add(counter("meter_empty_kilowatt_hours_total", "kilowatt_hours"), 0)
                            .add(gauge("meter_power", "W"), 0));
            bench.pass(Duration.ofSeconds(10));
        }
        assertThat(bench.sentTo("home-exporter/meter/energy_kilowatt_hours_total"))
                .containsOnly("812.5");
        assertThat(bench.sentTo("home-exporter/meter/empty_kilowatt_hours_total"))
                .containsOnly("0");
        assertThat(bench.sentTo("home-exporter/meter/power")).containsOnly("0");
    }

    @Test
    void no_message_is_larger_than_allowed_and_nothing_is_missing_or_twice() {
        Bench small = new Bench("", List.of(), 4_000).open();
        Samples many = new Samples();
        for (int i = 0; i < 60; i++) {
            many.add(gauge("meter_value_watts", "watts", "place", "place " + i), i);
        }
        small.up("meter", "meter");
        small.publish("meter", "meter", 0, many);
        small.pass(Duration.ofSeconds(20));
        assertThat(small.configs().values()).allMatch(config -> config.getBytes(StandardCharsets.UTF_8).length < 4_000);
        List<String> all = small.configs().values().stream()
                .flatMap(config -> components(config).keySet().stream().map(Object::toString))
                .filter(key -> key.startsWith("value"))
                .toList();
        assertThat(all).hasSize(60).doesNotHaveDuplicates();
        small.publish("meter", "meter", 0, new Samples().gone(gauge("meter_value_watts", "watts", "place", "place 7")));
        small.pass(Duration.ofHours(1).plusSeconds(30));
        assertThat(small.configs().values())
                .noneMatch(config -> components(config).containsKey("value_watts_place_7"));
        assertThat(small.sent).anyMatch(m -> m.payload().contains("\"value_watts_place_7\":{\"platform\":\"sensor\"}"));
    }

    @Test
    void an_interface_that_passes_leaves_nothing_behind() {
        meter();
        var tap = gauge("meter_flow", "", "interface", "tap101i0");
        bench.publish("meter", "meter", 0, new Samples().add(tap, 1));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_meter")).contains("flow_tap101i0");
        bench.publish("meter", "meter", 0, new Samples().gone(tap));
        bench.pass(Duration.ofHours(1).plusSeconds(30));
        assertThat(bench.config("he_meter")).doesNotContain("tap101i0");
        assertThat(bench.broker).containsEntry("home-exporter/meter/flow_tap101i0", "");
    }

    @Test
    void home_assistant_is_never_told_what_the_build_left_unfilled() {
        BuildInfo unfilled = new BuildInfo("${project.version}", "${git.commit.id.abbrev}", "${git.branch}", "${date}");
        Bench bench = new Bench(unfilled).open();
        bench.publisher.say("", List.of());
        bench.up("meter", "meter");
        bench.publish("meter", "meter", 0, new Samples().add(gauge("meter_power", "watts"), 1));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_bridge")).contains("\"sw_version\":\"unknown\"");
        assertThat(bench.config("he_meter")).contains("\"sw_version\":\"unknown\"");
        assertThat(bench.broker.values()).noneMatch(told -> told.contains("${"));
    }

    @Test
    void the_program_itself_is_a_device_with_version_page_findings_and_devices_down() {
        bench.publisher.say("http://192.0.2.2:9091/", List.of());
        meter();
        assertThat(bench.config("he_bridge")).contains("http://192.0.2.2:9091/", "\"sw_version\":\"1.0.0\"", "problem");
        bench.store.device("meter", "meter").down("timeout", "does not answer");
        bench.pass(Duration.ofSeconds(3));
        bench.publisher.say("", List.of("rules/isg-web.yaml:3: no such key"));
        bench.pass(Duration.ofSeconds(3));
        assertThat(bench.broker)
                .containsEntry("home-exporter/bridge/devices-down", "1")
                .containsEntry("home-exporter/bridge/findings", "ON");
        assertThat(bench.broker.get("home-exporter/bridge/findings-list")).contains("no such key");
    }

    private static Map<?, ?> components(String config) {
        try {
            return (Map<?, ?>) ((Map<?, ?>) Json.plain(config)).get("components");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
