package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.comparison.ServedPage;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.homeassistant.Mosquitto;
import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages for those who begin: all their commands in one shell, with simulated devices where a page has an address that is
 * an example.
 */
class BeginnersPagesIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    /** What Home Assistant is told of, one after the other. */
    private static final List<String> ALL =
            List.of("homeassistant/device/", "\"Washing machine\"", "\"Refrigerator\"", "\"Desk\"", "luxtronik");

    /** The four that luxtronik2-exporter ships. */
    private static final String FILTERS = """
            address: 192.0.2.7
            filters:
              - match: { value: 'Ein|Aus' }
                set:
                  value: '{{$v := "-1"}} {{if (eq . "Ein")}} {{$v = "1"}} {{else}} {{$v = "0"}} {{end}} {{$d := dict "value" $v}} {{toJson $d}}'
                  key: '{{if regexMatch "_state" . }} {{.}} {{else}} {{.}}_state {{end}}'
              - match: { value: '°' }
                set: { value: '{{$p := split "°" .}} {{$d := dict "value" $p._0 "unit" "C"}} {{toJson $d}}' }
              - match: { value: '\\sK|\\sbar|\\sl\\/h|\\skWh' }
                set: { value: '{{$p := split " " .}}{{$d := dict "value" $p._0 "unit" $p._1}}{{toJson $d}}' }
              - match: { value: '.?' }
                set: { value: '{{ $d := dict "value" . }}{{ toJson $d }}' }
            """;

    @TempDir
    Path directory;

    private final int port = FreePort.next();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void asReadersHaveIt() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        environment.put("HTTP_ADDRESS", "127.0.0.1");
        environment.put("TAPO_DISCOVERY", "false");
        // no archive of classes is to be made beside the tests
        environment.put("HOME_EXPORTER_CACHE_DELAY", "3600");
        command("home-exporter", "exec java -Xmx96m -jar '" + RunningProgram.JAR + "' \"$@\"");
        // the machine of this test has them already
        command(
                "sudo",
                "[ \"$1 $2 $3 $4 $5\" = 'apt-get install -y default-jre-headless unzip' ] && command -v java unzip");
    }

    @Test
    void from_nothing_five_commands_bring_values_to_home_assistant() throws Exception {
        Files.copy(
                Path.of("target/home-exporter-distribution.zip"), directory.resolve("home-exporter-distribution.zip"));
        environment.put("HTTP_PORT", String.valueOf(port));
        List<String> commands = CommandBlocks.of(Path.of("docs/from-nothing.md"));
        assertThat(commands).hasSize(5);
        try (Mosquitto broker = new Mosquitto(directory).start();
                SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                SimulatedPlug washing = new SimulatedPlug(PlugModel.P110, "Washing machine", 1);
                SimulatedPlug fridge = new SimulatedPlug(PlugModel.P115, "Refrigerator", 2);
                SimulatedPlug desk = new SimulatedPlug(PlugModel.HS110, "Desk", 3)) {
            String plugs = List.of(washing, fridge, desk).stream()
                    .map(SimulatedPlug::address)
                    .collect(Collectors.joining(","));
            String script = String.join("\n", commands)
                    .replace("192.0.2.7", pump.address())
                    .replace("192.0.2.11,192.0.2.12,192.0.2.13", plugs)
                    .replace("tapo.username=you@example.com", "tapo.username=" + SimulatedPlug.ACCOUNT.username())
                    .replace("tapo.password=secret", "tapo.password=" + SimulatedPlug.ACCOUNT.password())
                    .replace("mqtt.host=192.0.2.2", "mqtt.host=127.0.0.1 mqtt.port=" + broker.port);
            Process shell = CommandBlocks.start(script + "\nwait\n", directory, log(), environment);
            try {
                String told = listen(shell, broker.port);
                assertThat(told).contains(ALL).containsPattern("(?m)^home-exporter/\\S+ .*\\d");
                assertThat(Files.readString(log())).contains("luxtronik_temperaturen{attr=", "alias=\"Desk\"");
            } finally {
                end(shell);
            }
        }
    }

    @Test
    void from_the_five_exporters_the_old_one_goes_on_is_compared_and_nothing_is_missing() throws Exception {
        List<String> commands = CommandBlocks.of(Path.of("docs/from-five-exporters.md"));
        String old = Files.readString(Path.of("src/test/resources/comparison/luxtronik2-exporter.txt"));
        Files.writeString(directory.resolve("heating.json"), """
                {"panels": [{"title": "Flow", "targets": [{"refId": "A",
                  "expr": "luxtronik_temperaturen{attr=\\"vorlauf_C\\", instance=\\"$instance\\"}"}]}]}
                """);
        Files.writeString(directory.resolve("alerts.yml"), """
                groups:
                  - name: heating
                    rules:
                      - alert: Cold
                        expr: luxtronik_temperaturen{attr="vorlauf_C"} < 20 and on() up == 1
                """);
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                ServedPage exporter = ServedPage.of(old)) {
            Files.writeString(directory.resolve("lux.yaml"), FILTERS.replace("192.0.2.7", pump.address()));
            String script = String.join("\n", commands)
                    .replace("HTTP_PORT=9505", "HTTP_PORT=" + port)
                    .replace("http://localhost:8080", exporter.url())
                    .replace("--compare-seconds 60", "--compare-seconds 1")
                    .replace("HTTP_PORT=" + port + " home-exporter --compare", awaited() + " home-exporter --compare");
            Process shell = CommandBlocks.start(script, directory, log(), environment);
            try {
                assertThat(shell.waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                        .as(said())
                        .isTrue();
                assertThat(shell.exitValue()).as(said()).isZero();
                assertThat(said())
                        .contains("EXPORTER_PORT", "isg-web", "result: nothing is missing here")
                        .doesNotContain("missing here: ", "not found here");
            } finally {
                end(shell);
            }
        }
    }

    /** What a reader sees in the log before the next command. */
    private String awaited() {
        return "echo $! >pid\ntimeout 120 sh -c 'until curl -sf http://127.0.0.1:" + port
                + "/metrics | grep -q ^luxtronik_temperaturen; do sleep 1; done'\nHTTP_PORT=" + port;
    }

    private String listen(Process shell, int broker) {
        Path heard = directory.resolve("heard");
        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> {
            Process listening = new ProcessBuilder(
                            "mosquitto_sub",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            String.valueOf(broker),
                            "-v",
                            "-W",
                            "5",
                            "-t",
                            "homeassistant/device/+/config",
                            "-t",
                            "home-exporter/#")
                    .redirectErrorStream(true)
                    .redirectOutput(heard.toFile())
                    .start();
            listening.waitFor(20, TimeUnit.SECONDS);
            assertThat(shell.isAlive()).as(said()).isTrue();
            String text = Files.readString(heard);
            return ALL.stream().allMatch(text::contains) && text.contains("\nhome-exporter/");
        });
        try {
            return Files.readString(heard);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void command(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("bin/" + name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The shell and what it started in the background, which the shell may have left behind. */
    private void end(Process shell) throws IOException {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        Path pid = directory.resolve("pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private Path log() {
        return directory.resolve("shell.log");
    }

    private String said() throws IOException {
        return Files.readString(log());
    }
}
