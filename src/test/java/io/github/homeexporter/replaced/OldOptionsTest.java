package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.replaced.OldOptions.OldOption;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.start.CommandLineOptions;
import io.github.homeexporter.start.Launch;
import io.github.homeexporter.start.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@Isolated("standard error is one for the process")
class OldOptionsTest {
    /** All that the five read, as their own help and sources say; metrics-exporters reads none. */
    private static final String READ = """
            loxone-prometheus-exporter: --config -c
            isg_exporter: --port --interval --url --user --password --browserRollover --skipCircuit2 --debug --loglevel --mode \
            --modbusSlaveId --mqttHost --mqttPort --mqttTls --mqttTlsInsecure --mqttTopicPrefix --mqttDiscoveryTopicPrefix \
            --mqttUser --mqttPassword --mqttClientId --metricsSectionPrefix --metricsWithSectionPrefix -h --help
            luxtronik2-exporter: --address -a --verbose -v --version
            pyprom-exporters: --prometheus-port --tapo-plug-devices --tapo-username --tapo-password --log-level
            """;

    private static final Set<String> TAKEN = new CommandLine(new CommandLineOptions())
            .getCommandSpec()
            .optionsMap()
            .keySet();

    static Stream<Arguments> read() {
        return READ.lines().flatMap(line -> Stream.of(line.split(": ")[1].split("\\s+"))
                .map(option -> Arguments.of(line.split(": ")[0], option)));
    }

    @ParameterizedTest
    @MethodSource("read")
    void each_option_of_the_five_is_answered_with_the_setting_or_is_one_here(String program, String option) {
        List<String> answers = OldOptions.answers(List.of(option + "=192.0.2.7", option), TAKEN);
        if (TAKEN.contains(option)) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers)
                    .singleElement()
                    .asString()
                    .startsWith(option + " of " + program + " is no option here: set ")
                    .doesNotContain("192.0.2.7");
        }
    }

    @ParameterizedTest
    @MethodSource("read")
    void the_page_for_those_who_come_from_the_five_has_each(String program, String option) throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/from-five-exporters.md")))
                .as(program)
                .anyMatch(line -> line.startsWith("|") && line.contains("`" + option + "`"));
    }

    @Test
    void options_of_other_exporters_are_answered_as_well() {
        assertThat(OldOptions.answers(List.of("--web.listen-address=:9100", "--listen-address"), TAKEN))
                .hasSize(2)
                .allMatch(answer -> answer.contains("set http.address and http.port"));
    }

    @Test
    void each_is_answered_once_and_others_not_at_all() {
        assertThat(OldOptions.answers(List.of("--user", "me", "--password=secret", "--user", "--wat"), TAKEN))
                .hasSize(2)
                .noneMatch(answer -> answer.contains("secret"));
        assertThat(OldOptions.answers(List.of("--wat"), TAKEN)).isEmpty();
    }

    @Test
    void every_setting_that_is_named_is_there() {
        for (OldOption old : OldOptions.ALL) {
            String setting = old.instead().replaceFirst("[ =].*", "");
            assertThat(old.option()
                            || !setting.contains(".")
                            || setting.startsWith("log.level.")
                            || SettingsLoader.shipped().entries().stream()
                                    .anyMatch(entry -> entry.key().equals(setting)))
                    .as(setting)
                    .isTrue();
        }
    }

    @Test
    void what_is_wrong_on_the_command_line_is_said_whole_and_ends_as_wrong_usage() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Launch.run(new String[] {"--url", "http://192.0.2.7", "--password=secret", "--wat=x"}))
                    .isEqualTo(1);
        } finally {
            System.setOut(out);
            System.setErr(err);
            LogLines.asTestsHaveIt();
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "--url of isg_exporter is no option here: set isg.url (ISG_URL)",
                        "--password of isg_exporter is no option here: set isg.password (ISG_PASSWORD)",
                        "--wat is no option; see --help");
    }

    @Test
    void a_config_file_is_known_by_its_first_keys(@TempDir Path directory) throws IOException {
        Path tapo =
                Files.writeString(directory.resolve("config.yaml"), "prometheus_port: 8090\nexporters:\n  tapo: {}\n");
        Path loxone = Files.writeString(directory.resolve("my.yml"), "miniservers:\n  - host: 192.0.2.10\n");
        assertThat(OldOptions.variableOf(tapo)).isEqualTo("TAPO_CONFIG");
        assertThat(OldOptions.variableOf(loxone)).isEqualTo("LOXONE_CONFIG");
        assertThat(OldOptions.variableOf(directory.resolve("none"))).isEqualTo("LOXONE_CONFIG");
        assertThat(SettingsLoader.load(directory, Map.of("LOXONE_CONFIG", loxone.toString()))
                        .get("loxone.host"))
                .isEqualTo("192.0.2.10");
    }

    @Test
    void a_file_that_was_asked_for_and_cannot_be_read_is_named(@TempDir Path directory) throws IOException {
        Path config = directory.resolve("config.yml");
        assertThat(OldOptions.unread(config)).hasValue("--config " + config + " cannot be read: it is not there");
        Files.createDirectory(config);
        assertThat(OldOptions.unread(config)).hasValue("--config " + config + " cannot be read: it is a folder");
        Files.delete(config);
        Files.writeString(config, "miniservers: []\n");
        assertThat(OldOptions.unread(config)).isEmpty();
    }
}
