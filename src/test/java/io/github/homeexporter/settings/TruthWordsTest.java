package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthWordsTest {
    private final Settings settings = new Settings();

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "on", "1", "TRUE", "Yes", " on "})
    void words_for_true(String word) {
        assertThat(settled("host.enabled", "false", "host.enabled", word)).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "no", "off", "0", "False", "OFF"})
    void words_for_false(String word) {
        assertThat(settled("host.enabled", "true", "host.enabled", word)).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "2", "ja", "tru", ""})
    void any_other_word_is_a_finding_and_the_default_holds(String word) {
        assertThat(settled("host.enabled", "true", "host.enabled", word)).isEqualTo("true");
        assertThat(settings.findings())
                .singleElement()
                .hasToString("x.properties:3: host.enabled=\"" + word
                        + "\"; allowed: true, yes, on, 1, false, no, off, 0; using true");
    }

    @Test
    void a_copied_route_has_the_words_of_what_it_copies() {
        assertThat(settled("lux.verbose", "false", "lux-cellar.verbose", "yes")).isEqualTo("true");
    }

    @Test
    void what_ships_as_neither_is_left_alone() {
        assertThat(settled("lux.password", "0", "lux.password", "yes")).isEqualTo("yes");
        assertThat(settings.findings()).isEmpty();
    }

    @Test
    void auto_true_or_false_takes_the_words_too() {
        assertThat(settled("otel.enabled", "auto", "otel.enabled", "on")).isEqualTo("true");
        assertThat(settled("isg.model", "auto", "isg.model", "1")).isEqualTo("1");
    }

    private String settled(String shipped, String standard, String key, String word) {
        settings.putDefault(shipped, standard);
        settings.put(new Setting(key, word, "x.properties:3", Setting.Source.PROPERTIES));
        TruthWords.settle(settings);
        return settings.get(key);
    }
}
