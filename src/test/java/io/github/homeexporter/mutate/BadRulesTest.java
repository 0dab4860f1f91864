package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.formats.Faults.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file is named after its defect; its first comment lines hold the faults, all of them, in order. */
class BadRulesTest {
    private static final Path BAD = Path.of("src/test/resources/mutate/bad");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void says_what_is_wrong_and_where(Path path) throws IOException {
        List<String> expected = Files.readAllLines(path).stream()
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .toList();
        String name = path.getFileName().toString();
        RulesFile file = RulesFile.onDisk(name, path, Rules.BERLIN);
        assertThat(expected).isNotEmpty();
        assertThat(file.faults().stream().map(FileFault::toString)).containsExactlyElementsOf(expected);
        assertThat(file.rules()).isNull();
    }

    @Test
    void says_where_it_looked_for_a_file_that_is_not_there() {
        assertThat(RulesFile.load("rules/none.yaml", Rules.BERLIN).faults().toString())
                .contains("rules/none.yaml: not found, neither in ")
                .contains("nor in the jar");
    }
}
