package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTextTest {
    private static final String LOST = "28,4 \uFFFD\uFFFDC";

    @TempDir
    Path directory;

    @Test
    void arguments_that_the_locale_spoilt_are_taken_from_the_kernel() throws IOException {
        Path file = kernel("java", "-jar", "x.jar", "--text", "28,4 °C");
        assertThat(ProcessText.arguments(new String[] {"--text", LOST}, file)).containsExactly("--text", "28,4 °C");
    }

    @Test
    void plain_arguments_are_taken_as_they_are() {
        String[] given = {"--check"};
        assertThat(ProcessText.arguments(given, directory.resolve("none"))).isSameAs(given);
    }

    @Test
    void without_a_kernel_to_ask_what_java_read_holds() {
        String[] given = {"--text", LOST};
        assertThat(ProcessText.arguments(given, directory.resolve("none"))).isSameAs(given);
    }

    @Test
    void variables_that_the_locale_spoilt_are_taken_from_the_kernel() throws IOException {
        Path file = kernel("TAPO_PASSWORD=Küche={{x}}", "HOME=/", "NOT_OURS=1");
        assertThat(ProcessText.environment(
                        Map.of("TAPO_PASSWORD", "K??che={{x}}", "HOME", "/"), file, StandardCharsets.US_ASCII))
                .containsExactlyInAnyOrderEntriesOf(Map.of("TAPO_PASSWORD", "Küche={{x}}", "HOME", "/"));
    }

    private Path kernel(String... words) throws IOException {
        Path file = directory.resolve("words");
        return Files.writeString(file, String.join("\0", words) + "\0");
    }
}
