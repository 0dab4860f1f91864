package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of {@code bad-config} is named after its defect; the files say themselves what {@code --check} must print. */
class BadConfigTest {
    static Stream<Path> defects() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/bad-config"))) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("defects")
    void a_defect_is_named_with_its_place_and_what_is_allowed(Path defect) throws Exception {
        List<String> expected = new ArrayList<>();
        try (Stream<Path> files = Files.walk(defect)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line -> line.matches("(# )?expect: .*"))
                        .map(line -> line.replaceFirst("^(# )?expect: ", ""))
                        .forEach(expected::add);
            }
        }
        assertThat(expected).as("what the defect is expected to say").isNotEmpty();

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Settings settings = SettingsLoader.load(defect, Map.of());
        int exit = Check.run(settings, defect, Map.of(), false, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(expected)
                .doesNotContainPattern("\\w(Exception|Error)\\b|\\bnull\\b|hunter");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void what_ships_has_no_fault(@TempDir Path empty) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exit = Check.run(
                SettingsLoader.load(empty, Map.of()),
                empty,
                Map.of(),
                false,
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(exit).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
