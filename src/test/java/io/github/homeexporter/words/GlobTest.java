package io.github.homeexporter.words;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "Debug *, Debug x, true",
        "Debug *, xDebug x, false",
        "debug *, Debug x, false",
        "?at, cat, true",
        "?at, at, false",
        "[bc]at, cat, true",
        "[!bc]at, cat, false",
        "[!bc]at, rat, true",
        "[a-c]at, bat, true",
        "[]]x, ]x, true",
        "[!]]x, ax, true",
        "[x, [x, true",
        "a.c, abc, false",
        "a.c, a.c, true",
        "a\\d, a\\d, true",
        "[\\]x, \\x, true",
        "(*), (x), true",
        "*, '', true"
    })
    void patterns_are_those_of_a_shell(String glob, String name, boolean matches) {
        assertThat(Glob.of(glob).matches(name)).isEqualTo(matches);
    }

    @Property
    void any_pattern_is_one_or_says_what_is_allowed(@ForAll String glob, @ForAll String name) {
        try {
            Glob.of(glob).matches(name);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("allowed:");
        }
    }
}
