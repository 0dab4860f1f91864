package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every device but one, and the broker, do their worst: with the heap that ships the program lives, and the one is read on. */
class EvilPeersIT {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** How an answer begins, and what then comes again and again. */
    private static final List<String[]> ANSWERS = List.of(
            new String[] {"HTTP/1.1 200 ", "x"},
            new String[] {"HTTP/1.1 200 OK\r\nA: ", "x"},
            new String[] {"HTTP/1.1 200 OK\r\n", "Set-Cookie: a=b\r\n"},
            new String[] {"HTTP/1.1 200 OK\r\n\r\n", "<b>"},
            new String[] {"HTTP/1.1 401 No\r\n\r\n", "x"},
            new String[] {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "[1,"},
            // as long as may be, and as many pieces as that can be
            new String[] {"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n[{}", ",{}"},
            new String[] {CHUNKED, "1\r\nx\r\n"},
            new String[] {CHUNKED + "1;", "x"},
            new String[] {CHUNKED + "0\r\n", "A: b\r\n"},
            new String[] {"HTTP/1.1 302 Found\r\nLocation: /", "x"},
            new String[] {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n", "A: b\r\n"},
            new String[] {"\0", "\0"});

    @TempDir
    Path directory;

    /** A server of which each connection is worse than the one before. */
    private static final class EvilPeer implements Closeable {
        /** More than the heap; then it has shown what it wanted. */
        private static final long MOST_SENT = 200L << 20;

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<byte[][]> answers;
        final AtomicInteger connections = new AtomicInteger();

        EvilPeer(List<byte[][]> answers) throws IOException {
            this.answers = answers;
            Thread thread = new Thread(this::accept, "evil");
            thread.setDaemon(true);
            thread.start();
        }

        static EvilPeer ofHttp() throws IOException {
            return new EvilPeer(ANSWERS.stream()
                    .map(answer -> new byte[][] {
                        answer[0].getBytes(StandardCharsets.ISO_8859_1),
                        answer[1].repeat(64 * 1024 / answer[1].length()).getBytes(StandardCharsets.ISO_8859_1)
                    })
                    .toList());
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    byte[][] answer = answers.get(connections.getAndIncrement() % answers.size());
                    Thread thread = new Thread(() -> answer(socket, answer), "evil answer");
                    thread.setDaemon(true);
                    thread.start();
                } catch (IOException e) {
                    // closed by the test
                    return;
                }
            }
        }

        private static void answer(Socket socket, byte[][] answer) {
            try (socket) {
                if (socket.getInputStream().read(new byte[4096]) < 0) {
                    return;
                }
                OutputStream out = socket.getOutputStream();
                out.write(answer[0]);
                for (long sent = 0; sent < MOST_SENT; sent += answer[1].length) {
                    out.write(answer[1]);
                }
            } catch (IOException e) {
                // the program has heard enough, which is what is wanted
                return;
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void the_program_lives_and_goes_on_with_the_one_that_behaves() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        byte[] connack = {0x20, 3, 0, 0, 0};
        byte[] publish = {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0, 20};
        byte[] both = new byte[connack.length + publish.length];
        System.arraycopy(connack, 0, both, 0, connack.length);
        System.arraycopy(publish, 0, both, connack.length, publish.length);
        try (EvilPeer http = EvilPeer.ofHttp();
                EvilPeer miniserver = EvilPeer.ofHttp();
                EvilPeer plug = EvilPeer.ofHttp();
                EvilPeer meter = EvilPeer.ofHttp();
                EvilPeer broker = new EvilPeer(List.<byte[][]>of(new byte[][] {both, new byte[64 * 1024]}));
                SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", FreePort.next())) {
            Files.writeString(routes.resolve("meter.camel.yaml"), """
                - route:
                    id: meter
                    nodePrefixId: meter-
                    from:
                      uri: "timer:meter"
                      parameters: { period: "500ms" }
                      steps:
                        - to: { id: read, uri: "http:127.0.0.1:%d/", parameters: { responseTimeout: 3000, soTimeout: 3000 } }
                        - setBody: { id: samples, expression: { jq: { expression: "[{name: \\"meter_watts\\", value: .power}]", resultType: java.lang.String } } }
                        - to: { id: publish, uri: "direct:publish" }
                """.formatted(meter.port()));
            Map<String, String> environment = new HashMap<>();
            environment.put("LUX_ADDRESS", pump.address());
            environment.put("LUX_INTERVAL", "1s");
            environment.put("ISG_URL", "http://127.0.0.1:" + http.port());
            environment.put("ISG_INTERVAL", "5s");
            environment.put("LOXONE_HOST", "127.0.0.1");
            environment.put("LOXONE_PORT", String.valueOf(miniserver.port()));
            environment.put("LOXONE_USERNAME", "me");
            environment.put("LOXONE_PASSWORD", "secret");
            environment.put("TAPO_USERNAME", "me");
            environment.put("TAPO_PASSWORD", "secret");
            environment.put("TAPO_PLUG_DEVICES", "127.0.0.1:" + plug.port());
            environment.put("MQTT_HOST", "127.0.0.1");
            environment.put("MQTT_PORT", String.valueOf(broker.port()));
            // as jvm.options of the distribution has it
            environment.put("JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError");
            try (RunningProgram program = RunningProgram.start(directory, environment)) {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> meter.connections.get() >= 2 * ANSWERS.size()
                                && miniserver.connections.get() >= 3
                                && http.connections.get() >= 3
                                && broker.connections.get() >= 2);
                int asked = pump.commands().size();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> pump.commands().size() > asked + 5);
                assertThat(program.value("home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"}"))
                        .isEqualTo(1);
                assertThat(program.output())
                        .doesNotContain("Terminating due to")
                        .hasSizeLessThan(100_000);
            }
        }
    }
}
