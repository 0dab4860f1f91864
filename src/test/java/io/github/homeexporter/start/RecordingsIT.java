package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.homeassistant.Mosquitto;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tape.Tape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A device of each kind is recorded, goes away, and the recording gives the series that it gave. Among the tests that have a
 * process each, for a tape is one for the process.
 */
class RecordingsIT {
    private static final String ROUTE = """
            - route:
                id: shelly
                nodePrefixId: shelly-
                from:
                  uri: "timer:shelly"
                  parameters: { period: 1000, delay: 0 }
                  steps:
                    - to: "http://127.0.0.1:PORT/status?key=verysecret"
                    - setBody:
                        jq: '[{name: "shelly_power_watts", value: .apower, labels: {room: .room}}]'
                    - to: { id: publish, uri: "direct:publish" }
            """;

    private static final String HEARD = """
            - route:
                id: tele
                nodePrefixId: tele-
                from:
                  uri: "paho-mqtt5:tele/+"
                  parameters: { brokerUrl: "tcp://127.0.0.1:PORT" }
                  steps:
                    - setBody:
                        jq: '[{name: "plug_power_watts", value: .power, labels: {topic: (header("CamelMqttTopic") | split("/")[1])}}]'
                    - to: { id: publish, uri: "direct:publish" }
            """;

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private List<String> report;

    @ParameterizedTest
    @ValueSource(strings = {"luxtronik", "isg-web", "isg-modbus", "tapo", "loxone", "proxmox"})
    void of_a_simulated_device_gives_its_series_again(String device) throws Exception {
        Set<String> live;
        try (DemoHouse house = new DemoHouse()) {
            Settings settings = Demo.settings(new Settings(), house.settings(), new ArrayList<>());
            live = series(Startup.only(settings, directory, device));
            record(settings, device);
        }
        assertThat(live).isNotEmpty();
        assertThat(replayed(device)).containsAll(live);
        assertThat(report).noneMatch(line -> line.contains("great_password") || line.contains("LOGIN;9"));
    }

