package io.github.homeexporter.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FormatsPropertyTest {
    @Provide
    Arbitrary<String> documents() {
        return Garbage.texts(
                "json",
                "{\"a\":1}",
                "[",
                "]",
                "{",
                "}",
                ",",
                ":",
                "\"b\"",
                "1.5",
                "-",
                "null",
                "true",
                " ",
                "[[1],{}]",
                "\n",
                "\\",
                "1e400");
    }

    @Property
    void a_list_read_one_by_one_is_the_list_read_as_a_whole(@ForAll("documents") String text) throws IOException {
        Object whole;
        try {
            whole = Json.plain(text);
        } catch (IOException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
            return;
        }
        List<Object> each = new ArrayList<>();
        Json.each(text, each::add);
        assertThat(each).isEqualTo(whole instanceof List<?> list ? list : java.util.Arrays.asList(whole));
    }

    @Property
    void what_is_none_is_refused_in_a_line(@ForAll("documents") String text) {
        try {
            Json.each(text, one -> {});
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("not JSON").doesNotContain("\n");
        }
    }

    @Property
    void lines_of_values_are_read_whatever_stands_in_them(@ForAll("documents") String text) {
        try {
            Csv.lines(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    @Test
    void a_text_of_very_many_pieces_is_refused_and_a_long_list_is_read_one_by_one() throws IOException {
        int many = (int) Math.max(50_000, Runtime.getRuntime().maxMemory() / 1024);
        String text = "[" + "{},".repeat(many) + "{}]";
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Json.tree(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too many pieces");
        int[] count = {0};
        Json.each(text, one -> count[0]++);
        assertThat(count[0]).isEqualTo(many + 1);
    }
}
