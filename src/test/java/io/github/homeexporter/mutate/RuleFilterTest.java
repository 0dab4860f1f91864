package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.mutate.Expressions.Text;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFilterTest {
    private static final Set<String> VARIABLES = Set.of("value", "n");
    private final Expressions expressions = new Expressions(Rules.BERLIN);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "{{ value | number }};13,08;13.08",
                "{{ value | float }};-5;-5.0",
                "{{ value | float(7) }};off;7",
                "{{ value | number }};1.234,5;1234.5",
                "{{ value | int }};12.9;12",
                "{{ value | int(3) }};off;3",
                "{{ value | round }};2.5;3.0",
                "{{ value | round(1) }};2.25;2.3",
                "{{ value | abs }};-4.5;4.5",
                "{{ value | regex_find(\"\\((\\d+)\\)$\") }};Fühler Aussentemp. (711);711",
                "{{ value | regex_find(\"[a-z]+\") }};12 ab;ab",
                "{{ value | regex_find(\"x\") }};12 ab;``",
                "{{ value | regex_match(\"12\") ? 1 : 0 }};12 ab;1",
                "{{ value | regex_match(\"ab\") ? 1 : 0 }};12 ab;0",
                "{{ value | regex_search(\"ab\") ? 1 : 0 }};12 ab;1",
                "{{ value | regex_replace(\"\\s*\\(\\d+\\)$\", \"\") }};Text (7);Text",
                "{{ value | regex_replace(\"(\\w+) (\\w+)\", \"$2 $1\") }};a b;b a",
                "{{ value | replace(\".\", \"-\") }};a.b;a-b",
                "{{ value | timestamp }};28.05.18 14:17:30;1527509850",
                "{{ value | timestamp }};02.02.-30 21:05:12;``",
                "{{ value | ensure_suffix(\"_state\") }};evu;evu_state",
                "{{ value | ensure_suffix(\"_state\") }};evu_state;evu_state",
                "{{ value | ensure_prefix(\"x_\") }};y;x_y",
                "{{ value | unit }};RPM;rpm",
                "{{ value | unit }};°C;C",
                "{{ value | unit }};kWh;kWh",
                "{{ value | slug }};Vorlauf max.;vorlauf-max",
                "{{ value | slugify }};Vorlauf max.;vorlauf-max",
                "{{ value | lower }};AbC;abc",
                "{{ value | upper }};AbC;ABC",
                "{{ value | trim }};` a `;a",
                "{{ value | default(\"x\") }};``;x",
                "{{ value | default(\"x\") }};y;y",
                "{{ value | strip_tags }};<b>HZ</b><br/> V1;HZ V1",
                "{{ duration(value) }};116;417600.0",
                "{{ duration(3730, 2, value) }};23;1.3428143E7",
                "{{ duration(\"-1\", \"30\", value) }};0;-5400.0",
                "{{ float(value) * 2 }};1,5;3.0",
                "{{ (value | number) / 2 + 1 }};5;3.5",
                "{% if value is empty %}none{% elseif value == \"a\" %}first{% else %}other{% endif %};a;first",
                "{{ value is null ? 1 : 0 }};a;0",
                "{{ value ~ \"-\" ~ n }};a;a-1"
            })
    void computes(String expression, String value, String expected) {
        String text = expressions.compile(expression, VARIABLES).render(Map.of("value", value, "n", "1"));
        if (expected.matches("-?\\d+\\.\\d+(E\\d+)?")) {
            assertThat(Double.parseDouble(text)).isEqualTo(Double.parseDouble(expected));
        } else {
            assertThat(text).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "{{ valeu }};unknown variable \"valeu\"; did you mean",
                "{{ value | nubmer }};unknown filter \"nubmer\"",
                "{{ durration(1) }};unknown function \"durration\"",
                "{{ value is iterable }};unknown test \"iterable\"",
                "{{ value is odd }};unknown test",
                "{{ value | date }};unknown filter",
                "{{ value | escape }};unknown filter",
                "{{ range(1, 9) }};unknown function",
                "{{ i18n(\"a\", \"b\") }};unknown function",
                "{{ value.class }};not allowed",
                "{{ value.getClass() }};not allowed",
                "{{ [1, 2] }};not allowed",
                "{{ {\"a\": 1} }};not allowed",
                "{{ 1..9 }};not allowed",
                "{% for i in value %}{% endfor %};bad expression",
                "{% include \"x\" %};bad expression",
                "{% import \"x\" %};bad expression",
                "{% extends \"x\" %};bad expression",
                "{% block x %}{% endblock %};bad expression",
                "{% macro x() %}{% endmacro %};bad expression",
                "{% set x = 1 %};bad expression",
                "{% cache \"x\" %}{% endcache %};bad expression",
                "{% parallel %}{% endparallel %};bad expression",
                "{{ value;bad expression",
                "{{ _context }};unknown variable",
                "{{ template }};unknown variable",
                "{{ value | regex_find }};allowed: regex_find(regex)",
                "{{ value | regex_find(\"(\") }};bad regular expression",
                "{{ value | regex_find(\"(?=a)\") }};no look-around",
                "{{ value | round(1, 2) }};allowed: round(digits)"
            })
    void an_expression_that_cannot_work_is_refused_when_it_is_loaded(String expression, String part) {
        assertThatThrownBy(() -> expressions.compile(expression, VARIABLES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @Test
    void caps_what_an_expression_writes() {
        String doubled = "{{ value ~ value }}{{ value ~ value }}";
        assertThatThrownBy(() -> expressions.compile(doubled, VARIABLES).render(Map.of("value", "x".repeat(2000))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fails_with_a_reason_when_a_value_does_not_fit() {
        Text text = expressions.compile("{{ value | number }}", VARIABLES);
        assertThatThrownBy(() -> text.render(Map.of("value", "warm")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"warm\" is not a number");
    }

    @Test
    void takes_strings_without_braces_as_they_are() {
        assertThat(expressions.compile("a { b } %", new HashSet<>()).literal()).isEqualTo("a { b } %");
    }
}
