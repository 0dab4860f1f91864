package io.github.homeexporter.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u001B", "\u007F", "\u0085", "\u009B", "\u2028", "\u2029"})
    void whatever_ends_a_line_or_steers_a_terminal_becomes_a_blank(String sign) {
        assertThat(Texts.unbroken("a" + sign + "b")).isEqualTo("a b");
        assertThat(Texts.oneLine("a" + sign + "b")).isEqualTo("a b");
    }

    @Test
    void a_long_text_is_cut_and_shows_it() {
        assertThat(Texts.oneLine("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(Texts.oneLine("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
        assertThat(Texts.unbroken("x".repeat(201))).hasSize(201);
    }
}
