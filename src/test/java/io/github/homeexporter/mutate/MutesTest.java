package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutesTest {
    @Test
    void matches_anywhere_in_the_slugs() {
        Mutes mutes = Mutes.parse("ablaufzeiten:wp-seit|ssp-zeit, glt : ^art$");
        assertThat(mutes.mutes("Ablaufzeiten", "SSP-Zeit")).isTrue();
        assertThat(mutes.mutes("Ablaufzeiten alt", "alte WP Seit")).isTrue();
        assertThat(mutes.mutes("GLT", "Art")).isTrue();
        assertThat(mutes.mutes("GLT", "Art 2")).isFalse();
        assertThat(mutes.mutes("Eingänge", "WP Seit")).isFalse();
    }

    @Test
    void mutes_nothing_when_it_is_empty() {
        assertThat(Mutes.parse(null).mutes("a", "b")).isFalse();
        assertThat(Mutes.parse(" ").mutes("a", "b")).isFalse();
    }

    @Test
    void carries_expressions_with_commas_and_colons_through_the_option() {
        Mutes.Pair pair = new Mutes.Pair("^(?:ab){1,2}$", "x,y|z\\d");
        Mutes mutes = Mutes.parse(Mutes.option(List.of(pair, new Mutes.Pair("q", "q"))));
        assertThat(mutes.mutes("abab", "z1")).isTrue();
        assertThat(mutes.mutes("ababab", "z1")).isFalse();
    }

    @Test
    void says_what_is_allowed() {
        assertThatThrownBy(() -> Mutes.parse("a:b:c")).hasMessageContaining("allowed: section:name");
        assertThatThrownBy(() -> Mutes.parse("a:(")).hasMessageContaining("bad regular expression");
    }
}
