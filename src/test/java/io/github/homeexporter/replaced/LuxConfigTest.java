package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An existing file of luxtronik2-exporter among the layers of settings. */
class LuxConfigTest {
    private static final String OLD = """
            address: 192.0.2.9
            verbose: true
            mutes:
              - domain: ablaufzeiten
                field: wp-seit|ssp-zeit
              - domain: eingaenge
                field: asd
            """;

    @TempDir
    Path directory;

    @Test
    void its_keys_that_mean_nothing_are_named() throws IOException {
        Files.writeString(directory.resolve("lux.yml"), "address: 192.0.2.9\nrefresh: 5\nmutes: []\n");
        Settings settings = SettingsLoader.load(directory, Map.of());
        assertThat(settings.findings()).singleElement().asString().contains("lux.yml:2: key \"refresh\" is not used");
        assertThat(settings.replacedFiles().values().iterator().next()).contains("lux.address");
    }

    @Test
    void is_found_under_its_old_name_and_not_changed() throws IOException {
        Path file = Files.writeString(directory.resolve("lux.yml"), OLD);
        Settings settings = SettingsLoader.load(directory, Map.of());
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("lux.address")).isEqualTo("192.0.2.9");
        assertThat(settings.get("lux.verbose")).isEqualTo("true");
        assertThat(settings.get("lux.mutes")).isEqualTo("ablaufzeiten:wp-seit|ssp-zeit,eingaenge:asd");
        assertThat(file).hasContent(OLD);
    }

    @Test
    void is_found_where_lux_config_says() throws IOException {
        Files.createDirectory(directory.resolve("old"));
        Files.writeString(directory.resolve("old/pump.yaml"), OLD);
        Files.writeString(directory.resolve("application.properties"), "lux.config=old/pump.yaml\n");
        assertThat(SettingsLoader.load(directory, Map.of()).get("lux.address")).isEqualTo("192.0.2.9");
        assertThat(SettingsLoader.load(directory, Map.of("LUX_CONFIG", "old/nothing.yaml"))
                        .findings())
                .anyMatch(finding -> finding.sentence().contains("nothing.yaml cannot be read"));
    }

    @Test
    void loses_to_application_properties_and_to_the_environment() throws IOException {
        Files.writeString(directory.resolve("lux.yaml"), OLD);
        Files.writeString(directory.resolve("application.properties"), "lux.verbose=false\n");
        Settings settings = SettingsLoader.load(directory, Map.of("LUX_ADDRESS", "192.0.2.10"));
        assertThat(settings.get("lux.verbose")).isEqualTo("false");
        assertThat(settings.get("lux.address")).isEqualTo("192.0.2.10");
    }
}
