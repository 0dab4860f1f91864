package io.github.homeexporter;

import static io.github.homeexporter.EvilPeer.How.DRIP;
import static io.github.homeexporter.EvilPeer.How.FLOOD;
import static io.github.homeexporter.EvilPeer.How.HOLD;
import static io.github.homeexporter.EvilPeer.How.LEAVE;
import static io.github.homeexporter.EvilPeer.How.NUMBERED;
import static io.github.homeexporter.EvilPeer.How.UNASKED;
import static io.github.homeexporter.EvilPeer.How.UPGRADED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.EvilPeer.Misdeed;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every device but one, the broker and the receiver do their worst: with the heap that ships the program lives, and the one is read on. */
class EvilPeersIT {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LONG = OK + "Content-Length: 1000000\r\n\r\n";

    /** Of whatever is asked by HTTP: the ISG, plugs, a device of a route, the OTLP receiver, a WebSocket's handshake. */
    private static final List<Misdeed> HTTP = List.of(
            Misdeed.flood("HTTP/1.1 200 ", "x"),
            Misdeed.flood(OK + "A: ", "x"),
            Misdeed.flood(OK, "Set-Cookie: a=b\r\n"),
            Misdeed.flood(OK + "\r\n", "<b>"),
            Misdeed.flood("HTTP/1.1 401 No\r\n\r\n", "x"),
            Misdeed.flood("HTTP/1.1 401 No\r\n", "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\"\r\n"),
            Misdeed.flood(OK + "Content-Length: 99999999999\r\n\r\n", "[1,"),
            Misdeed.flood(OK + "Content-Length: -1\r\n\r\n", "[1,"),
            Misdeed.flood(
                    OK + "Content-Length: 5\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "5\r\n[[[[[\r\n"),
            // as long as may be, and as many pieces as that can be
            Misdeed.flood(LONG + "[{}", ",{}"),
            Misdeed.flood(LONG, "{\"a\":["),
            Misdeed.flood(LONG + "{\"power\":", "9"),
            Misdeed.of(LEAVE, OK + "Content-Length: 39\r\n\r\n{\"power\":1e999999999,\"error_code\":-1e999}", ""),
            Misdeed.of(LEAVE, OK + "Content-Length: 14\r\n\r\n{\"power\": NaN}", ""),
            Misdeed.flood(CHUNKED, "1\r\nx\r\n"),
            Misdeed.flood(CHUNKED + "1;", "x"),
            Misdeed.flood(CHUNKED + "0\r\n", "A: b\r\n"),
            Misdeed.flood(CHUNKED + "FFFFFFFFFFFFFFF\r\n", "x"),
            new Misdeed(
                    FLOOD,
                    (OK + "Content-Encoding: gzip\r\n\r\n").getBytes(StandardCharsets.US_ASCII),
                    Misdeed.bomb(" ")),
            new Misdeed(
                    FLOOD,
                    (OK + "Content-Encoding: gzip\r\n\r\n").getBytes(StandardCharsets.US_ASCII),
                    Misdeed.bomb("[")),
            Misdeed.flood("HTTP/1.1 302 Found\r\nLocation: /", "x"),
            Misdeed.of(LEAVE, "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", ""),
            Misdeed.flood("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"),
            Misdeed.flood("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n", "A: b\r\n"),
            Misdeed.flood("\0", "\0"),
            // alerts and a handshake's records of TLS, which have no end
            Misdeed.flood("\u0015\u0003\u0003\0\u0002\u0001\0", "\u0016\u0003\u0003@\0"),
            Misdeed.of(UNASKED, CHUNKED, "1\r\nx\r\n"),
            Misdeed.of(DRIP, "HTTP/1.1 2", "0"),
            Misdeed.of(DRIP, CHUNKED, "1\r\nx\r\n"),
            Misdeed.of(HOLD, "", ""),
            Misdeed.of(HOLD, LONG + "[", ""),
            Misdeed.of(LEAVE, "", ""));

    /** Of a broker of MQTT 5, after CONNACK or instead of it. */
    private static final List<Misdeed> MQTT = Stream.of(
                    Misdeed.flood("0\u00ff\u00ff\u00ff\u007f\0\u0014", "\0"),
                    Misdeed.flood("0\u00ff\u00ff\u00ff\u00ff\u00ff", "\u00ff"),
                    Misdeed.flood("", "@\u0002\u00124"),
                    Misdeed.flood("", "\u0090\u0004\u00124\0\0"),
                    Misdeed.flood("", " \u0003\0\0\0"),
                    Misdeed.flood("", "\u00d0\0"),
                    Misdeed.flood("", "\0\0"),
                    Misdeed.flood("", "\u00f0\0"),
                    Misdeed.flood("", "6\u0006\0\u0001a\0\u0001\0"),
                    Misdeed.flood("", "0\u0005\0\u0002\u00c3(\0"),
                    Misdeed.of(LEAVE, "\u00e0\0", ""),
                    Misdeed.of(DRIP, "", "0\u007f"),
                    Misdeed.of(HOLD, "", ""))
            .map(deed -> new Misdeed(
                    deed.how(),
                    (" \u0003\0\0\0" + text(deed.begin())).getBytes(StandardCharsets.ISO_8859_1),
                    deed.again()))
            .collect(Collectors.toCollection(ArrayList::new));

    static {
        MQTT.addAll(List.of(
                Misdeed.flood(" \u00ff\u00ff\u007f\0\0\u00fe\u00ff\u007f", "&\0\u0001a\0\u0001b"),
                Misdeed.flood("HTTP/1.1 400 Bad Request\r\n", "A: b\r\n"),
                // the smallest packet it takes is smaller than any
                Misdeed.of(HOLD, " \u0008\0\0\u0005'\0\0\0\u0001", ""),
                Misdeed.of(UNASKED, " \u0003\0\0\0", "\u00d0\0"),
                Misdeed.of(HOLD, "", ""),
                Misdeed.of(LEAVE, "", "")));
    }

    /** Of a device of Modbus TCP; behind the number that was asked with, where it is said so. */
    private static final List<Misdeed> MODBUS = List.of(
            Misdeed.flood("", "\0"),
            Misdeed.flood("\0\u0001\0\0\u00ff\u00ff", "x"),
            Misdeed.flood("", "ww\0\0\0\u0005\u0001\u0003\u0002\0\u0001"),
            Misdeed.of(NUMBERED, "\0\0\0\u0003\u0001\u0083\u0002", "\0\0\0\0\0\u0003\u0001\u0083\u0002"),
            Misdeed.of(NUMBERED, "\0\0\0\u0005\u0001\u0003\u00ff\0\0", ""),
            Misdeed.of(NUMBERED, "\0\0\0\0", "\0"),
            Misdeed.of(NUMBERED, "\0\0\0\u0002\u0001\u0003", "\0"),
            Misdeed.of(NUMBERED, "\0\u0007\0\u0005\u0001\u0003\u0002\0\u0001", ""),
            Misdeed.of(NUMBERED, "\0\0\0\u0005\u00f7\u0003\u0002\0\u0001", "ww\0\0\0\u0005\u00f7\u0003\u0002\0\u0001"),
            Misdeed.of(NUMBERED, "\0\0\0\u0005\u0001\u0010\u0002\0\u0001", ""),
            Misdeed.of(
                    UNASKED,
                    "\0\u0001\0\0\0\u0005\u0001\u0003\u0002\0\u0001",
                    "\0\u0001\0\0\0\u0005\u0001\u0003\u0002\0\u0001"),
            Misdeed.of(DRIP, "", "\0"),
            Misdeed.of(HOLD, "", ""),
            Misdeed.of(LEAVE, "", ""));

    /** Of a WebSocket once it is open: frames of RFC 6455. */
    private static final List<Misdeed> FRAMES = List.of(
            Misdeed.of(UPGRADED, "\u0081\u007f\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "x"),
            Misdeed.of(UPGRADED, "\u0001\u0001<", "\0\u0001<"),
            Misdeed.of(UPGRADED, "", "\u0089\0"),
            Misdeed.of(UPGRADED, "", "\u0081\0"),
            Misdeed.of(UPGRADED, "", "\u0081\u0081abcdx"),
            Misdeed.of(UPGRADED, "", "\u0083\0"),
            Misdeed.of(UPGRADED, "\u0081~\u00ff\u00ff", "<item>"),
            Misdeed.of(UPGRADED, "", "\u0081\u0009<Content>"),
            Misdeed.of(UPGRADED, "", "\u0082\u0008\u0003\0\0\0\u00ff\u00ff\u00ff\u007f"),
            Misdeed.of(UPGRADED, "", "\u0082\u0008\u0003\u0002\0\0\0\0\0\0"),
            Misdeed.of(UPGRADED, "\u0088\u0002\u0003\u00e8", "\u0081\u0001x"));

    @TempDir
    Path directory;

    private final List<EvilPeer> all = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (EvilPeer peer : all) {
            peer.close();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private EvilPeer peer(List<Misdeed> deeds, int first) throws IOException {
        EvilPeer peer = new EvilPeer(deeds, first);
        all.add(peer);
        return peer;
    }

    /** One for each, so that none waits until the one before has been done with. */
    private List<EvilPeer> peers(List<Misdeed> deeds) throws IOException {
        List<EvilPeer> each = new ArrayList<>();
        for (int first = 0; first < deeds.size(); first++) {
            each.add(peer(deeds, first));
        }
        return each;
    }

    private static String route(String id, String uri, String parameters, String steps) {
        return """
                - route:
                    id: %1$s
                    nodePrefixId: %1$s-
                    from:
                      uri: "%2$s"
                      parameters: { %3$s }
                      steps:
                %4$s        - to: { id: publish, uri: "direct:publish" }
                """.formatted(id, uri, parameters, steps);
    }

    private String routes(List<EvilPeer> meters, List<EvilPeer> modbus, List<EvilPeer> pumps) {
        StringBuilder all = new StringBuilder();
        for (EvilPeer meter : meters) {
            all.append(route("meter" + meter.port(), "timer:meter" + meter.port(), "period: \"500ms\"", """
                                - to: { id: read, uri: "http:127.0.0.1:%d/", parameters: { responseTimeout: 3000, soTimeout: 3000 } }
                                - setBody: { id: samples, expression: { jq: { expression: "[{name: \\"meter_watts\\", value: .power}]", resultType: java.lang.String } } }
                        """.formatted(
                            meter.port())));
        }
        for (EvilPeer device : modbus) {
            all.append(route(
                    "modbus" + device.port(),
                    "modbus:127.0.0.1:" + device.port(),
                    "registers: \"registers/eastron-sdm72.csv\", interval: 1s, requestTimeout: 900ms",
                    ""));
        }
        for (EvilPeer pump : pumps) {
            all.append(route(
                    "pump" + pump.port(),
                    "luxtronik:127.0.0.1:" + pump.port(),
                    "interval: 1s",
                    "        - to: { id: mutate, uri: \"mutate:rules/luxtronik.yaml\" }\n"));
        }
        return all.toString();
    }

    @Test
    void the_program_lives_and_goes_on_with_the_one_that_behaves() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        List<EvilPeer> meters = List.of(peer(HTTP, 0), peer(HTTP, 8), peer(HTTP, 16), peer(HTTP, 24));
        EvilPeer isg = peer(HTTP, 0);
        EvilPeer miniserver = peer(Stream.concat(HTTP.stream(), FRAMES.stream()).toList(), 0);
        EvilPeer broker = peer(MQTT, 0);
        Files.writeString(routes.resolve("evil.camel.yaml"), routes(meters, peers(MODBUS), peers(FRAMES)));
        Map<String, String> environment = new HashMap<>();
        environment.put("LUX_INTERVAL", "1s");
        environment.put("ISG_URL", "http://127.0.0.1:" + isg.port());
        environment.put("ISG_INTERVAL", "1s");
        environment.put("LOXONE_HOST", "127.0.0.1");
        environment.put("LOXONE_PORT", String.valueOf(miniserver.port()));
        environment.put("LOXONE_USERNAME", "me");
        environment.put("LOXONE_PASSWORD", "secret");
        environment.put("TAPO_USERNAME", "me");
        environment.put("TAPO_PASSWORD", "secret");
        environment.put("TAPO_INTERVAL", "10s");
        environment.put("TAPO_TIMEOUT", "1s");
        environment.put(
                "TAPO_PLUG_DEVICES",
                peers(HTTP).stream().map(plug -> "127.0.0.1:" + plug.port()).collect(Collectors.joining(",")));
        environment.put("MQTT_HOST", "127.0.0.1");
        environment.put("MQTT_PORT", String.valueOf(broker.port()));
        environment.put("OTEL_ENDPOINT", "http://127.0.0.1:" + peer(HTTP, 0).port());
        environment.put("OTEL_PROTOCOL", "http");
        environment.put("OTEL_INTERVAL", "10s");
        environment.put("OTEL_TIMEOUT", "1s");
        environment.put(
                "HOST_PROXMOX_URL", "https://127.0.0.1:" + peer(HTTP, 24).port());
        environment.put("HOST_PROXMOX_TOKEN", "exporter@pve!home=01234567-89ab-cdef-0123-456789abcdef");
        environment.put("HOST_PROXMOX_INTERVAL", "1s");
        environment.put("HOST_PROXMOX_TIMEOUT", "1s");
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", FreePort.next())) {
            environment.put("LUX_ADDRESS", pump.address());
            try (RunningProgram program = RunningProgram.start(directory, environment)) {
                await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
                    assertThat(all).allMatch(peer -> peer.connections.get() > 0);
                    assertThat(meters).allMatch(meter -> meter.connections.get() > 2);
                    assertThat(List.of(miniserver, isg, broker)).allMatch(peer -> peer.connections.get() > 1);
                });
                int asked = refreshes(pump);
                await().atMost(Duration.ofMinutes(3)).until(() -> refreshes(pump) > asked + 3);
                await().atMost(Duration.ofMinutes(3))
                        .until(() ->
                                program.value("home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"}") == 1);
                assertThat(program.get("/metrics")).contains("node_cpu_seconds_total");
                assertThat(program.output())
                        .doesNotContain("Terminating due to")
                        .hasSizeLessThan(100_000);
            }
        }
    }

    private static int refreshes(SimulatedLuxtronik pump) {
        return Collections.frequency(pump.commands(), "REFRESH");
    }
}
