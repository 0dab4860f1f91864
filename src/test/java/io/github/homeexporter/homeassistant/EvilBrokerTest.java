package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that sends more than it was told to: in MQTT 3.1.1 it cannot even be told. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class EvilBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "homeassistant/device/x%d/config";

    /** Takes one client after the other, and says to each the same after its CONNECT. */
    private static final class EvilBroker implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final byte[] connack;
        private final byte[][] flood;
        private final int times;
        final AtomicInteger connections = new AtomicInteger();
        final AtomicLong sent = new AtomicLong();
        final AtomicInteger ended = new AtomicInteger();

        EvilBroker(String version, int times, byte[]... flood) throws IOException {
            this.connack = version.equals("5") ? new byte[] {0x20, 3, 0, 0, 0} : new byte[] {0x20, 2, 0, 0};
            this.times = times;
            this.flood = flood;
            Thread thread = new Thread(this::serve, "evil broker");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    connections.incrementAndGet();
                    client.getInputStream().read(new byte[4096]);
                    OutputStream out = client.getOutputStream();
                    out.write(connack);
                    for (int i = 0; i < times; i++) {
                        byte[] packet = flood[i % flood.length];
                        out.write(packet);
                        sent.addAndGet(packet.length);
                    }
                    InputStream in = client.getInputStream();
                    while (in.read() >= 0) {
                        // heard out until the client has enough
                    }
                    ended.incrementAndGet();
                } catch (IOException e) {
                    // the client hung up, as it should
                    ended.incrementAndGet();
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** A retained message of QoS 0. */
    private static byte[] publish(String version, String topic, int length) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(topic.length() >> 8);
        body.write(topic.length());
        body.writeBytes(topic.getBytes(StandardCharsets.UTF_8));
        if (version.equals("5")) {
            body.write(0);
        }
        body.writeBytes(" ".repeat(length).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x31);
        int rest = body.size();
        do {
            packet.write(rest % 128 | (rest > 127 ? 128 : 0));
            rest /= 128;
        } while (rest > 0);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void a_packet_that_is_too_large_ends_the_connection_in_every_version(String version) throws Exception {
        byte[] large = publish(version, TOPIC.formatted(1), 300 * 1024);
        try (EvilBroker broker = new EvilBroker(version, 200, large);
                MqttHouse house = new MqttHouse(broker.server.getLocalPort(), Map.of("mqtt.version", version))) {
            await().atMost(PATIENCE).until(() -> broker.ended.get() > 0);
            assertThat(broker.sent.get()).isLessThan(20L * large.length);
            await().atMost(PATIENCE).until(() -> house.own("errors_total") > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void very_many_messages_are_worked_through_without_being_gathered(String version) throws Exception {
        byte[][] flood = new byte[50][];
        for (int i = 0; i < flood.length; i++) {
            flood[i] = publish(version, TOPIC.formatted(i), 10_000);
        }
        try (EvilBroker broker = new EvilBroker(version, 5_000, flood);
                MqttHouse house = new MqttHouse(broker.server.getLocalPort(), Map.of("mqtt.version", version))) {
            await().atMost(PATIENCE).until(() -> broker.sent.get() >= 5_000L * flood[0].length);
            await().atMost(PATIENCE).until(() -> house.own("connected") == 1);
            assertThat(broker.ended.get()).isZero();
        }
    }

    @Test
    void what_a_broker_kept_has_its_share_of_memory_and_the_rest_stays_there() {
        Bench bench = new Bench();
        String component = "\"c%d\": {\"state_topic\": \"home-exporter/x/%d\", \"name\": \"" + "x".repeat(900) + "\"}";
        StringBuilder components = new StringBuilder(component.formatted(0, 0));
        for (int i = 1; i < 1_000; i++) {
            components.append(", ").append(component.formatted(i, i));
        }
        String config = "{\"origin\": {\"name\": \"" + Discovery.ORIGIN + "\"}, \"availability\": [{\"topic\": \""
                + Bench.TOPICS.bridge() + "\"}, {\"topic\": \"home-exporter/x/status\"}], \"components\": {"
                + components
                + "}}";
        long messages = Runtime.getRuntime().maxMemory() / 12 / config.length() + 2;
        for (long i = 0; i < messages; i++) {
            bench.publisher.retained(TOPIC.formatted(i), config, true);
        }
        assertThat(bench.publisher.findings()).singleElement().asString().contains("--mqtt-clear");
    }
}
