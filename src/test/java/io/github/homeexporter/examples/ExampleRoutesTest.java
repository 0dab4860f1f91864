package io.github.homeexporter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each route of {@code examples/routes/} with a peer that speaks as the device does. */
@Timeout(120)
class ExampleRoutesTest {
    @TempDir
    Path folder;

    @Test
    void a_shelly_plug_is_read_over_http_and_what_it_does_not_say_is_absent() throws Exception {
        AtomicReference<String> answer =
                new AtomicReference<>("{\"id\":0,\"source\":\"init\",\"output\":true,\"apower\":41.5,\"voltage\":231.2,"
                        + "\"freq\":50.0,\"current\":null,\"aenergy\":{\"total\":1234.5,\"by_minute\":[1.0]},"
                        + "\"temperature\":{\"tC\":38.5,\"tF\":101.3}}");
        AtomicReference<String> asked = new AtomicReference<>();
        HttpServer plug = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plug.createContext("/", exchange -> {
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        plug.start();
        String address = "127.0.0.1:" + plug.getAddress().getPort();
        try (ExampleProgram program =
                new ExampleProgram(folder, "shelly", "shelly", "shelly.address=" + address, "shelly.interval=1s")) {
            await().until(() -> program.values().size() == 6);
            assertThat(program.values())
                    .containsOnly(
                            Map.entry("shelly_power_watts", 41.5),
                            Map.entry("shelly_voltage_volts", 231.2),
                            Map.entry("shelly_frequency_hertz", 50.0),
                            Map.entry("shelly_energy_watt_hours_total", 1234.5),
                            Map.entry("shelly_temperature_celsius", 38.5),
                            Map.entry("shelly_switched_on", 1.0));
            assertThat(asked.get()).isEqualTo("GET /rpc/Switch.GetStatus?id=0");
            assertThat(program.state("shelly")).isEqualTo(DeviceState.UP);

            answer.set("");
            await().until(() -> program.values().isEmpty() && program.state("shelly") == DeviceState.DOWN);
        } finally {
            plug.stop(0);
        }
    }

    @Test
    void a_websocket_device_pushes_and_is_found_again_after_it_went() throws Exception {
        BlockingQueue<WebSocketPeer> sockets = new LinkedBlockingQueue<>();
        try (LoopbackServer device = new LoopbackServer("sensor", 0, peer -> {
                    peer.upgrade("");
                    sockets.add(peer);
                    // until the other side, or the test, closes it
                    int opcode;
                    do {
                        opcode = peer.read().opcode();
                    } while (opcode != WebSocketPeer.CLOSE);
                });
                ExampleProgram program = new ExampleProgram(
                        folder, "websocket", "websocket", "ws-sensor.address=127.0.0.1:" + device.port() + "/live")) {
            WebSocketPeer first = sockets.poll(60, TimeUnit.SECONDS);
            assertThat(first.head().target()).isEqualTo("/live");
            // again and again as a sensor does: what comes with the handshake itself camel-vertx-websocket may miss
            await().until(() -> {
                first.sendText("{\"temperature\":21.5,\"humidity\":48}");
                return program.values()
                        .equals(Map.of("ws_sensor_temperature_celsius", 21.5, "ws_sensor_humidity_percent", 48.0));
            });
            assertThat(program.state("ws-sensor")).isEqualTo(DeviceState.UP);

            first.close();
            WebSocketPeer second = sockets.poll(60, TimeUnit.SECONDS);
            await().until(() -> {
                second.sendText("{\"temperature\":22}");
                return program.values().get("ws_sensor_temperature_celsius") == 22;
            });
        }
    }

    @Test
    void a_meter_is_read_over_modbus_by_a_register_file() throws Exception {
        int volts = Float.floatToIntBits(230.5f);
        ModbusMemory memory = new ModbusMemory().input(0, volts >>> 16, volts & 0xFFFF);
        for (int address = 2; address < 0x200; address += 2) {
            memory.input(address, 0, 0);
        }
        try (SimulatedModbus meter = new SimulatedModbus(memory);
                ExampleProgram program =
                        new ExampleProgram(folder, "meter", "meter", "meter.address=" + meter.address())) {
            await().until(() -> program.values().getOrDefault("sdm630_voltage_volts{phase=\"L1\"}", 0.0) == 230.5);
            assertThat(program.state("meter")).isEqualTo(DeviceState.UP);
        }
    }

    @Test
    void what_is_published_goes_to_kafka_too() throws Exception {
        int volts = Float.floatToIntBits(230.5f);
        ModbusMemory memory = new ModbusMemory().input(0, volts >>> 16, volts & 0xFFFF);
        for (int address = 2; address < 0x200; address += 2) {
            memory.input(address, 0, 0);
        }
        try (SimulatedModbus meter = new SimulatedModbus(memory)) {
            ExampleProgram.install(folder, "meter", "meter");
            try (ExampleProgram program = new ExampleProgram(
                    folder, "kafka", "publish", "kafka.brokers=127.0.0.1:1", "meter.address=" + meter.address())) {
                MockEndpoint topic = program.context().getEndpoint("mock:kafka:home-exporter", MockEndpoint.class);
                await().until(() -> topic.getReceivedCounter() > 0);
                String record = topic.getReceivedExchanges().get(0).getMessage().getBody(String.class);
                JsonArray samples = (JsonArray) Jsoner.deserialize(record);
                assertThat(samples).anySatisfy(sample -> {
                    JsonObject object = (JsonObject) sample;
                    assertThat(object.getString("name")).isEqualTo("sdm630_voltage_volts");
                    assertThat(object.get("labels")).isEqualTo(Map.of("phase", "L1"));
                    assertThat(object.getDouble("value")).isEqualTo(230.5);
                    assertThat(object.getString("type")).isEqualTo("gauge");
                    assertThat(object.getString("timestamp")).endsWith("Z");
                });
                assertThat(topic.getReceivedExchanges().get(0).getMessage().getHeader("kafka.KEY"))
                        .isEqualTo("meter");
                assertThat(program.values()).containsEntry("sdm630_voltage_volts{phase=\"L1\"}", 230.5);
            }
        }
    }
}
