package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.PropertiesFile.Entry;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesFileTest {
    @TempDir
    Path directory;

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_key() throws IOException {
        PropertiesFile read = read("\uFEFFhttp.port=9600\n", StandardCharsets.UTF_8);
        assertThat(read.entries()).extracting(Entry::key).containsExactly("http.port");
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void a_line_of_latin_1_is_named_and_read_as_what_it_is() throws IOException {
        PropertiesFile read = read("http.port=9600\nhost.name=Küche\n", StandardCharsets.ISO_8859_1);
        assertThat(read.entries()).extracting(Entry::value).containsExactly("9600", "Küche");
        assertThat(read.findings())
                .singleElement()
                .hasToString("x.properties:2: the line is not UTF-8; it is read as Latin-1, save the file as UTF-8");
    }

    @Test
    void a_file_of_utf_16_is_read_and_named() throws IOException {
        PropertiesFile read = read("http.port=9600\n", StandardCharsets.UTF_16);
        assertThat(read.entries()).extracting(Entry::value).containsExactly("9600");
        assertThat(read.findings()).singleElement().asString().contains("UTF-16");
    }

    @Test
    void a_line_without_an_equals_sign_is_named_and_sets_nothing() {
        PropertiesFile read = PropertiesFile.parse("x.properties", "http.port=9600\njust words\n");
        assertThat(read.entries()).extracting(Entry::key).containsExactly("http.port");
        assertThat(read.findings())
                .singleElement()
                .hasToString("x.properties:2: \"just words\" has no =; allowed: key=value");
    }

    @ParameterizedTest
    @CsvSource({
        "p\\bq, p\\bq",
        "p\\\\bq, p\\bq",
        "C:\\dir\\x, C:\\dir\\x",
        "a\\:b, a:b",
        "a\\u00fcb, aüb",
        "a\\uXYb, a\\uXYb",
        "{{x}}, {{x}}"
    })
    void a_backslash_that_begins_no_escape_is_kept(String written, String read) {
        assertThat(PropertiesFile.parse("x", "lux.page=" + written + "\n").entries())
                .singleElement()
                .extracting(Entry::value)
                .isEqualTo(read);
    }

    @Test
    void an_escape_in_a_password_is_named_since_the_password_is_another_then() {
        PropertiesFile read = PropertiesFile.parse("x", "tapo.password=a\\tb\nlux.password=a\\\\tb\n");
        assertThat(read.findings())
                .singleElement()
                .hasToString("x:1: tapo.password: \\t is read as a control character; a backslash is written \\\\,"
                        + " as in \\\\t");
    }

    @Test
    void a_broken_unicode_escape_is_named() {
        assertThat(PropertiesFile.parse("x", "lux.page=a\\uXY\n").findings())
                .singleElement()
                .asString()
                .startsWith("x:1: \\u is not followed by four");
    }

    private PropertiesFile read(String text, Charset charset) throws IOException {
        Path file = directory.resolve("x.properties");
        Files.write(file, text.getBytes(charset));
        return PropertiesFile.read(file);
    }
}
