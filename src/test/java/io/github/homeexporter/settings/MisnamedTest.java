package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that lies there under nearly the right name is named, since nothing in it counts. */
class MisnamedTest {
    @TempDir
    Path directory;

    @Test
    void files_and_folders_that_are_nearly_called_right_are_named() throws Exception {
        for (String file : new String[] {"application.yml", "application.properties.txt", "Application.Properties"}) {
            Files.writeString(directory.resolve(file), "lux.address=192.0.2.7\n");
        }
        Files.createDirectories(directory.resolve("Rules"));
        Files.createDirectories(directory.resolve("route"));
        assertThat(SettingsLoader.load(directory, Map.of()).findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "Application.Properties: is not read for its name; settings stand in application.properties",
                        "Rules/: is not read for its name; the folder is rules",
                        "application.properties.txt: is not read for its name; settings stand in application.properties",
                        "application.yml: is not read for its name; settings stand in application.properties",
                        "route/: is not read for its name; the folder is routes");
    }

    @Test
    void what_is_called_right_and_what_is_nobodys_business_are_not() throws Exception {
        for (String file : new String[] {"application.properties", "application.properties.bak", "notes.txt"}) {
            Files.writeString(directory.resolve(file), "host.enabled=false\n");
        }
        Files.createDirectories(directory.resolve("routes"));
        assertThat(SettingsLoader.load(directory, Map.of()).findings()).isEmpty();
    }
}
