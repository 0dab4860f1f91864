package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Mosquitto.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The shipped route against a real Mosquitto that behaves and that does not. In every case values and scrapes go on. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class RealBrokerTest {
    private static final String STATE = "home-exporter/pump/value_celsius_v";
    private static final int SERIES = 100;

    @TempDir
    Path folder;

    @Test
    void entities_states_and_availability_arrive_and_offline_is_the_last_word() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear ear = new Ear(broker.port)) {
            try (MqttHouse house = new MqttHouse(broker.port, Map.of())) {
                house.up();
                house.publish(2, 21.5);
                await().atMost(PATIENCE).until(() -> "21.5".equals(ear.last.get(STATE + "1")));
                await().atMost(PATIENCE).until(() -> ear.last.containsKey("homeassistant/device/he_pump/config"));
                assertThat(ear.last)
                        .containsEntry("home-exporter/status", "online")
                        .containsEntry("home-exporter/pump/status", "online");
                Schemas.discovery(ear.last.get("homeassistant/device/he_pump/config"));
                house.store.device("pump", "pump").down("refused", "connection refused");
                await().atMost(PATIENCE).until(() -> "offline".equals(ear.last.get("home-exporter/pump/status")));
            }
            await().atMost(PATIENCE).until(() -> "offline".equals(ear.last.get("home-exporter/status")));
        }
    }

    @Test
    void a_broker_that_keeps_nothing_is_said_and_gets_everything_all_the_same() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous true", "retain_available false").start();
                Ear ear = new Ear(broker.port);
                MqttHouse house = new MqttHouse(broker.port, Map.of())) {
            house.up();
            house.publish(1, 21.5);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.last)
                    .containsKey("homeassistant/device/he_pump/config")
                    .containsEntry(STATE + "0", "21.5"));
            ear.last.clear();
            ear.say("homeassistant/status", "online", false);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ear.last).containsKey("homeassistant/device/he_pump/config"));
        }
    }

    @Test
    void a_birth_message_is_answered_with_everything() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear ear = new Ear(broker.port);
                MqttHouse house = new MqttHouse(broker.port, Map.of())) {
            house.up();
            house.publish(1, 21.5);
            await().atMost(PATIENCE).until(() -> ear.last.containsKey("homeassistant/device/he_pump/config"));
            ear.last.clear();
            ear.say("homeassistant/status", "online", false);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.last)
                    .containsKeys("homeassistant/device/he_pump/config", "home-exporter/pump/status")
                    .containsEntry(STATE + "0", "21.5"));
        }
    }

    @Test
    void a_broker_that_comes_later_gets_the_newest_values() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                MqttHouse house = new MqttHouse(broker.port, Map.of())) {
            house.up();
            underLoad(house, () -> {
                await().atMost(PATIENCE).until(() -> house.own("errors_total", "refused") > 0);
                nothingGrows(house);
            });
            house.publish(SERIES, 7);
            broker.start();
            try (Ear ear = new Ear(broker.port)) {
                await().atMost(PATIENCE).until(() -> "7".equals(ear.last.get(STATE + (SERIES - 1))));
            }
        }
    }

    @Test
    void a_frozen_broker_holds_nothing_up() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                MqttHouse house = new MqttHouse(broker.port, Map.of())) {
            house.up();
            await().atMost(PATIENCE).until(() -> house.own("connected") == 1);
            broker.freeze();
            underLoad(house, () -> {
                // noticed by the keep-alive
                await().atMost(PATIENCE).until(() -> house.own("connected") == 0);
                nothingGrows(house);
            });
            broker.thaw();
            house.publish(SERIES, 7);
            try (Ear ear = new Ear(broker.port)) {
                await().atMost(PATIENCE).until(() -> "7".equals(ear.last.get(STATE + (SERIES - 1))));
            }
        }
    }

    @Test
    void a_restart_under_a_thousand_values_a_second_loses_no_last_value() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                MqttHouse house = new MqttHouse(broker.port, Map.of())) {
            house.up();
            underLoad(house, () -> {
                await().atMost(PATIENCE).until(() -> house.own("published_total", "state") > SERIES);
                broker.stop();
                await().atMost(PATIENCE).until(() -> house.own("connected") == 0);
                broker.start();
                await().atMost(PATIENCE).until(() -> house.own("connects_total") == 2);
                nothingGrows(house);
            });
            house.publish(SERIES, 7);
            try (Ear ear = new Ear(broker.port)) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.last)
                        .containsEntry("home-exporter/status", "online")
                        .containsEntry(STATE + "0", "7")
                        .containsEntry(STATE + (SERIES - 1), "7"));
            }
        }
    }

    @Test
    void hints_that_find_the_queue_full_are_counted_and_their_values_arrive() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear ear = new Ear(broker.port);
                MqttHouse house = new MqttHouse(broker.port, Map.of("mqtt.queue-size", "1"))) {
            house.up();
            house.publish(1, 1);
            await().atMost(PATIENCE).until(() -> "1".equals(ear.last.get(STATE + "0")));
            // not within the second that ends a context here: after that Camel shuts the consumer down instead
            house.context.getRouteController().suspendRoute("homeassistant", 20, TimeUnit.SECONDS);
            for (int i = 2; i <= 11; i++) {
                house.publish(1, i);
            }
            house.context.getRouteController().resumeRoute("homeassistant");
            await().atMost(PATIENCE).until(() -> "11".equals(ear.last.get(STATE + "0")));
            // one waits in the queue, and one may be in the hands of the consumer that was told to pause
            await().atMost(PATIENCE).until(() -> house.own("discarded_total") >= 8);
            assertThat(house.own("discarded_total")).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void a_wrong_password_is_tried_once_and_said_so() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous false", "password_file " + passwords()).start();
                MqttHouse house = new MqttHouse(
                        broker.port, Map.of("mqtt.username", "exporter", "mqtt.password", "not-this-one"))) {
            house.up();
            await().atMost(PATIENCE).until(() -> house.own("errors_total", "not_authorized") == 1);
            underLoad(house, () -> nothingGrows(house));
            assertThat(house.own("errors_total")).isEqualTo(1);
            assertThat(house.scrape()).doesNotContain("not-this-one");
        }
    }

    @Test
    void the_password_may_stand_in_a_file() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "right\n");
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous false", "password_file " + passwords()).start();
                MqttHouse house = new MqttHouse(
                        broker.port, Map.of("mqtt.username", "exporter", "mqtt.password-file", secret.toString()))) {
            await().atMost(PATIENCE).until(() -> house.own("connected") == 1);
        }
    }

    @Test
    void a_topic_the_access_list_refuses_is_counted_and_the_others_go_on() throws Exception {
        Path acl = Files.writeString(
                folder.resolve("acl"),
                "user exporter\ntopic readwrite home-exporter/#\ntopic read homeassistant/#\nuser ear\ntopic #\n");
        try (Mosquitto broker = new Mosquitto(
                                folder, "allow_anonymous false", "password_file " + passwords(), "acl_file " + acl)
                        .start();
                Ear ear = new Ear(broker.port, "ear", "ear");
                MqttHouse house =
                        new MqttHouse(broker.port, Map.of("mqtt.username", "exporter", "mqtt.password", "right"))) {
            house.up();
            underLoad(house, () -> {
                await().atMost(PATIENCE).until(() -> house.own("errors_total", "publish_refused") >= 1);
                nothingGrows(house);
            });
            house.publish(SERIES, 7);
            await().atMost(PATIENCE).until(() -> "7".equals(ear.last.get(STATE + "0")));
            assertThat(house.own("connects_total")).isEqualTo(1);
        }
    }

    @Test
    void an_entity_that_is_gone_for_good_is_removed() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear ear = new Ear(broker.port);
                MqttHouse house = new MqttHouse(broker.port, Map.of("mqtt.remove-after", "1s"))) {
            house.up();
            house.publish(2, 21.5);
            String config = "homeassistant/device/he_pump/config";
            await().atMost(PATIENCE).until(() -> ear.last.containsKey(config));
            house.store.publish(MqttHouse.batch(new Samples().gone(MqttHouse.series(1))));
            await().atMost(PATIENCE)
                    .until(() ->
                            !ear.last.get(config).contains("value_celsius_v1") && "".equals(ear.last.get(STATE + "1")));
            assertThat(ear.all).anyMatch(m -> m.contains("\"value_celsius_v1\":{\"platform\":\"sensor\"}"));
            assertThat(ear.last.get(config)).contains("value_celsius_v0");
        }
    }

    @Test
    void what_an_earlier_run_left_behind_is_taken_away_and_nothing_else() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear ear = new Ear(broker.port)) {
            String ours =
                    "{\"origin\":{\"name\":\"home-exporter\"},\"availability\":[{\"topic\":\"home-exporter/status\"},"
                            + "{\"topic\":\"home-exporter/attic/status\"}],\"components\":{\"t\":{\"platform\":\"sensor\","
                            + "\"state_topic\":\"home-exporter/attic/t\"}}}";
            ear.say("homeassistant/device/he_attic/config", ours, true);
            ear.say("home-exporter/attic/t", "5", true);
            ear.say("homeassistant/device/other/config", ours.replace("home-exporter/status", "second/status"), true);
            try (MqttHouse house = new MqttHouse(broker.port, Map.of("mqtt.remove-after", "1s"))) {
                house.up();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.last)
                        .containsEntry("homeassistant/device/he_attic/config", "")
                        .containsEntry("home-exporter/attic/t", ""));
                assertThat(ear.last.get("homeassistant/device/other/config")).isNotEmpty();
            }
        }
    }

    private String passwords() throws Exception {
        Mosquitto.demand("mosquitto_passwd", "mosquitto");
        Path file = folder.resolve("passwords");
        Files.writeString(file, "exporter:right\near:ear\n");
        Process hash = new ProcessBuilder(Mosquitto.path("mosquitto_passwd"), "-U", file.toString()).start();
        assertThat(hash.waitFor()).isZero();
        return file.toString();
    }

    private interface Step {
        void run() throws Exception;
    }

    /** A thousand values a second, ten times a second; each scrape in between must have the newest of them. */
    private static void underLoad(MqttHouse house, Step step) throws Exception {
        ScheduledExecutorService device = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger published = new AtomicInteger();
        try {
            var unused = device.scheduleAtFixedRate(
                    () -> house.publish(SERIES, 1_000 + published.incrementAndGet()), 0, 100, TimeUnit.MILLISECONDS);
            step.run();
            for (int i = 0; i < 5; i++) {
                int before = published.get();
                await().atMost(PATIENCE).until(() -> published.get() > before);
                int at = 1_000 + published.get() - 1;
                String page = CompletableFuture.supplyAsync(house::scrape).get(30, TimeUnit.SECONDS);
                double value = Double.parseDouble(page.lines()
                        .filter(line -> line.startsWith("pump_value_celsius{name=\"v0\"}"))
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(".* ", ""));
                assertThat(value).isGreaterThanOrEqualTo(at);
            }
        } finally {
            device.shutdownNow();
            assertThat(device.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void nothingGrows(MqttHouse house) {
        await().atMost(PATIENCE).until(() -> house.own("entities") >= SERIES);
        for (int i = 0; i < 20; i++) {
            assertThat(house.own("waiting")).isLessThanOrEqualTo(house.own("entities"));
            assertThat(house.own("entities")).isEqualTo(SERIES);
        }
    }
}