    @Test
    void of_a_device_that_only_a_route_makes_gives_its_series_again() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status", call -> {
            byte[] body = "{\"apower\": 12.5, \"room\": \"Küche\"}".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                directory.resolve("routes/shelly.camel.yaml"),
                ROUTE.replace("PORT", String.valueOf(server.getAddress().getPort())));
        Set<String> live;
        try {
            Settings settings = SettingsLoader.load(directory, Map.of("HOST_ENABLED", "false"));
            live = series(Startup.only(settings, directory, "shelly"));
            record(settings, "shelly");
        } finally {
            server.stop(0);
        }
        assertThat(live).containsExactly("shelly_power_watts{room=\"Küche\"}");
        assertThat(replayed("shelly")).containsAll(live);
    }

    @Test
    void of_what_a_route_hears_by_mqtt_gives_its_series_again() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        Set<String> live;
        try (Mosquitto broker = new Mosquitto(elsewhere).start()) {
            Files.writeString(
                    directory.resolve("routes/tele.camel.yaml"), HEARD.replace("PORT", String.valueOf(broker.port)));
            MqttClient plug = new MqttClient("tcp://127.0.0.1:" + broker.port, "plug", new MemoryPersistence());
            plug.connect();
            for (String name : List.of("washer", "attic")) {
                plug.publish("tele/" + name, "{\"power\": 12.5}".getBytes(StandardCharsets.UTF_8), 1, true);
            }
            plug.disconnect();
            plug.close();
            Settings settings = SettingsLoader.load(directory, Map.of("HOST_ENABLED", "false"));
            live = series(Startup.only(settings, directory, "tele"));
            record(settings, "tele");
        }
        assertThat(live).isNotEmpty();
        assertThat(replayed("tele"))
                .containsExactly("plug_power_watts{topic=\"attic\"}", "plug_power_watts{topic=\"washer\"}");
    }

    private void record(Settings settings, String device) throws Exception {
        Path file = directory.resolve("report.txt");
        int exit = Report.run(settings, directory, file, device, "1s", out, out);
        assertThat(exit).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        report = Files.readAllLines(file);
    }

    private Set<String> replayed(String device) throws Exception {
        Map<String, List<String>> sections = Replay.sections(report);
        Replay.lay(sections, elsewhere);
        Frames.insert(Tape.of(sections.get(Report.RECORDING)));
        try {
            return series(Startup.only(SettingsLoader.load(elsewhere, Map.of()), elsewhere, device));
        } finally {
            Frames.insert(null);
        }
    }

    /** Of devices, without their values. */
    private Set<String> series(org.apache.camel.main.Main main) throws Exception {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Once.run(main, new PrintStream(page, true, StandardCharsets.UTF_8), out);
        return page.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line ->
                        !line.startsWith("#") && !line.matches("(home_exporter|camel|jvm|process|system|app)_.*"))
                .map(line -> line.replaceFirst(" [^ ]+$", ""))
                // plain words have no cipher
                .map(line -> line.replaceFirst("transport=\"[a-z]+\"", ""))
                .filter(
                        line -> !line.matches(
                                ".*_exporter_.*|.*_(scrape|collector|session|connection|login).*|isg_(up|duplicate_names|last_success|rows_skipped).*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_report_says_what_a_person_who_mends_needs_and_no_secret() throws Exception {
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\nlux.address=127.0.0.1:9\nlux.password=geheim\nlux.interval=b@d\nisg.password=ab\n");
        Files.createDirectories(directory.resolve("registers"));
        Files.write(directory.resolve("registers/latin.csv"), new byte[] {'K', (byte) 0xfc, 'c', 'h', 'e'});
        Files.writeString(directory.resolve("registers/large.csv"), "x".repeat(1_100_000));
        Path file = directory.resolve("report.txt");
        int exit = Report.run(SettingsLoader.load(directory, Map.of()), directory, file, null, "5m", out, out);
        assertThat(exit).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        String text = Files.readString(file);
        assertThat(text)
                .contains(
                        "== version ==\n| home-exporter ",
                        "| # application.properties:3\n| lux.password=xxxxxx",
                        "| isg.password=xxxxxx",
                        "== file registers/latin.csv ==\n| K\uFFFDche\n",
                        "== left out ==\n| registers/large.csv: it is larger than 1 MiB\n",
                        "application.properties:4: lux.interval=\"b@d\"; allowed: 1s and longer")
                .doesNotContain("geheim");
    }

    @Test
    void a_device_that_is_not_there_is_said() throws Exception {
        int exit = Report.run(
                SettingsLoader.load(directory, Map.of("HOST_ENABLED", "false")),
                directory,
                directory.resolve("report.txt"),
                "pump",
                "1s",
                out,
                out);
        assertThat(exit).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--record pump: no route of that id runs");
    }

    @Test
    void a_route_is_tried_on_a_sample() throws Exception {
        Path file = directory.resolve("shelly.camel.yaml");
        Files.writeString(file, ROUTE.replace("PORT", "9"));
        Settings settings = SettingsLoader.load(directory, Map.of("HOST_ENABLED", "false"));
        assertThat(Once.testRoute(settings, file, "{\"apower\": 7, \"room\": \"Küche\"}", out, out))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("shelly_power_watts{room=\"Küche\"} 7.0\n");
        printed.reset();
        assertThat(Once.testRoute(settings, file, "<html>", out, out)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("shelly: ", "no series comes of it");
    }

    /** The telegram of a meter, which is no text. */
    @Test
    void a_sample_may_be_a_file_of_bytes() throws Exception {
        Path file = directory.resolve("meter.camel.yaml");
        String decodes = "- unmarshal: { custom: { ref: obis } }";
        Files.writeString(file, ROUTE.replace("PORT", "9").replaceFirst("- setBody:\\s+jq: .*", decodes));
        Path telegram = directory.resolve("telegram.bin");
        Files.write(
                telegram,
                HexFormat.of()
                        .parseHex(
                                "1B1B1B1B01010101760500000002620062007263070177010101017177070100100700FF0101621B5200528C01"
                                        + "0101639C9100001B1B1B1B1A01966A"));
        Settings settings = SettingsLoader.load(directory, Map.of("HOST_ENABLED", "false"));
        assertThat(Once.testRoute(settings, file, telegram.toString(), out, out))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("meter_power_watts{phase=\"total\"} -116.0\n");
    }
}
