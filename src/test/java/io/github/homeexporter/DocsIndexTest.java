package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever opens docs/ finds each page by its index. */
class DocsIndexTest {
    private static final Path DOCS = Path.of("docs");
    private static final Path INDEX = DOCS.resolve("README.md");

    @Test
    void every_page_stands_once_in_the_index_with_a_word_about_it() throws IOException {
        List<String> rows = Files.readAllLines(INDEX).stream()
                .filter(line -> line.startsWith("| ["))
                .toList();
        assertThat(rows).allMatch(row -> row.matches("\\| \\[(.+\\.md)]\\(\\1\\) \\| .{10,} \\|"));
        assertThat(rows.stream().map(row -> row.replaceAll(".*]\\((.*?)\\).*", "$1")))
                .containsExactlyInAnyOrderElementsOf(pages());
    }

    /** Grafana, GitHub and editors draw it; a package that the drawing or its table names is there. */
    @Test
    void the_drawing_names_packages_that_are_there() throws IOException {
        String page = Files.readString(DOCS.resolve("architecture.md"));
        assertThat(page).contains("```mermaid\nflowchart", "```mermaid\nsequenceDiagram");
        Matcher folder = Pattern.compile("`((?:[a-z]+/)+)[A-Z`]").matcher(page);
        int named = 0;
        while (folder.find()) {
            String name = folder.group(1);
            assertThat(List.of("routes/", "rules/", "registers/").contains(name)
                            || Files.isDirectory(Path.of("src/main/java/io/github/homeexporter", name)))
                    .as(name)
                    .isTrue();
            named++;
        }
        assertThat(named).isGreaterThan(8);
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .toList();
        }
    }
}
