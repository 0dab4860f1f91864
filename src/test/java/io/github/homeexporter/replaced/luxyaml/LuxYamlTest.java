package io.github.homeexporter.replaced.luxyaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.mutate.Mutes;
import io.github.homeexporter.mutate.RulesFile;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuxYamlTest {
    private static final RulesFile RULES = RulesFile.load("rules/luxtronik.yaml", ZoneOffset.UTC);

    private static final String SWITCH = """
          - match: { value: 'Ein|Aus' }
            set:
              value: '{{$v := "-1"}} {{if (eq . "Ein")}} {{$v = "1"}} {{else}} {{$v = "0"}} {{end}} {{$d := dict "value" $v}} {{toJson $d}}'
              key: '{{if regexMatch "_state" . }} {{.}} {{else}} {{.}}_state {{end}}'
        """;
    private static final String CELSIUS = """
          - match: { value: '°' }
            set: { value: '{{$p := split "°" .}} {{$d := dict "value" $p._0 "unit" "C"}} {{toJson $d}}' }
        """;
    private static final String UNIT = """
          - match: { value: '\\sK|\\sbar|\\sl\\/h|\\skWh' }
            set: { value: '{{$p := split " " .}}{{$d := dict "value" $p._0 "unit" $p._1}}{{toJson $d}}' }
        """;
    private static final String PLAIN = """
          - match: { value: '.?' }
            set: { value: '{{ $d := dict "value" . }}{{ toJson $d }}' }
        """;

    private static LuxYaml read(String text) {
        return LuxYaml.read("lux.yaml", text, RULES);
    }

    @Test
    void reads_an_existing_file_as_it_is() {
        LuxYaml lux = read("address: 192.0.2.7\nverbose: true\nmutes:\n"
                + "  - { domain: ablaufzeiten, field: 'wp-seit|ssp-zeit' }\nfilters:\n" + SWITCH + CELSIUS + UNIT
                + PLAIN);
        assertThat(lux.faults()).isEmpty();
        assertThat(lux.notes()).isEmpty();
        assertThat(lux.address()).isEqualTo("192.0.2.7");
        assertThat(lux.verbose()).isTrue();
        assertThat(lux.defaultFilters()).isTrue();
        assertThat(lux.mutes()).containsExactly(new Mutes.Pair("ablaufzeiten", "wp-seit|ssp-zeit"));
        assertThat(Mutes.option(lux.mutes())).isEqualTo("ablaufzeiten:wp-seit|ssp-zeit");
    }

    @Test
    void does_not_mind_the_case_of_keys_and_reads_json() {
        LuxYaml lux = read(
                "{\"Address\": \"pump\", \"VERBOSE\": \"false\", \"Mutes\": [{\"Domain\": \"a\", \"Field\": \"b\"}],"
                        + " \"Filters\": []}");
        assertThat(lux.faults()).isEmpty();
        assertThat(lux.address()).isEqualTo("pump");
        assertThat(lux.verbose()).isFalse();
        assertThat(lux.mutes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{- $x := \"\" -}}{{- if eq . \"Ein\" -}}{{- $x = \"1\" -}}{{- else -}}{{- $x = \"0\" -}}{{- end"
                        + " -}}{{- $y := dict \"value\" $x -}}{{- toJson $y -}}",
                "{{$v := \"-1\"}}{{if (eq . \"Aan\")}}{{$v = \"1\"}}{{else}}{{$v = \"0\"}}{{end}}{{$d := dict"
                        + " \"value\" $v}}{{toJson $d}}"
            })
    void recognises_the_switch_whatever_its_blanks_variables_and_words(String value) {
        String words = value.contains("Aan") ? "Aan|Uit" : "^(Ein|Aus)$";
        LuxYaml lux = read("filters:\n  - match: { value: '" + words + "' }\n    set: { value: '" + value + "' }\n");
        assertThat(lux.faults()).isEmpty();
        assertThat(lux.defaultFilters()).isTrue();
        assertThat(lux.notes()).singleElement().asString().contains("not the four shipped ones");
    }

    @Test
    void takes_a_subset_or_another_order_and_says_so() {
        LuxYaml lux = read("filters:\n" + PLAIN + SWITCH);
        assertThat(lux.faults()).isEmpty();
        assertThat(lux.defaultFilters()).isTrue();
        assertThat(lux.notes()).hasSize(1);
    }

    @Test
    void takes_a_file_without_filters() {
        assertThat(read("address: pump\nfilters:\n").defaultFilters()).isTrue();
        assertThat(read("address: pump\n").faults()).isEmpty();
    }

    @Test
    void names_file_line_and_number_of_a_filter_it_cannot_translate() {
        LuxYaml lux = read("address: pump\nfilters:\n" + CELSIUS
                + "  - match: { value: 'h$' }\n    set: { value: '{{ . | trimSuffix \"h\" | mul 3600 }}' }\n");
        assertThat(lux.defaultFilters()).isFalse();
        assertThat(lux.faults().stream().map(FileFault::toString))
                .containsExactly("lux.yaml:5: filter 2: is none of the four filters luxtronik2-exporter ships;"
                        + " docs/convert-lux-yaml.md shows how to write it as a rule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ match: { value: 'Ein|Aus' }, set: { value: '{{$v := \"-1\"}}{{if (eq . \"Aus\")}}{{$v ="
                        + " \"1\"}}{{else}}{{$v = \"0\"}}{{end}}{{$d := dict \"value\" $v}}{{toJson $d}}' } }",
                "{ match: { value: 'Wł|Wył' }, set: { value: '{{$v := \"-1\"}}{{if (eq . \"Wł\")}}{{$v ="
                        + " \"1\"}}{{else}}{{$v = \"0\"}}{{end}}{{$d := dict \"value\" $v}}{{toJson $d}}' } }",
                "{ match: { value: '°' }, set: { value: '{{$p := split \"°\" .}}{{toJson (dict \"value\" $p._1"
                        + " \"unit\" $p._0)}}' } }",
                "{ match: { value: '°' }, set: { value: '{{$p := split \"°\" .}}{{toJson (dict \"value\" $p._0"
                        + " \"unit\" \"F\")}}' } }",
                "{ match: { value: '\\sfurlong' }, set: { value: '{{$p := split \" \" .}}{{toJson (dict \"value\""
                        + " $p._0 \"unit\" $p._1)}}' } }",
                "{ match: { value: '.?' }, set: { value: '{{toJson (dict \"value\" (env \"HOME\"))}}' } }",
                "{ match: { value: '.?' }, set: { value: '{{toJson (dict \"value\" .)}}', key: 'x' } }",
                "{ match: { value: 'abc' }, set: { value: '{{toJson (dict \"value\" .)}}' } }",
                "{ match: { value: 'abc' } }"
            })
    void takes_no_filter_for_a_default_that_does_something_else(String filter) {
        LuxYaml lux = read("filters:\n  - " + filter + "\n");
        assertThat(lux.defaultFilters()).isFalse();
        assertThat(lux.faults()).singleElement().asString().startsWith("lux.yaml:2: filter 1: ");
    }

    @Test
    void collects_all_faults() {
        LuxYaml lux = read("verbose: maybe\nmutes:\n  - { domain: '(', field: b }\nfilters: 3\n");
        assertThat(lux.faults().stream().map(FileFault::toString))
                .containsExactly(
                        "lux.yaml:1: verbose is \"maybe\"; allowed: true, false",
                        "lux.yaml:3: mute 1: bad regular expression \"(\": missing closing )",
                        "lux.yaml:4: filters must be a list");
        assertThat(read("a: [").faults()).isNotEmpty();
        assertThat(read("").faults()).isNotEmpty();
        assertThat(read("- x").faults()).isNotEmpty();
    }
}
