package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "--url=http://192.0.2.7, isg.url",
        "--mqttHost, mqtt.host",
        "--prometheus-port, http.port",
        "--tapo-plug-devices, tapo.plug-devices",
        "--address, lux.address",
        "--config, loxone.config"
    })
    void an_option_of_a_replaced_program_is_answered_with_the_setting(String option, String setting) {
        assertThat(OldOptions.answers(List.of(option, "x")))
                .singleElement()
                .asString()
                .contains("set " + setting)
                .doesNotContain("192.0.2.7");
    }

    @Test
    void each_is_answered_once_and_others_not_at_all() {
        assertThat(OldOptions.answers(List.of("--user", "me", "--password=secret", "--user", "--wat")))
                .hasSize(2)
                .noneMatch(answer -> answer.contains("secret"));
        assertThat(OldOptions.answers(List.of("--wat"))).isEmpty();
    }

    @Test
    void every_setting_that_is_named_is_there() {
        for (String setting : OldOptions.settings()) {
            assertThat(SettingsLoader.shipped().entries())
                    .as(setting)
                    .anyMatch(entry -> entry.key().equals(setting) || setting.startsWith("log.level."));
        }
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
}
