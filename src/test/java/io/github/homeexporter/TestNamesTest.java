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
    private static final String TEST =
            "@(?:Test|TestFactory|TestTemplate|ParameterizedTest|RepeatedTest|Property|ArchTest)\\b";
    /** What stands between may hold any sign, as what an annotation says does; a method begins its line. */
    private static final Pattern NAME = Pattern.compile(
            TEST + "(?s:.*?)\n +(?:static )?(?:final )?(?:void|boolean|ArchRule|\\w+<.*>) (\\w+)(?=\\(| =)");

    private static final Pattern BEGIN = Pattern.compile("\n +" + TEST);
    private static final Pattern SENTENCE = Pattern.compile("(?![a-z]\\d+_)[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

    @Test
    void every_name_is_a_sentence_in_words_with_underscores() throws IOException {
        List<String> others = new ArrayList<>();
        int all = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                List<MatchResult> names = NAME.matcher(text).results().toList();
                assertThat(names).as("tests of " + file).hasSize((int)
                        BEGIN.matcher(text).results().count());
                all += names.size();
                for (MatchResult name : names) {
                    if (!SENTENCE.matcher(name.group(1)).matches()) {
                        others.add(file.getFileName() + " " + name.group(1));
                    }
                }
            }
        }
        assertThat(others).isEmpty();
        assertThat(all).isGreaterThan(1_000);
    }
}
