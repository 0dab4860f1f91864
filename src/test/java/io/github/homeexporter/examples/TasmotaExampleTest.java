package io.github.homeexporter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/routes/tasmota.camel.yaml} with a real broker, which begins after the program does. */
@Timeout(180)
class TasmotaExampleTest {
    @TempDir
    Path folder;

    @Test
    void every_plug_and_sensor_of_the_broker_is_taken_by_its_topic() throws Exception {
        Path mosquitto = mosquitto();
        int port = FreePort.next();
        String broker = "tcp://127.0.0.1:" + port;
        Path settings = Files.writeString(
                folder.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        Process process = null;
        try (ExampleProgram program = new ExampleProgram(
                Files.createDirectory(folder.resolve("program")),
                "tasmota",
                "tasmota",
                "tasmota.broker=" + broker,
                "tasmota.username=exporter",
                "tasmota.password=secret")) {
            process = new ProcessBuilder(mosquitto.toString(), "-c", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mosquitto.log").toFile())
                    .start();
            await().atMost(Duration.ofSeconds(60)).until(() -> listens(port));
            MqttClient plugs = new MqttClient(broker, "plugs", new MemoryPersistence());
            plugs.connect();
            try {
                await().atMost(Duration.ofSeconds(90)).until(() -> {
                    publish(
                            plugs,
                            "tele/washer/SENSOR",
                            "{\"Time\":\"2026-01-02T03:04:05\",\"ENERGY\":{\"Total\":12.5,"
                                    + "\"Power\":230,\"Voltage\":231,\"Current\":null}}");
                    publish(
                            plugs,
                            "tele/attic/SENSOR",
                            "{\"Time\":\"2026-01-02T03:04:05\","
                                    + "\"AM2301\":{\"Temperature\":18.5,\"Humidity\":61},\"TempUnit\":\"C\"}");
                    return program.values().size() == 5;
                });
            } finally {
                plugs.disconnect();
                plugs.close();
            }
            assertThat(program.values())
                    .containsOnly(
                            entry("tasmota_power_watts{topic=\"washer\"}", 230.0),
                            entry("tasmota_voltage_volts{topic=\"washer\"}", 231.0),
                            entry("tasmota_energy_kilowatt_hours_total{topic=\"washer\"}", 12.5),
                            entry("tasmota_temperature_celsius{sensor=\"AM2301\",topic=\"attic\"}", 18.5),
                            entry("tasmota_humidity_percent{sensor=\"AM2301\",topic=\"attic\"}", 61.0));
            assertThat(program.state("tasmota")).isEqualTo(DeviceState.UP);
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    private static void publish(MqttClient client, String topic, String json) throws Exception {
        client.publish(topic, json.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path mosquitto() {
        Path found = Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")).map(Path::of), Stream.of(Path.of("/usr/sbin")))
                .map(path -> path.resolve("mosquitto"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            assumeTrue(found != null, "mosquitto is not on the path; Debian's package mosquitto has it");
        }
        assertThat(found).as("mosquitto, which CI installs").isNotNull();
        return found;
    }
}
