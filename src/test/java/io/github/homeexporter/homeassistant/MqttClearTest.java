package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.sample.QuickContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** --mqtt-clear against a real Mosquitto. */
@Timeout(180)
class MqttClearTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void all_that_was_announced_goes_when_the_program_has_ended_and_nothing_of_others() throws Exception {
        String config = "homeassistant/device/he_pump/config";
        try (Mosquitto broker = new Mosquitto(folder).start();
                Ear ear = new Ear(broker.port)) {
            try (MqttHouse house = new MqttHouse(broker.port, Map.of())) {
                house.up();
                house.publish(2, 21.5);
                await().atMost(PATIENCE).until(() -> ear.last.containsKey(config));
                assertThat(clear(broker.port)).isOne();
                assertThat(err.toString(StandardCharsets.UTF_8)).contains("stop it first");
            }
            await().atMost(PATIENCE).until(() -> "offline".equals(ear.last.get("home-exporter/status")));
            assertThat(clear(broker.port)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("removed 2 discovery messages");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.last)
                    .containsEntry(config, "")
                    .containsEntry("homeassistant/device/he_bridge/config", "")
                    .containsEntry("home-exporter/pump/status", "")
                    .containsEntry("home-exporter/pump/value_celsius_v1", ""));
        }
    }

    @Test
    void a_broker_that_is_away_is_said() throws Exception {
        assertThat(clear(1)).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("127.0.0.1:1", "connection refused");
    }

    private int clear(int port) throws Exception {
        try (DefaultCamelContext context = new QuickContext()) {
            return MqttClear.run(
                    context.getEndpoint("homeassistant:127.0.0.1?port=" + port, HomeassistantEndpoint.class),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
        }
    }
}
