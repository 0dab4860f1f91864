package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "LUX_ADDRESS, in this file it is lux.address",
        "lux_address, in this file it is lux.address",
        "TP_LINK_USERNAME, in this file it is tapo.username",
        "lux.adress, did you mean lux.address?",
        "foo.bar, see docs/configuration.md",
        "port, see docs/configuration.md",
        "camel.server.port, has no effect",
        "camel.mian.name, see docs/configuration.md",
        "log.level.luxtronic, there is no such logger; did you mean log.level.luxtronik?",
        "log.level.garden, there is no such logger; allowed: host",
        "log.level.io.github.homeexporter.isg.NoSuchClass, there is no such logger"
    })
    void a_key_that_nobody_reads_is_named_with_its_line(String key, String hint) throws IOException {
        assertThat(unknown("lux.interval=30s\n" + key + "=1\n", Map.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.where()).isEqualTo("application.properties:2");
                    assertThat(finding.sentence()).contains(key).contains(hint);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "lux.interval",
        "log.level.luxtronik",
        "log.level.org.apache.camel",
        "log.level.proxmox",
        "log.level.homeassistant",
        "log.level.paho-mqtt5",
        "log.level.io.github.homeexporter.isg",
        "log.level.io.github.homeexporter.sample.Device",
        "camel.main.name",
        "camel.beans.lock",
        "garden.address"
    })
    void a_key_that_somebody_reads_is_none(String key) throws IOException {
        assertThat(unknown(key + "=1\n", Map.of())).isEmpty();
    }

    @Test
    void a_variable_that_is_nearly_ours_is_named_and_one_of_others_is_not() throws IOException {
        assertThat(unknown("", Map.of("MQTT_HOTS", "x", "TAPO_USER", "x", "HTTP_PROXY", "x", "OTEL_SDK_DISABLED", "x")))
                .extracting(Finding::where)
                .containsExactly("MQTT_HOTS", "TAPO_USER");
    }

    @Test
    void a_level_has_a_variable_too() throws IOException {
        assertThat(unknown("", Map.of("LOG_LEVEL_MUTATE", "debug"))).isEmpty();
        assertThat(SettingsLoader.load(directory, Map.of("LOG_LEVEL_MUTATE", "debug"))
                        .get("log.level.mutate"))
                .isEqualTo("debug");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        host.stat-timeout=10s                            | application.properties:1: host.stat-timeout: 10s is longer than a third of host.interval, which is 15s; using 5.0 s
        tapo.timeout=20s\\ntapo.interval=30s             | tapo.timeout: 20s is longer than a third of tapo.interval, which is 30s; using 10 s
        host.proxmox-timeout=25s\\nhost.proxmox-interval=10s | host.proxmox-timeout: 25s is longer than host.proxmox-interval, which is 10s; using 10 s
        host.stat-timeout=10s\\nhost.interval=30s        |
        host.interval=6s                                 |
        host.stat-timeout=often                          |
        tapo-2.timeout=20s\\ntapo-2.interval=30s         | tapo-2.timeout: 20s is longer than a third of tapo-2.interval, which is 30s; using 10 s
        """)
    void a_time_that_is_cut_to_its_interval_is_told_where_somebody_set_it(String file, String said) throws IOException {
        Files.writeString(directory.resolve("application.properties"), file.replace("\\n", "\n"));
        Settings settings = SettingsLoader.load(directory, Map.of());
        if (said == null) {
            assertThat(settings.findings()).isEmpty();
        } else {
            assertThat(settings.findings()).singleElement().asString().contains(said);
        }
    }

    private List<Finding> unknown(String file, Map<String, String> environment) throws IOException {
        Files.writeString(directory.resolve("application.properties"), file);
        return SettingsCheck.unknown(
                SettingsLoader.load(directory, environment), List.of("garden.address"), environment);
    }
}
