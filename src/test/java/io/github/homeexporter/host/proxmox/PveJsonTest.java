package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PveJsonTest {
    @Test
    void numbers_are_numbers_also_when_they_stand_as_text() throws Exception {
        PveEntry entry = PveEntry.ofApi("{\"data\":[{\"a\":1.5,\"b\":\"2\",\"c\":\"x\",\"d\":null,\"e\":1e999}]}")
                .get(0);
        assertThat(entry.number("a")).isEqualTo(1.5);
        assertThat(entry.number("b")).isEqualTo(2);
        assertThat(entry.number("c")).isNaN();
        assertThat(entry.number("d")).isNaN();
        assertThat(entry.number("e")).isNaN();
        assertThat(entry.number("none")).isNaN();
        assertThat(entry.text("none")).isEmpty();
    }

    @Test
    void what_is_nested_is_found_by_its_path() throws Exception {
        PveEntry entry = PveEntry.ofApi("{\"data\":{\"swap\":{\"used\":7},\"loadavg\":[\"0.5\",{\"x\":[1]}]}}")
                .get(0);
        assertThat(entry.number("swap.used")).isEqualTo(7);
        assertThat(entry.number("loadavg.0")).isEqualTo(0.5);
        assertThat(entry.number("loadavg.1.x.0")).isEqualTo(1);
    }

    @Test
    void pvesh_says_the_same_without_the_wrapping() throws Exception {
        assertThat(PveEntry.ofPvesh("[{\"id\":\"lxc/101\"},7,[{}],null]")).hasSize(1);
        assertThat(PveEntry.ofPvesh("{\"version\":\"8.2.4\"}").get(0).text("version"))
                .isEqualTo("8.2.4");
    }

    @Test
    void nothing_is_an_empty_list() throws Exception {
        assertThat(PveEntry.ofApi("{\"data\":null}")).isEmpty();
        assertThat(PveEntry.ofApi("{\"errors\":{\"data\":[{}]},\"data\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "7",
                "{}",
                "{\"data\":\"secret\"}",
                "{\"data\":[{\"a\":1}",
                "{\"data\":[{]}",
                "{\"data\":[]}}"
            })
    void anything_else_is_a_fault_without_a_word_of_it(String text) {
        assertThatThrownBy(() -> PveEntry.ofApi(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("JSON")
                .hasMessageNotContaining("secret");
    }

    @Test
    void too_deep_is_a_fault() {
        assertThatThrownBy(() -> PveEntry.ofApi("{\"data\":" + "[".repeat(1000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nested too deep");
    }
}
