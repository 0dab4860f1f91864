package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Mosquitto.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class FallbackAndTlsTest {
    @TempDir
    Path folder;

    @Test
    void a_broker_that_knows_only_3_1_1_is_spoken_to_in_3_1_1() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder).start();
                OldBroker old = new OldBroker(broker.port);
                Ear ear = new Ear(broker.port)) {
            try (MqttHouse house = new MqttHouse(old.port(), Map.of())) {
                house.up();
                house.publish(1, 21.5);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.last)
                        .containsEntry("home-exporter/status", "online")
                        .containsEntry("home-exporter/pump/value_celsius_v0", "21.5"));
                assertThat(old.levels).startsWith(5, 4);
            }
            await().atMost(PATIENCE).until(() -> "offline".equals(ear.last.get("home-exporter/status")));
        }
    }

    @Test
    void an_own_ca_and_a_certificate_of_the_client_are_believed_and_wanted() throws Exception {
        PemFolder pem = new PemFolder(folder);
        try (Mosquitto broker = tls(pem)) {
            Map<String, String> settings = new LinkedHashMap<>(Map.of("mqtt.tls", "true", "mqtt.tls-ca", pem.ca()));
            settings.put("mqtt.tls-certificate", pem.certificate("client"));
            settings.put("mqtt.tls-key", pem.key("client"));
            try (MqttHouse house = new MqttHouse(broker.port, settings)) {
                await().atMost(PATIENCE).until(() -> house.own("connected") == 1);
            }
        }
    }

    @Test
    void a_certificate_nobody_vouches_for_is_refused_unless_insecure_is_set() throws Exception {
        PemFolder pem = new PemFolder(folder);
        Map<String, String> client = Map.of(
                "mqtt.tls", "true",
                "mqtt.tls-certificate", pem.certificate("client"),
                "mqtt.tls-key", pem.key("client"));
        try (Mosquitto broker = tls(pem)) {
            try (MqttHouse house = new MqttHouse(broker.port, client)) {
                await().atMost(PATIENCE).until(() -> house.own("errors_total", "tls") > 0);
                assertThat(house.own("connected")).isZero();
            }
            Map<String, String> insecure = new LinkedHashMap<>(client);
            insecure.put("mqtt.tls-insecure", "true");
            try (MqttHouse house = new MqttHouse(broker.port, insecure)) {
                await().atMost(PATIENCE).until(() -> house.own("connected") == 1);
            }
        }
    }

    private Mosquitto tls(PemFolder pem) throws Exception {
        return new Mosquitto(
                        folder,
                        "allow_anonymous true",
                        "cafile " + pem.ca(),
                        "certfile " + pem.certificate("broker"),
                        "keyfile " + pem.key("broker"),
                        "require_certificate true")
                .start();
    }
}
