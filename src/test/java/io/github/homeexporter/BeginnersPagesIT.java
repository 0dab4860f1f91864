package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.comparison.ServedPage;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page for those who have one of the five exporters: all its commands in one shell, with simulated devices where it has an
 * address that is an example. The page from nothing is {@code DebIT}'s.
 */
class BeginnersPagesIT {
    private static final Duration LONG = Duration.ofMinutes(3);

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
