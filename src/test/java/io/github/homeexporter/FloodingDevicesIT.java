package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.net.WebSocketPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that say something without end, one after the other: with the heap that ships the page is read on, and the pump too. */
class FloodingDevicesIT {
    private static final int STATES = 2_000;

    @TempDir
    Path directory;

    private final ScrapeTimes times = new ScrapeTimes();
    private int readings;
    private long nanos;

    /**
     * @param worst done again and again; whether there was anybody to do it to
     * @param end takes back what is on its way, or the next one would stand behind some megabytes of this one
     */
    private record Flood(String who, BooleanSupplier worst, Runnable end) {}

    /** Answers with nothing, or with names that it never had before. */
    private static final class Churn implements AutoCloseable {
        private static final int NAMES = 1_000;

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        private final AtomicBoolean due = new AtomicBoolean();
        private int round;

        Churn() throws IOException {
            server.createContext("/", exchange -> {
                byte[] body = names(due.getAndSet(false)).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        private String names(boolean other) {
            int now = other ? ++round : round;
            return IntStream.range(0, other ? NAMES : 0)
                    .mapToObj(n -> "{\"name\":\"churn_%d_%d_watts\",\"value\":1}".formatted(now, n))
                    .collect(Collectors.joining(",", "[", "]"));
        }

        boolean once() {
            return due.compareAndSet(false, true);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Many states at once, one alone, new texts, questions: a second of a house in which all happens at the same time. */
    private static byte[] tables(int which) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Double> all = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        for (int n = 0; n < STATES; n++) {
            all.put(MiniserverHouse.state(n), which + n / 7.0);
            texts.put(MiniserverHouse.state(n), "text " + which + " of " + n);
        }
        out.writeBytes(MiniserverWire.frames(MiniserverWire.VALUES, MiniserverWire.values(all)));
        out.writeBytes(MiniserverWire.frames(MiniserverWire.TEXTS, MiniserverWire.texts(texts)));
        for (int n = 0; n < STATES; n++) {
            Map<String, Double> one = Map.of(MiniserverHouse.state(n), which - n / 3.0);
            out.writeBytes(MiniserverWire.frames(MiniserverWire.VALUES, MiniserverWire.values(one)));
            out.writeBytes(WebSocketPeer.frame(WebSocketPeer.PING, new byte[0]));
        }
        return out.toByteArray();
    }

    private void routes(Churn churn, FloodingBroker meter) throws IOException {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("own.camel.yaml"), """
            - route:
                id: churn
                nodePrefixId: churn-
                from:
                  uri: "timer:churn"
                  parameters: { period: "100ms" }
                  steps:
                    - to: { id: read, uri: "http:127.0.0.1:%d/" }
                    - to: { id: publish, uri: "direct:publish" }
            - route:
                id: cellar
                nodePrefixId: cellar-
                from:
                  uri: "paho-mqtt5:cellar/meter"
                  parameters: { brokerUrl: "tcp://127.0.0.1:%d" }
                  steps:
                    - to: { id: publish, uri: "direct:publish" }
            """.formatted(
                        churn.server.getAddress().getPort(), meter.port()));
    }

    private static Map<String, String> environment(
            SimulatedLuxtronik pump, SimulatedMiniserver miniserver, SimulatedModbus isg, FloodingBroker broker) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LUX_ADDRESS", pump.address());
        environment.put("LUX_INTERVAL", "1s");
        environment.put("LOXONE_HOST", miniserver.address());
        environment.put("LOXONE_USERNAME", miniserver.user());
        environment.put("LOXONE_PASSWORD", miniserver.password());
        environment.put("LOXONE_INCLUDE_TEXT_VALUES", "true");
        environment.put("MQTT_HOST", "127.0.0.1");
        environment.put("MQTT_PORT", String.valueOf(broker.port()));
        environment.put("ISG_MODBUS_HOST", isg.address());
        environment.put("ISG_SGREADY_ENABLED", "true");
        environment.put("ISG_SGREADY_TOKEN", "a-token-that-nobody-guesses");
        environment.put("ISG_SGREADY_MQTT", "true");
        return environment;
    }

    @Test
    void the_page_is_read_and_the_pump_keeps_its_interval() throws Exception {
        try (Churn churn = new Churn();
                FloodingBroker broker = new FloodingBroker("online", "lock", "normal", "nonsense");
                FloodingBroker meter = new FloodingBroker("{\"name\":\"cellar_watts\",\"value\":1}", "{");
                SimulatedMiniserver miniserver = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0));
                SimulatedModbus isg = new SimulatedModbus(ModbusMemory.isg());
                SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90)) {
            routes(churn, meter);
            List<byte[]> said =
                    IntStream.range(0, 4).mapToObj(FloodingDevicesIT::tables).toList();
            AtomicInteger next = new AtomicInteger();
            List<Flood> all = new ArrayList<>();
            Runnable leave = () -> miniserver.server().dropAll();
            all.add(new Flood(
                    "a Miniserver that never rests",
                    () -> {
                        miniserver.send(said.get(next.getAndIncrement() % said.size()));
                        return miniserver.subscribers() > 0;
                    },
                    leave));
            all.add(new Flood(
                    "a Miniserver that comes and goes",
                    () -> {
                        boolean there = miniserver.subscribers() > 0;
                        if (there) {
                            // long enough to count as one that is well
                            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                            miniserver.resetAll();
                        }
                        return there;
                    },
                    leave));
            all.add(new Flood("a broker that never rests", broker::once, broker::drop));
            all.add(new Flood("a meter that never rests", meter::once, meter::drop));
            all.add(new Flood("an HTTP device of ever new names", churn::once, () -> {}));
            try (RunningProgram program = RunningProgram.start(directory, environment(pump, miniserver, isg, broker))) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> program.get("/metrics").contains("luxtronik_")
                                && miniserver.subscribers() == 1
                                && broker.listeners() == 1
                                && meter.listeners() == 1);
                for (Flood one : all) {
                    beside(one, program, pump);
                }
                times.assertInTime();
                assertThat(readings)
                        .as("in " + nanos + " ns")
                        .isGreaterThan((int) Duration.ofNanos(nanos).toSeconds() / 2);
                assertThat(program.output())
                        .doesNotContain("Terminating due to")
                        .hasSizeLessThan(100_000);
            }
        }
    }

    private void beside(Flood one, RunningProgram program, SimulatedLuxtronik pump) throws Exception {
        String who = one.who();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger done = new AtomicInteger();
        Thread flood = new Thread(() -> flood(one.worst(), over, done), who);
        flood.setDaemon(true);
        flood.start();
        long begun = System.nanoTime();
        int before = readings(pump);
        try {
            times.take(who, program, "luxtronik_", "node_cpu_seconds_total");
            await(who).atMost(Duration.ofSeconds(60)).until(() -> readings(pump) > before + 1);
            await(who).atMost(Duration.ofSeconds(60)).until(() -> done.get() > 1);
        } finally {
            over.set(true);
            one.end().run();
            flood.join(10_000);
        }
        readings += readings(pump) - before;
        nanos += System.nanoTime() - begun;
    }

    private static void flood(BooleanSupplier worst, AtomicBoolean over, AtomicInteger done) {
        while (!over.get()) {
            if (worst.getAsBoolean()) {
                done.incrementAndGet();
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static int readings(SimulatedLuxtronik pump) {
        return Collections.frequency(pump.commands(), "REFRESH");
    }
}
