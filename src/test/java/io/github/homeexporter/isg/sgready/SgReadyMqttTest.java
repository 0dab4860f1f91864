package io.github.homeexporter.isg.sgready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.homeassistant.Ear;
import io.github.homeexporter.homeassistant.Mosquitto;
import io.github.homeexporter.homeassistant.Schemas;
import io.github.homeexporter.start.Check;
import io.github.homeexporter.start.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SG Ready at Home Assistant: a select entity over the house's broker, a real one, and the shipped routes. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(240)
class SgReadyMqttTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIG = "homeassistant/select/he_sgready/config";

    @TempDir
    Path folder;

    private SgReadyProgram program(Mosquitto broker, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(
                Map.of("mqtt.host", "127.0.0.1", "mqtt.port", String.valueOf(broker.port), "isg.sgready.mqtt", "true"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new SgReadyProgram(folder, settings);
    }

    @Test
    void a_choice_at_home_assistant_reaches_the_heat_pump_and_what_it_has_is_said() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear home = new Ear(broker.port);
                SgReadyProgram program = program(broker)) {
            await().atMost(PATIENCE).until(() -> "normal".equals(home.last.get("sgready/state")));
            await().atMost(PATIENCE).until(() -> home.last.containsKey(CONFIG));
            Schemas.select(home.last.get(CONFIG));
            Map<?, ?> config = (Map<?, ?>) Jsoner.deserialize(home.last.get(CONFIG));
            assertThat(config.get("command_topic")).isEqualTo("sgready/set");
            assertThat(config.get("options")).isEqualTo(List.of("lock", "normal", "active"));

            home.say("sgready/set", "active", false);
            await().atMost(PATIENCE).until(() -> "active".equals(home.last.get("sgready/state")));
            assertThat(program.inputs()).isEqualTo("1 0");
            assertThat(program.actions("active")).isEqualTo(1);

            // not in the list, and not allowed: the heat pump stays, the attempt is counted, the select shows what is
            home.say("sgready/set", "force", false);
            await().atMost(PATIENCE).until(() -> program.actions("unknown") == 1);
            assertThat(program.inputs()).isEqualTo("1 0");

            // an alert's level is shown too, and once the device is announced the entity is its
            home.say("sgready/set", "normal", false);
            await().atMost(PATIENCE).until(() -> "normal".equals(home.last.get("sgready/state")));
            String device = "homeassistant/device/he_isg_sgready/config";
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(deviceOf(home.last.get(CONFIG)))
                    .isNotNull()
                    .isEqualTo(deviceOf(home.last.get(device))));
        }
    }

    private static Object deviceOf(String config) throws Exception {
        return config == null ? null : ((Map<?, ?>) Jsoner.deserialize(config)).get("device");
    }

    @Test
    void what_the_broker_kept_from_before_is_no_wish_and_what_comes_now_is_one() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear home = new Ear(broker.port)) {
            home.say("sgready/set", "lock", true);
            await().atMost(PATIENCE).until(() -> "lock".equals(home.last.get("sgready/set")));
            try (SgReadyProgram program = program(broker)) {
                await().atMost(PATIENCE)
                        .until(() -> program.value("home_exporter_mqtt_errors_total{reason=\"retained\"}") == 1);
                await().atMost(PATIENCE).until(() -> "normal".equals(home.last.get("sgready/state")));
                assertThat(program.writes()).isZero();

                // retained by whoever sends it, but it comes while we listen
                home.say("sgready/set", "active", true);
                await().atMost(PATIENCE).until(() -> "active".equals(home.last.get("sgready/state")));
                assertThat(program.inputs()).isEqualTo("1 0");
            }
        }
    }

    @Test
    void a_minimum_time_holds_for_it_as_for_all_and_force_is_offered_where_it_is_allowed() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear home = new Ear(broker.port);
                SgReadyProgram program = program(
                        broker,
                        "isg.sgready.minimum-time",
                        "1h",
                        "isg.sgready.allow-force",
                        "true",
                        "isg.sgready.mqtt-topic",
                        "cellar/pump")) {
            await().atMost(PATIENCE).until(() -> home.last.containsKey(CONFIG));
            assertThat(home.last.get(CONFIG)).contains("\"force\"", "\"cellar/pump/set\"");
            home.say("cellar/pump/set", "force", false);
            await().atMost(PATIENCE).until(() -> "force".equals(home.last.get("cellar/pump/state")));
            home.say("cellar/pump/set", "active", false);
            await().atMost(PATIENCE).until(() -> program.value("isg_sgready_requested") == 3);
            assertThat(program.inputs()).isEqualTo("1 1");
            home.say("cellar/pump/set", "lock", false);
            await().atMost(PATIENCE).until(() -> "lock".equals(home.last.get("cellar/pump/state")));
        }
    }

    @Test
    void switched_off_the_entity_is_taken_back() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear home = new Ear(broker.port)) {
            try (SgReadyProgram program = program(broker)) {
                await().atMost(PATIENCE).until(() -> home.last.containsKey(CONFIG));
                assertThat(program.value("isg_sgready_error_total")).isZero();
            }
            try (SgReadyProgram program = program(broker, "isg.sgready.mqtt", "false")) {
                await().atMost(PATIENCE).until(() -> home.last.get(CONFIG).isEmpty());
                home.say("sgready/set", "lock", false);
                assertThat(program.writes()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', sgready, mqtt.host",
        "127.0.0.1, sgready/#, isg.sgready.mqtt-topic",
        "127.0.0.1, /sgready, isg.sgready.mqtt-topic",
        "127.0.0.1, '', isg.sgready.mqtt-topic"
    })
    void settings_that_cannot_work_are_named_with_their_key(String broker, String topic, String key) throws Exception {
        Map<String, String> environment = Map.of(
                "ISG_MODBUS_HOST", "127.0.0.1",
                "ISG_SGREADY_ENABLED", "true",
                "ISG_SGREADY_TOKEN", "x",
                "ISG_SGREADY_MQTT", "true",
                "ISG_SGREADY_MQTT_TOPIC", topic,
                "MQTT_HOST", broker);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = Check.run(
                SettingsLoader.load(folder, environment),
                folder,
                environment,
                false,
                new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(key);
    }
}
