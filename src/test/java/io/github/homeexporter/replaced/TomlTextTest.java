package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.replaced.LuxConfig.TomlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTextTest {
    private static JsonNode json(String toml) throws Exception {
        return new ObjectMapper().readTree(TomlText.asJson(toml));
    }

    @Test
    void a_lux_toml_is_the_json_it_means() throws Exception {
        JsonNode json = json("""
                # of the cellar
                address = "192.0.2.7"   # the pump
                verbose = true
                [[mutes]]
                domain = 'ablaufzeiten'
                field = 'wp-.*'
                [[filters]]
                [filters.match]
                value = '\\d+h'
                [filters.set]
                value = '''
                {{ toJson (dict "value" .) }}
                '''
                [[filters]]
                match.value = ".?"
                set = { value = '{{ . }}', key = "x" }
                """);
        assertThat(json.path("address").asText()).isEqualTo("192.0.2.7");
        assertThat(json.path("verbose").asBoolean()).isTrue();
        assertThat(json.at("/mutes/0/field").asText()).isEqualTo("wp-.*");
        assertThat(json.at("/filters/0/match/value").asText()).isEqualTo("\\d+h");
        assertThat(json.at("/filters/0/set/value").asText()).isEqualTo("{{ toJson (dict \"value\" .) }}\n");
        assertThat(json.at("/filters/1/match/value").asText()).isEqualTo(".?");
        assertThat(json.at("/filters/1/set/key").asText()).isEqualTo("x");
    }

    @Test
    void everything_stays_on_its_line() {
        assertThat(TomlText.asJson("a = 1\n\n[[filters]]\n[filters.match]\nvalue = 'x'\n")
                        .split("\n")[4])
                .contains("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = [1, 2]", "a", "[other]", "a = 1979-05-27", "a = \"x"})
    void what_it_does_not_know_is_refused_with_its_line(String line) {
        assertThatThrownBy(() -> TomlText.asJson("b = 1\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }
}
