package io.github.homeexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables of metrics-exporters. */
class HostVariablesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ENABLED_COLLECTORS; memory,disk; host.collectors; memory,disk",
                "ENABLED_COLLECTORS; [\"memory\",\"disk\"]; host.collectors; memory,disk",
                "FORCE_ENVIRONMENT; lxc_container; host.environment; lxc_container",
                "AUTO_DETECT_ENVIRONMENT; False; host.environment; unknown",
                "AUTO_DETECT_ENVIRONMENT; true; host.environment; auto",
                "COLLECTION_INTERVAL; 30; host.interval; 30",
                "SMART_INTERVAL; 900; host.smart-interval; 900",
                "SMART_DEVICES; /dev/sda,/dev/sdb; host.smart-devices; /dev/sda,/dev/sdb",
                "HOST_NAME; attic; host.name; attic",
            })
    void aVariableSetsItsKey(String variable, String value, String key, String expected) {
        assertThat(load(Map.of(variable, value)).get(key)).isEqualTo(expected);
    }

    @Test
    void whatIsForcedWinsOverNoDetection() {
        assertThat(load(Map.of("AUTO_DETECT_ENVIRONMENT", "false", "FORCE_ENVIRONMENT", "lxc"))
                        .get("host.environment"))
                .isEqualTo("lxc");
    }

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(directory, environment);
    }
}
