package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertLuxTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void a_file_that_cannot_be_read_is_said_in_words() throws Exception {
        assertThat(convert(folder.resolve("none.yml"))).endsWith("none.yml: there is no such file");
        Path latin = Files.write(folder.resolve("lux.yml"), "# W\u00e4rme".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(convert(latin)).endsWith("lux.yml: is not UTF-8 text; save it as UTF-8");
    }

    private String convert(Path file) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(RuleCommands.convert(file, out, out)).isEqualTo(1);
        return said.toString(StandardCharsets.UTF_8).strip();
    }
}
