package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md against the sources: a family nobody reads about might as well not be there. */
class MetricsDocsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/homeexporter");
    private static final Pattern NAME = Pattern.compile("(?:gauge|counter|info)\\(\\s*\"(home_exporter_[a-z_]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(home_exporter_[a-z_]+)` \\|");

    @Test
    void every_family_of_the_store_and_the_page_is_in_the_docs() {
        Set<String> made = new TreeSet<>();
        for (String room : List.of("sample", "prometheus", "homeassistant")) {
            files(SOURCES.resolve(room)).forEach(file -> made.addAll(all(NAME, read(file))));
        }
        assertThat(made).hasSizeGreaterThanOrEqualTo(9);
        assertThat(all(ROW, read(Path.of("docs/metrics.md")))).containsAll(made);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher m = pattern.matcher(text);
        while (m.find()) {
            found.add(m.group(1));
        }
        return found;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
