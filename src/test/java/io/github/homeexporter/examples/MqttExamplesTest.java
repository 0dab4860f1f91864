package io.github.homeexporter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.homeassistant.Mosquitto;
import io.github.homeexporter.sample.DeviceStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Examples that speak to a broker, a real one. */
@Timeout(180)
class MqttExamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** Another client of the broker. */
    private static final class Client implements AutoCloseable {
        final Map<String, String> heard = new ConcurrentHashMap<>();
        private final MqttClient client;

        Client(String broker, String... topics) throws Exception {
            client = new MqttClient(broker, "somebody", new MemoryPersistence());
            client.connect();
            for (String topic : topics) {
                client.subscribe(
                        new MqttSubscription[] {new MqttSubscription(topic, 1)},
                        new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {this::hear});
            }
        }

        private void hear(String topic, MqttMessage message) {
            heard.put(topic, new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        void say(String topic, String text) throws Exception {
            client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
        }

        @Override
        public void close() throws MqttException {
            client.disconnect();
            client.close();
        }
    }

    @Test
    void every_sensor_of_an_esphome_node_is_taken_and_one_without_a_value_is_absent() throws Exception {
        try (Mosquitto mosquitto = new Mosquitto(folder).start()) {
            String broker = "tcp://127.0.0.1:" + mosquitto.port;
            try (ExampleProgram program = esphome(broker);
                    Client nodes = new Client(broker)) {
                await().atMost(PATIENCE).until(() -> {
                    nodes.say("cellar/sensor/water_temperature/state", "21.5");
                    nodes.say("cellar/sensor/broken/state", "nan");
                    return program.values()
                            .equals(Map.of("esphome_sensor_value{node=\"cellar\",sensor=\"water_temperature\"}", 21.5));
                });
                // nor does it take the others along
                assertThat(program.device("esphome").map(DeviceStatus::lastError))
                        .hasValue("");
            }
        }
    }

    @Test
    void a_sensor_of_esphome_that_says_its_unit_has_a_name_of_the_library_too() throws Exception {
        try (Mosquitto mosquitto = new Mosquitto(folder).start()) {
            String broker = "tcp://127.0.0.1:" + mosquitto.port;
            try (ExampleProgram program = esphome(broker);
                    Client nodes = new Client(broker)) {
                Map<String, String> kinds = Map.of(
                        "water", "\"dev_cla\":\"temperature\",\"unit_of_meas\":\"°F\",\"stat_cla\":\"measurement\"",
                        "energy", "\"dev_cla\":\"energy\",\"unit_of_meas\":\"kWh\",\"stat_cla\":\"total_increasing\"",
                        "today", "\"device_class\":\"energy\",\"unit_of_measurement\":\"Wh\",\"state_class\":\"total\"",
                        "air", "\"dev_cla\":\"humidity\",\"unit_of_meas\":\"%\"",
                        "valve", "\"unit_of_meas\":\"%\"");
                await().atMost(PATIENCE).untilAsserted(() -> {
                    // of another maker, removed, broken: each is nothing to this route
                    nodes.say(
                            "homeassistant/sensor/other/x/config",
                            "{\"stat_t\":\"tele/x/SENSOR\",\"unit_of_meas\":\"W\"}");
                    nodes.say("homeassistant/sensor/cellar/gone/config", "");
                    nodes.say("homeassistant/sensor/cellar/odd/config", "{\"stat_t\": 7, ");
                    for (Map.Entry<String, String> kind : kinds.entrySet()) {
                        String topic = "cellar/sensor/" + kind.getKey() + "/state";
                        nodes.say(
                                "homeassistant/sensor/cellar/" + kind.getKey() + "/config",
                                "{" + kind.getValue() + ",\"name\":\"x\",\"stat_t\":\"" + topic + "\"}");
                        nodes.say(topic, "50");
                    }
                    assertThat(program.values())
                            .isEqualTo(Map.of(
                                    "esphome_sensor_value{node=\"cellar\",sensor=\"water\"}", 50.0,
                                    "esphome_sensor_value{node=\"cellar\",sensor=\"energy\"}", 50.0,
                                    "esphome_sensor_value{node=\"cellar\",sensor=\"today\"}", 50.0,
                                    "esphome_sensor_value{node=\"cellar\",sensor=\"air\"}", 50.0,
                                    "esphome_sensor_value{node=\"cellar\",sensor=\"valve\"}", 50.0,
                                    "sensor_temperature_celsius{node=\"cellar\",sensor=\"water\"}", 10.0,
                                    "sensor_energy_watt_hours_total{node=\"cellar\",sensor=\"energy\"}", 50_000.0,
                                    "sensor_energy_watt_hours{node=\"cellar\",sensor=\"today\"}", 50.0,
                                    "sensor_humidity_percent{node=\"cellar\",sensor=\"air\"}", 50.0));
                });
                assertThat(program.device("esphome").map(DeviceStatus::lastError))
                        .hasValue("");
            }
        }
    }

    @Test
    void a_plug_of_two_channels_and_a_sensor_in_fahrenheit_have_the_names_of_the_library() throws Exception {
        try (Mosquitto mosquitto = new Mosquitto(folder).start()) {
            String broker = "tcp://127.0.0.1:" + mosquitto.port;
            try (ExampleProgram program = new ExampleProgram(
                            folder.resolve("program"),
                            "src/main/resources/library/tasmota",
                            "tasmota",
                            "tasmota.broker=" + broker,
                            "tasmota.username=x",
                            "tasmota.password=x");
                    Client things = new Client(broker)) {
                await().atMost(PATIENCE).until(() -> {
                    things.say(
                            "tele/twin/SENSOR",
                            "{\"ENERGY\":{\"Total\":12.5,\"Power\":[230,5],\"Voltage\":231,\"Current\":null}}");
                    things.say(
                            "tele/attic/SENSOR",
                            "{\"AM2301\":{\"Temperature\":68,\"Humidity\":61},\"TempUnit\":\"F\"}");
                    return program.values()
                            .equals(Map.of(
                                    "plug_power_watts{channel=\"0\",topic=\"twin\"}", 230.0,
                                    "plug_power_watts{channel=\"1\",topic=\"twin\"}", 5.0,
                                    "plug_voltage_volts{channel=\"0\",topic=\"twin\"}", 231.0,
                                    "plug_energy_watt_hours_total{channel=\"0\",topic=\"twin\"}", 12_500.0,
                                    "sensor_temperature_celsius{sensor=\"AM2301\",topic=\"attic\"}", 20.0,
                                    "sensor_humidity_percent{sensor=\"AM2301\",topic=\"attic\"}", 61.0));
                });
            }
        }
    }

    private ExampleProgram esphome(String broker) throws Exception {
        return new ExampleProgram(
                folder.resolve("program"),
                "esphome",
                "esphome",
                "esphome.broker=" + broker,
                "esphome.username=x",
                "esphome.password=x");
    }
}
