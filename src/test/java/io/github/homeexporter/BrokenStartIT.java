package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, started in a folder where something is wrong. */
class BrokenStartIT {
    @TempDir
    Path directory;

    /** What only the start of a route finds, what parsing finds, and what neither does. */
    @Test
    void route_files_that_are_broken_at_the_start_are_skipped_and_the_rest_runs() throws Exception {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        String host = Files.readString(Path.of("routes/host.camel.yaml"));
        Files.writeString(routes.resolve("host.camel.yaml"), host);
        Files.writeString(
                routes.resolve("option.camel.yaml"),
                host.replace("id: host\n", "id: option\n")
                        .replace("nodePrefixId: host-", "nodePrefixId: option-")
                        .replace("direct:publish", "direct:publish?nonsense=1"));
        Files.writeString(routes.resolve("syntax.camel.yaml"), "- route: [\n");
        Files.writeString(routes.resolve("twice.camel.yaml"), host);
        try (RunningProgram program = RunningProgram.start(directory, Map.of())) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> program.get("/metrics").contains("\nnode_load1"));
            for (String broken : List.of("option", "syntax", "twice")) {
                String series = "home_exporter_config_last_load_successful{file=\"routes/" + broken + ".camel.yaml\"}";
                assertThat(program.value(series)).as(broken).isZero();
            }
            assertThat(program.value("home_exporter_config_last_load_successful{file=\"routes/host.camel.yaml\"}"))
                    .isEqualTo(1);
            assertThat(program.get("/healthz")).contains("degraded");
            assertThat(program.output().lines().filter(line -> line.contains("this file is skipped")))
                    .as("each fault of each file once")
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.matches(".* routes/(option|syntax|twice)[.]camel[.]yaml.*"));
            assertThat(program.output()).doesNotContain("\tat ");
        }
    }

    @Test
    void what_is_set_wrong_for_a_device_that_is_off_is_told_once_the_program_runs() throws Exception {
        Files.writeString(directory.resolve("application.properties"), "lux.interval=1ms\n");
        try (RunningProgram program = RunningProgram.start(directory, Map.of())) {
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(program.output())
                    .contains("application.properties:1: lux.interval=\"1ms\"; allowed: "));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> program.get("/metrics").contains("\nnode_load1"));
            assertThat(program.get("/metrics")).contains("home_exporter_config_findings{file=\"settings\"} 1");
        }
    }
}
