package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING says of the names of tests. */
class TestNamesTest {
    private static final Pattern NAME = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|Property)\\b(?:(?!\\bvoid\\b)[^;])*\\bvoid (\\w+)\\(");
    private static final Pattern SENTENCE = Pattern.compile("(?![a-z]\\d+_)[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

    @Test
    void every_name_is_a_sentence_in_words_with_underscores() throws IOException {
        List<String> others = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                for (MatchResult name :
                        NAME.matcher(Files.readString(file)).results().toList()) {
                    seen++;
                    if (!SENTENCE.matcher(name.group(1)).matches()) {
                        others.add(file.getFileName() + " " + name.group(1));
                    }
                }
            }
        }
        assertThat(others).isEmpty();
        assertThat(seen).isGreaterThan(1_000);
    }
}
