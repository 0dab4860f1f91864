package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays when the files of settings cannot be read any more. */
class LostFilesTest {
    @TempDir
    Path directory;

    private Path file;
    private Path secrets;
    private Settings inForce;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(
                directory.resolve("application.properties"), "lux.address=192.0.2.7\nlux.interval=20s\n");
        secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("isg.password"), "x");
        inForce = load();
    }

    @Test
    void a_file_that_is_gone_or_a_folder_leaves_what_it_said() throws Exception {
        Files.delete(file);
        assertThat(kept("lux.address")).isTrue();
        assertThat(said()).contains("application.properties: is not there any more; what it said stays in force");
        Files.createDirectory(file);
        assertThat(kept("lux.address")).isTrue();
        assertThat(kept("lux.interval")).isTrue();
        assertThat(kept("isg.password")).isFalse();
        assertThat(said())
                .contains("application.properties: cannot be read: it is a folder; what it said stays in force");
    }

    @Test
    void a_folder_of_secrets_that_is_gone_leaves_them_and_a_secret_that_was_deleted_is_none_any_more()
            throws Exception {
        Files.delete(secrets.resolve("isg.password"));
        assertThat(kept("isg.password")).isFalse();
        assertThat(said()).isEmpty();
        Files.delete(secrets);
        assertThat(kept("isg.password")).isTrue();
        assertThat(said()).contains("secrets cannot be read: it is not there; what it said stays in force");
    }

    @Test
    void what_another_source_has_now_is_taken_from_there() throws Exception {
        Files.delete(secrets.resolve("isg.password"));
        Files.delete(secrets);
        Files.writeString(file, "lux.address=192.0.2.8\nisg.password=y\n");
        assertThat(kept("isg.password")).isFalse();
        assertThat(kept("lux.interval")).isFalse();
    }

    @Test
    void at_a_start_without_a_file_there_is_nothing_to_say() throws Exception {
        Files.delete(file);
        inForce = load();
        assertThat(said()).isEmpty();
    }

    private boolean kept(String key) {
        Settings next = load();
        return LostFiles.of(inForce, next.findings(), directory).had(key, next);
    }

    private String said() {
        Settings next = load();
        return LostFiles.of(inForce, next.findings(), directory).told(next.findings()).stream()
                .map(Object::toString)
                .filter(line -> !line.contains("in force") || line.contains("stays"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    private Settings load() {
        return SettingsLoader.load(directory, Map.of("SECRETS_DIRECTORY", secrets.toString()));
    }
}
