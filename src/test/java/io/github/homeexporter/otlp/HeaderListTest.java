package io.github.homeexporter.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderListTest {
    @Test
    void values_are_percent_decoded_and_names_in_lower_case() {
        assertThat(HeaderList.parse("Authorization=Basic%20dXNlcjpwYXNz%3D, X-Scope = a+b ,")
                        .values())
                .containsExactly(Map.entry("authorization", "Basic dXNlcjpwYXNz="), Map.entry("x-scope", "a+b"));
        assertThat(HeaderList.parse("authorization=Bearer abc==").values())
                .containsEntry("authorization", "Bearer abc==");
        assertThat(HeaderList.parse("").values()).isEmpty();
    }

    @Test
    void the_last_of_two_with_one_name_counts() {
        assertThat(HeaderList.parse("a=1,A=2").values()).containsExactly(Map.entry("a", "2"));
        assertThat(HeaderList.parse("a=1,b=1").and(HeaderList.parse("B=2")).values())
                .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void a_file_has_one_header_a_line_in_either_form() {
        assertThat(HeaderList.parseFile("# token\nAuthorization: Basic a%20b==\n\nx-scope=a%20b\r\n")
                        .values())
                .containsExactly(Map.entry("authorization", "Basic a%20b=="), Map.entry("x-scope", "a b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "=s3cret",
                "na me=s3cret",
                "x=s3cret%0d%0aevil: 1",
                "x=s3cret%00",
                "x=s3cret%zz",
                "x=s3cret%4",
                "content-type=s3cret",
                "te=s3cret",
                "x=s3cret\u00e4"
            })
    void what_no_header_may_be_is_refused_without_showing_it(String text) {
        assertThatThrownBy(() -> HeaderList.parse("first=1," + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("entry 2 ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_value_is_never_shown() {
        HeaderList headers = HeaderList.parse("authorization=Bearer%20s3cret-token");
        assertThat(headers).hasToString("[authorization]");
        assertThat(headers.masked("refused: Bearer s3cret-token")).isEqualTo("refused: ***");
        assertThat(headers.masked("token s3cret-token is unknown")).isEqualTo("token *** is unknown");
    }

    @Property(tries = 500)
    void what_was_encoded_is_decoded(
            @ForAll @NotEmpty @CharRange(from = '!', to = '~') @StringLength(max = 80) String value) {
        String encoded = URLEncoder.encode(value, UTF_8);
        assertThat(HeaderList.parse("x=" + encoded).values()).containsExactly(Map.entry("x", value));
    }

    @Property(tries = 1_000)
    void any_text_is_headers_or_refused_and_none_has_a_line_break(@ForAll String text) {
        try {
            HeaderList.parse(text).values().forEach((name, value) -> assertThat(name + value)
                    .doesNotContain("\r", "\n"));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("entry ");
        }
    }
}
