package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/sick-machine.md says of a machine that is sick: each with the packaged program. */
class SickMachineIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String CYCLES =
            "home_exporter_device_last_sample_timestamp_seconds{device=\"host\",kind=\"host\"}";

    @TempDir
    Path directory;

    private void route(int number, String name) throws Exception {
        Files.writeString(directory.resolve("routes/r" + number + ".camel.yaml"), """
            - route:
                id: r%1$d
                nodePrefixId: r%1$d-
                from:
                  uri: "timer:r%1$d"
                  parameters: { period: "2s" }
                  steps:
                    - setBody: { id: body, expression: { constant: { expression: '{"name":"%2$s","value":%1$d,"labels":{"n":"%1$d"}}' } } }
                    - to: { id: publish, uri: "direct:publish" }
            """.formatted(number, name));
    }

    private static boolean succeeds(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void three_hundred_routes_run_beside_what_is_no_file_and_after_a_sleep_they_go_on() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, directory.resolve("routes").resolve(file.getFileName()));
            }
        }
        for (int i = 1; i <= 300; i++) {
            route(i, "sick_watts");
        }
        Files.createDirectory(directory.resolve("routes/folder.camel.yaml"));
        Files.createSymbolicLink(directory.resolve("routes/nowhere.camel.yaml"), Path.of("/nonexistent"));
        assumeTrue(
                succeeds("mkfifo", directory.resolve("routes/pipe.camel.yaml").toString()), "needs pipes");
        Files.createDirectory(directory.resolve("rules"));
        Files.writeString(directory.resolve("rules/luxtronik.yaml"), "#".repeat(10_000_000));
        assertThat(succeeds("mkfifo", directory.resolve("rules/isg-web.yaml").toString()))
                .isTrue();
        Files.createDirectory(directory.resolve("log.txt"));
        Map<String, String> environment =
                Map.of("LOG_FILE", "log.txt", "LUX_ADDRESS", "127.0.0.1:1", "ISG_URL", "http://127.0.0.1:1");
        try (RunningProgram program = RunningProgram.within("ulimit -n 512", directory, environment)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            program.get("/metrics").lines().filter(line -> line.startsWith("sick_watts{")))
                    .hasSize(300));
            assertThat(program.output())
                    .contains(
                            "routes/folder.camel.yaml",
                            "routes/nowhere.camel.yaml",
                            "routes/pipe.camel.yaml: is no file",
                            "rules/luxtronik.yaml: larger than 1 MiB",
                            "rules/isg-web.yaml: cannot be read: it is no file, but a pipe",
                            "log.file: log.txt cannot be written")
                    .doesNotContain("Too many open files")
                    .hasSizeLessThan(200_000);
            program.signal("STOP");
            // long enough for every interval and every deadline of two seconds to be over
            await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            program.signal("CONT");
            // the folder is watched on, whatever lies in it
            route(7, "mended_watts");
            await().atMost(PATIENCE).until(() -> program.value("mended_watts{n=\"7\"}") == 7);
            assertThat(program.value("sick_watts{n=\"300\"}")).isEqualTo(300);
        }
    }

    @Test
    void too_few_open_files_are_said_in_a_line() throws Exception {
        try (RunningProgram program = RunningProgram.within("ulimit -n 64", directory, Map.of())) {
            assertThat(program.exit(PATIENCE)).isEqualTo(1);
            assertThat(program.output().lines().filter(line -> line.contains("ulimit -n")))
                    .hasSize(1);
        }
    }

    /** As {@code nohup} starts it. */
    @Test
    void a_hangup_that_is_ignored_from_the_start_is_said() throws Exception {
        try (RunningProgram program = RunningProgram.within("trap '' HUP", directory, Map.of())) {
            await().atMost(PATIENCE).until(() -> program.output().contains("SIGHUP is ignored, as nohup makes it"));
            program.signal("HUP");
            await().atMost(PATIENCE).until(() -> program.get("/metrics").contains("node_"));
        }
    }

    @Test
    void a_full_disk_costs_what_is_written_there_and_nothing_else() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "none", disk.toString()),
                "needs the right to mount");
        try {
            Path filler = disk.resolve("filler");
            assertThat(succeeds("sh", "-c", "dd if=/dev/zero of=" + filler + " bs=1k count=300; test -s " + filler))
                    .isTrue();
            Map<String, String> environment = Map.of(
                    "LOG_FILE", "disk/log.txt",
                    "PROMETHEUS_FILE", "disk/out.prom",
                    "PROMETHEUS_FILE_INTERVAL", "1s",
                    "HOST_INTERVAL", "1s");
            try (RunningProgram program = RunningProgram.start(directory, environment)) {
                await().atMost(PATIENCE).until(() -> program.value("home_exporter_prometheus_file_errors_total") > 1);
                assertThat(program.get("/metrics")).contains("node_cpu_seconds_total");
                Files.delete(filler);
                await().atMost(PATIENCE).until(() -> Files.exists(disk.resolve("out.prom")));
                await().atMost(PATIENCE).until(() -> program.output().contains("is written again"));
                assertThat(program.output()).contains("No space left on device");
                assertThat(List.of(disk.toFile().list())).noneMatch(name -> name.endsWith(".tmp"));
            }
        } finally {
            assertThat(succeeds("umount", "-l", disk.toString())).isTrue();
        }
    }

    @Test
    void without_tmp_or_its_own_directory_and_in_a_storm_of_signals_it_goes_on() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own"));
        // below a file: no right of anybody's makes a folder there
        Path tmp = Files.createFile(directory.resolve("no-folder")).resolve("tmp");
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + tmp, "HOST_INTERVAL", "1s");
        try (RunningProgram program = RunningProgram.start(own, environment)) {
            await().atMost(PATIENCE).until(() -> program.get("/metrics").contains("node_cpu_seconds_total"));
            String storm = "for i in $(seq 3000); do kill -HUP " + program.pid() + "; done";
            assertThat(succeeds("bash", "-c", storm)).isTrue();
            // a thread for each signal would stay until all have been worked through
            await().atMost(PATIENCE).until(() -> program.value("jvm_threads_live_threads") < 200);
            assertThat(succeeds("rm", "-r", own.toString())).isTrue();
            program.signal("HUP");
            double before = program.value(CYCLES);
            await().atMost(PATIENCE).until(() -> program.value(CYCLES) > before + 2);
            program.terminate();
            assertThat(program.exit(PATIENCE)).isEqualTo(143);
        }
    }
}
