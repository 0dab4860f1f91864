package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Settings;
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
                "COLLECTION_INTERVAL; 30; host.interval; 30",
                "SMART_INTERVAL; 900; host.smart-interval; 900",
                "SMART_DEVICES; /dev/sda,/dev/sdb; host.smart-devices; /dev/sda,/dev/sdb",
                "HOST_NAME; attic; host.name; attic",
            })
    void a_variable_sets_its_key(String variable, String value, String key, String expected) {
        assertThat(load(Map.of(variable, value)).get(key)).isEqualTo(expected);
    }

    /** It was never read there, so an old file that says false must not switch the detection off here. */
    @Test
    void what_had_no_effect_has_none() {
        assertThat(load(Map.of("AUTO_DETECT_ENVIRONMENT", "false")).get("host.environment"))
                .isEqualTo("auto");
    }

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(directory, environment);
    }
}
