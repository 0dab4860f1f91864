package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikQuirk;
import io.github.homeexporter.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged program as a user runs it. */
@Execution(ExecutionMode.CONCURRENT)
class PackagedProgramIT {
    private static final String UP = "home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"}";
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    /** Names and labels of others that we keep because dashboards ask for them: node_exporter's, pve-exporter's, the replaced. */
    private static final Pattern INHERITED =
            Pattern.compile("camel_\\w+ label names should be written in 'snake_case' not 'camelCase'"
                    + "|(node|pve|proxmox)_\\w+ .*"
                    + "|process_cpu_time_ns_total metric names should not contain abbreviated units"
                    + "|system_cpu_count non-histogram and non-summary metrics should not have \"_count\" suffix");

    private void promtoolFindsOnlyInheritedNames(String page) throws Exception {
        boolean missing = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("promtool is missing; CI installs Debian's package prometheus");
        }
        Assumptions.assumeFalse(missing, "promtool is missing; it is in Debian's package prometheus");
        Path in = Files.writeString(directory.resolve("page.prom"), page);
        Path out = directory.resolve("promtool.txt");
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(out).stream()
                        .filter(line -> !INHERITED.matcher(line).matches()))
                .isEmpty();
    }

    private void copy(String folder) throws IOException {
        Files.createDirectories(directory.resolve(folder));
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(folder).resolve(file.getFileName()));
            }
        }
    }

    @Test
    void version_names_what_was_built() throws Exception {
        try (RunningProgram program = RunningProgram.start(directory, Map.of(), "--version")) {
            assertThat(program.exit(LONG)).isZero();
            assertThat(program.output())
                    .matches("(?s)home-exporter \\d+\\.\\d+\\.\\d+ \\(commit .*, built .*, Java .*\\)\\s*");
        }
    }

    @Test
    void an_unknown_option_is_one_line_and_exit_1() throws Exception {
        try (RunningProgram program = RunningProgram.start(directory, Map.of(), "--wat")) {
            assertThat(program.exit(LONG)).isEqualTo(1);
            assertThat(program.output()).isEqualToIgnoringNewLines("\"--wat\" is no option; see --help");
        }
    }

    @Test
    void the_demo_serves_this_host_and_a_simulated_heat_pump_and_ends_on_sigterm() throws Exception {
        try (RunningProgram program = RunningProgram.start(directory, Map.of(), "--demo")) {
            await().until(() -> program.value(UP) == 1);
            await().until(() -> program.get("/metrics").contains("\nluxtronik_temperaturen{attr="));
            await().until(() -> program.get("/metrics").contains("\nnode_memory_MemTotal_bytes "));
            assertThat(program.get("/metrics"))
                    .contains("\njvm_", "\ncamel_", "\nprocess_", "home_exporter_build_info");
            assertThat(program.get("/-/ready")).contains("ready");
            await().until(() -> program.get("/healthz").contains("\"status\":\"healthy\""));
            assertThat(program.output())
                    .contains("http://127.0.0.1:" + program.port + "/metrics")
                    .contains("demo: the devices are simulated; see their values at http://127.0.0.1:" + program.port
                            + "/");

            promtoolFindsOnlyInheritedNames(program.get("/metrics"));

            program.terminate();
            assertThat(program.exit(LONG)).isIn(0, 143);
        }
    }

    @Test
    void health_is_0_while_a_program_is_ready_and_1_when_none_is() throws Exception {
        try (RunningProgram program = RunningProgram.start(directory, Map.of())) {
            await().until(() -> program.get("/-/ready").contains("ready"));
            Map<String, String> same = Map.of("HTTP_PORT", String.valueOf(program.port));
            try (RunningProgram health = RunningProgram.start(directory, same, "--health")) {
                assertThat(health.exit(LONG)).as(health.output()).isZero();
            }
        }
        try (RunningProgram health = RunningProgram.start(directory, Map.of(), "--health")) {
            assertThat(health.exit(LONG)).isEqualTo(1);
            assertThat(health.output()).contains("/-/ready does not answer: ");
        }
    }

    @Test
    void a_taken_port_is_one_line_and_exit_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningProgram program =
                        RunningProgram.start(directory, Map.of("HTTP_PORT", String.valueOf(taken.getLocalPort())))) {
            assertThat(program.exit(LONG)).isEqualTo(1);
            assertThat(program.output().strip().lines()).hasSize(1);
            assertThat(program.output()).contains("http.port " + taken.getLocalPort(), "set http.port to a free one");
        }
    }

    @Test
    void an_unreachable_device_at_start_is_found_when_it_comes_and_its_loss_is_seen_at_once() throws Exception {
        int port = FreePort.next();
        Map<String, String> environment = Map.of("LUX_ADDRESS", "127.0.0.1:" + port, "LUX_INTERVAL", "1s");
        try (RunningProgram program = RunningProgram.start(directory, environment)) {
            // 0 while it connects for the first time, too
            await().until(() -> program.value(UP) == 0 && program.output().contains("luxtronik: down"));
            try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_82, "de", port)) {
                await().until(() -> program.value(UP) == 1);
                await().until(() -> program.get("/metrics").contains("\nluxtronik_last_update "));
                assertThat(pump.commands()).startsWith("LOGIN;0");
            }
            await().until(() -> program.value(UP) == 0);
            await().until(() -> !program.get("/metrics").contains("\nluxtronik_"));
            try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.JSON_3_92, "de", port)) {
                await().until(() -> program.value(UP) == 1);
                await().until(() -> program.get("/metrics").contains("\nluxtronik_last_update "));
                pump.quirks(LuxtronikQuirk.SILENT);
                await().until(() -> program.value(UP) == 0);
            }
            assertThat(program.output().lines().filter(line -> line.contains("luxtronik: down")))
                    .as("a line for each of three outages, and one where its reason changes")
                    .hasSizeBetween(3, 6);
            assertThat(program.output()).doesNotContain("\tat ");
        }
    }

    @Test
    void edits_of_routes_and_rules_take_effect_and_broken_ones_harm_nothing() throws Exception {
        copy("routes");
        copy("rules");
        Path rules = directory.resolve("rules/luxtronik.yaml");
        Path route = directory.resolve("routes/luxtronik.camel.yaml");
        String goodRules = Files.readString(rules);
        String goodRoute = Files.readString(route);
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                RunningProgram program =
                        RunningProgram.start(directory, Map.of("LUX_ADDRESS", pump.address(), "LUX_INTERVAL", "1s"))) {
            await().until(() -> program.get("/metrics").contains("\nluxtronik_temperaturen{"));

            Files.writeString(
                    rules,
                    goodRules.replaceFirst(
                            "(?m)^rules:\n",
                            "rules:\n  - match: { section: '^temperaturen\\$' }\n    set: { drop: true }\n"));
            await().until(() -> !program.get("/metrics").contains("\nluxtronik_temperaturen{"));
            Files.writeString(rules, goodRules + "\n  nonsense: [");
            await().until(() ->
                    program.value("home_exporter_config_last_load_successful{file=\"rules/luxtronik.yaml\"}") == 0);
            assertThat(program.get("/metrics"))
                    .contains("\nluxtronik_eingaenge{")
                    .doesNotContain("\nluxtronik_temperaturen{");
            Files.writeString(rules, goodRules);
            await().until(() -> program.get("/metrics").contains("\nluxtronik_temperaturen{"));

            Files.writeString(route, goodRoute.replace("direct:publish", "direct:publish?nonsense=1"));
            await().until(() ->
                    program.value("home_exporter_config_last_load_successful{file=\"routes/luxtronik.camel.yaml\"}")
                            == 0);
            assertThat(program.value(UP)).isEqualTo(1);
            assertThat(program.get("/healthz")).contains("degraded");

            Files.writeString(route, goodRoute.replace("id: luxtronik\n", "id: cellar\n"));
            await().until(() -> program.get("/metrics").contains("\nluxtronik_temperaturen{attr=")
                    && program.get("/metrics").contains("device=\"cellar\""));
        }
    }

    @Test
    void secrets_are_nowhere() throws Exception {
        String secret = "hush-98431-&+%";
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                RunningProgram program = RunningProgram.start(
                        directory,
                        Map.of(
                                "LUX_ADDRESS",
                                pump.address(),
                                "LUX_PASSWORD",
                                secret,
                                "LUX_INTERVAL",
                                "1s",
                                "LOG_LEVEL",
                                "debug",
                                "LUX_VERBOSE",
                                "true"))) {
            await().until(() -> program.value(UP) == 1);
            assertThat(pump.commands()).contains("LOGIN;" + secret);
            pump.quirks(LuxtronikQuirk.SILENT);
            await().until(() -> program.value(UP) == 0);
            assertThat(program.get("/metrics") + program.get("/healthz") + program.get("/") + program.output())
                    .doesNotContain("hush-98431");
        }
    }
}
