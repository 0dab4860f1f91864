package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Configuration and rules, by Prometheus' own tool. */
@Timeout(120)
class PrometheusFilesTest {
    private static final Path FOLDER = Path.of("deploy/prometheus");

    @Test
    void the_configuration_is_valid_with_its_rules() throws Exception {
        Promtool.Answer answer = Promtool.run(
                List.of("check", "config", FOLDER.resolve("prometheus.yml").toString()));
        assertThat(answer.exit()).as(answer.said()).isZero();
        assertThat(answer.said()).contains("2 rule files found");
    }

    @Test
    void the_example_of_a_remote_write_fits_behind_the_configuration(@TempDir Path directory) throws Exception {
        Path whole = Files.writeString(
                directory.resolve("prometheus.yml"),
                Files.readString(FOLDER.resolve("prometheus.yml"))
                        + Files.readString(FOLDER.resolve("remote-write.example.yml")));
        Promtool.Answer answer = Promtool.run(List.of("check", "config", "--syntax-only", whole.toString()));
        assertThat(answer.exit()).as(answer.said()).isZero();
    }

    @Test
    void the_rules_are_valid() throws Exception {
        Promtool.Answer answer = Promtool.run(with(List.of("check", "rules"), rules()));
        assertThat(answer.exit()).as(answer.said()).isZero();
    }

    @Test
    void the_rules_do_what_their_tests_say() throws Exception {
        Promtool.Answer answer = Promtool.run(with(List.of("test", "rules"), tests()));
        assertThat(answer.exit()).as(answer.said()).isZero();
    }

    @Test
    void a_test_of_rules_can_fail(@TempDir Path directory) throws Exception {
        String test = Files.readString(FOLDER.resolve("tests/devices.test.yaml"))
                .replace("../rules", FOLDER.resolve("rules").toAbsolutePath().toString())
                .replaceFirst("1x3 0x30", "1x33");
        Path file = Files.writeString(directory.resolve("devices.test.yaml"), test);
        assertThat(Promtool.run(List.of("test", "rules", file.toString())).exit())
                .isNotZero();
    }

    @Test
    void every_alert_and_every_recorded_series_has_a_test() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path test : tests()) {
            tests.append(Files.readString(test));
        }
        for (Map<?, ?> rule : everyRule()) {
            Object name = rule.containsKey("alert") ? "alertname: " + rule.get("alert") : rule.get("record");
            assertThat(tests.toString()).contains(String.valueOf(name));
        }
    }

    @Test
    void every_alert_says_how_bad_it_is_what_happened_and_what_to_do() throws IOException {
        Set<Object> names = new TreeSet<>();
        for (Map<?, ?> rule : everyRule()) {
            if (rule.get("alert") instanceof String name) {
                assertThat(names.add(name)).as("%s stands twice", name).isTrue();
                assertThat(((Map<?, ?>) rule.get("labels")).get("severity"))
                        .as(name)
                        .isIn("critical", "warning", "info");
                assertThat(((Map<?, ?>) rule.get("annotations")).keySet())
                        .as(name)
                        .hasToString("[summary, description]");
            }
        }
    }

    private static List<Map<?, ?>> everyRule() throws IOException {
        List<Map<?, ?>> all = new ArrayList<>();
        for (Path file : rules()) {
            Map<?, ?> document =
                    (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            for (Object group : (List<?>) document.get("groups")) {
                for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                    all.add((Map<?, ?>) rule);
                }
            }
        }
        return all;
    }

    private static List<Path> rules() throws IOException {
        return files("rules");
    }

    private static List<Path> tests() throws IOException {
        return files("tests");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static List<String> with(List<String> command, List<Path> files) {
        List<String> all = new ArrayList<>(command);
        files.forEach(f -> all.add(f.toString()));
        return all;
    }
}
