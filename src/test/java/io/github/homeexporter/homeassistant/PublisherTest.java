package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Bench.gauge;
import static io.github.homeexporter.homeassistant.Bench.info;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final String TOPIC = "home-exporter/pump/flow_celsius";
    private static final String CONFIG = "homeassistant/device/he_pump/config";
    private static final Series FLOW = gauge("pump_flow_celsius", "celsius");
    private static final Series RETURN = gauge("pump_return_celsius", "celsius");

    private final Bench bench = new Bench();

    private void pump(double flow) {
        bench.up("pump", "pump");
        bench.publish("pump", "pump", 0, new Samples().add(FLOW, flow));
    }

    @Test
    void a_value_is_sent_when_it_changes_and_not_when_it_does_not() {
        bench.open();
        pump(20);
        bench.pass(Duration.ofSeconds(5));
        pump(20);
        bench.pass(Duration.ofSeconds(5));
        pump(21);
        bench.pass(Duration.ofSeconds(5));
        // the second one follows the discovery
        assertThat(bench.sentTo(TOPIC)).containsExactly("20", "20", "21");
    }

    @Test
    void within_the_minimum_interval_the_newest_wins() {
        bench.open();
        pump(20);
        bench.pass(Duration.ofSeconds(10));
        for (int i = 1; i <= 9; i++) {
            pump(20 + i);
            bench.pass(Duration.ofMillis(100));
        }
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.sentTo(TOPIC))
                .startsWith("20", "20", "21")
                .endsWith("29")
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void the_heartbeat_says_it_again() {
        bench.open();
        pump(20);
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.sentTo(TOPIC)).containsExactly("20", "20", "20", "20");
    }

    @Test
    void nothing_is_announced_before_the_broker_was_read_and_a_burst_is_one_message() {
        bench.publisher.again();
        pump(20);
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.sentTo(CONFIG)).isEmpty();
        bench.publisher.openDiscovery(bench.millis);
        for (int i = 0; i < 5; i++) {
            bench.publish("pump", "pump", 0, new Samples().add(gauge("pump_" + i, ""), i));
            bench.pass(Duration.ofMillis(100));
        }
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.sentTo(CONFIG)).hasSizeLessThanOrEqualTo(2);
        assertThat(bench.broker.get(CONFIG)).contains("flow_celsius", "\"0\":{", "\"4\":{");
    }

    @Test
    void a_device_that_is_away_is_offline_and_keeps_its_entities() {
        bench.open();
        pump(20);
        bench.publish("pump", "pump", 10, new Samples().add(RETURN, 18));
        bench.pass(Duration.ofSeconds(20));
        bench.store.device("pump", "pump").down("refused", "connection refused");
        bench.pass(Duration.ofHours(3));
        assertThat(bench.broker).containsEntry("home-exporter/pump/status", "offline");
        assertThat(bench.sentTo(CONFIG)).hasSize(1);
        assertThat(bench.broker.get("home-exporter/pump/return_celsius")).isEqualTo("18");
    }

    @Test
    void what_a_present_device_no_longer_has_is_unknown_at_once_and_removed_after_its_time() {
        bench.open();
        bench.up("pump", "pump");
        bench.publish("pump", "pump", 0, new Samples().add(FLOW, 20).add(RETURN, 18));
        bench.pass(Duration.ofSeconds(20));
        bench.publish("pump", "pump", 0, new Samples().gone(RETURN));
        bench.pass(Duration.ofSeconds(20));
        assertThat(bench.broker).containsEntry("home-exporter/pump/return_celsius", "None");
        assertThat(bench.broker.get(CONFIG)).contains("\"return_celsius\":{\"platform\":\"sensor\",\"unique_id\"");
        bench.pass(Duration.ofHours(1).plusSeconds(10));
        assertThat(bench.sentTo(CONFIG)).anyMatch(c -> c.contains("\"return_celsius\":{\"platform\":\"sensor\"}"));
        assertThat(bench.broker.get(CONFIG)).doesNotContain("return_celsius").contains("flow_celsius");
        assertThat(bench.broker).containsEntry("home-exporter/pump/return_celsius", "");
    }

    @Test
    void a_room_whose_last_value_goes_is_removed() {
        bench.open();
        Series there = gauge("pump_a", "", "room", "Attic");
        bench.up("pump", "pump");
        bench.publish("pump", "pump", 0, new Samples().add(FLOW, 20).add(there, 1));
        bench.pass(Duration.ofSeconds(20));
        String config = "homeassistant/device/he_pump_room_attic/config";
        assertThat(bench.broker.get(config)).contains("\"suggested_area\":\"Attic\"", "\"via_device\":\"he_pump\"");
        bench.publish("pump", "pump", 0, new Samples().gone(there));
        bench.pass(Duration.ofHours(1).plusSeconds(20));
        assertThat(bench.broker).containsEntry(config, "");
    }

    @Test
    void a_device_whose_route_is_gone_is_removed_as_a_whole() {
        bench.open();
        pump(20);
        bench.pass(Duration.ofSeconds(20));
        bench.store.device("pump", "pump").stopped();
        bench.pass(Duration.ofHours(2));
        assertThat(bench.broker)
                .containsEntry(CONFIG, "")
                .containsEntry(TOPIC, "")
                .containsEntry("home-exporter/pump/status", "");
    }

    @Test
    void what_an_earlier_run_announced_stays_until_it_is_certain_that_it_is_gone() {
        String earlier = Json.write(Map.of(
                "origin", Map.of("name", "home-exporter"),
                "availability",
                        List.of(Map.of("topic", "home-exporter/status"), Map.of("topic", "home-exporter/pump/status")),
                "components",
                        Map.of(
                                "old_celsius",
                                Map.of("platform", "sensor", "state_topic", "home-exporter/pump/old_celsius"))));
        bench.publisher.again();
        pump(20);
        bench.pass(Duration.ofSeconds(3));
        bench.publisher.retained(CONFIG, earlier, true);
        bench.publisher.openDiscovery(bench.millis);
        bench.pass(Duration.ofSeconds(20));
        assertThat(bench.sentTo(CONFIG)).hasSize(1);
        assertThat(bench.broker.get(CONFIG)).contains("old_celsius", "flow_celsius");
        bench.pass(Duration.ofHours(1).plusSeconds(10));
        assertThat(bench.broker.get(CONFIG)).doesNotContain("old_celsius");
        assertThat(bench.broker).containsEntry("home-exporter/pump/old_celsius", "");
    }

    @Test
    void hints_the_queue_dropped_are_counted_and_their_values_sent_all_the_same() {
        bench.open();
        pump(20);
        bench.pass(Duration.ofSeconds(5));
        bench.store.changes().remove(bench.hints);
        bench.store.changes().add(changes -> {});
        pump(21);
        pump(22);
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.broker).containsEntry(TOPIC, "22");
        assertThat(bench.publisher.takeLost()).isEqualTo(2);
        assertThat(bench.publisher.takeLost()).isZero();
    }

    @Test
    void no_more_is_sent_at_once_than_there_is_room_for_and_the_rest_follows() {
        bench.open();
        bench.up("pump", "pump");
        Samples many = new Samples();
        for (int i = 0; i < 500; i++) {
            many.add(gauge("pump_v", "", "n", "v" + i), i);
        }
        bench.publish("pump", "pump", 0, many);
        bench.publisher.look(bench.store.devices(), true, bench.millis);
        assertThat(bench.publisher.due(bench.millis, 200)).hasSize(200);
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.publisher.waiting()).isZero();
        assertThat(bench.publisher.entities()).isEqualTo(500);
    }

    @Test
    void a_device_that_never_rests_leaves_room_for_the_others() {
        bench.open();
        bench.up("busy", "busy");
        pump(20);
        Samples many = new Samples();
        for (int i = 0; i < 100; i++) {
            many.add(gauge("busy_v", "", "n", "v" + i), i);
        }
        bench.publish("busy", "busy", 0, many);
        bench.pass(Duration.ofSeconds(5));
        bench.sent.clear();
        Samples all = new Samples();
        for (int i = 0; i < 100; i++) {
            all.add(gauge("busy_v", "", "n", "v" + i), 1_000 + i);
        }
        bench.publish("busy", "busy", 0, all);
        pump(21);
        for (int i = 0; i < 2; i++) {
            bench.sent.addAll(bench.publisher.due(bench.millis, 1));
        }
        assertThat(bench.sentTo(TOPIC)).containsExactly("21");
    }

    @Test
    void a_device_that_is_not_wanted_is_not_there() {
        Bench without = new Bench("", Glob.list("pu*"));
        without.open();
        without.up("pump", "pump");
        without.publish("pump", "pump", 0, new Samples().add(FLOW, 20));
        without.pass(Duration.ofSeconds(10));
        assertThat(without.broker.keySet()).containsExactly("home-exporter/status");
    }

    @Test
    void a_text_that_changes_is_one_entity() {
        bench.open();
        bench.up("pump", "pump");
        Series first = info("pump_message_info", "value", "all is well");
        bench.publish("pump", "pump", 0, new Samples().add(first, 1));
        bench.pass(Duration.ofSeconds(5));
        bench.publish("pump", "pump", 0, new Samples().gone(first).add(info("pump_message_info", "value", "low"), 1));
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.sentTo("home-exporter/pump/message_info"))
                .containsExactly("all is well", "all is well", "low");
        assertThat(bench.publisher.entities()).isEqualTo(1);
    }

    @Test
    void the_topics_of_isg_exporter_come_with_every_reading() {
        Bench isg = new Bench("isg", List.of()).open();
        isg.up("isg", "isg");
        for (int i = 0; i < 2; i++) {
            isg.publish(
                    "isg",
                    "isg",
                    60,
                    new Samples()
                            .add(gauge("isg_aussentemperatur", "", "unit", "°C"), 7.5)
                            .add(gauge("isg_raumisttemp", "", "hk", "1", "unit", "°C"), 21.3)
                            .add(gauge("isg_betriebsart", "", "name", "automatik"), 1)
                            .add(gauge("isg_flag", "", "name", "verdichter"), 0)
                            .add(gauge("isg_flag_verdichter", ""), 1));
            isg.pass(Duration.ofSeconds(20));
        }
        assertThat(isg.sentTo("isg/aussentemperatur"))
                .hasSizeBetween(1, 2)
                .containsOnly("{\"Value\":7.5,\"Unit\":\"°C\"}");
        assertThat(isg.broker)
                .containsEntry("isg/raumisttemp/hk_1", "{\"Value\":21.3,\"Unit\":\"°C\",\"Labels\":{\"hk\":\"1\"}}")
                .containsEntry("isg/betriebsart/automatik", "{\"Value\":1}")
                .containsEntry("isg/betriebsstatus/verdichter", "{\"Value\":0}")
                .doesNotContainKey("isg/flag_verdichter");
    }
}
