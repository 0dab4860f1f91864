package io.github.homeexporter.replaced.luxyaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.homeexporter.mutate.Regex;
import io.github.homeexporter.mutate.RuleTrial;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of the kinds that people write, as rules; what Go makes of each text stands beside it. */
class LuxConversionTest {
    @TempDir
    Path folder;

    private static final RulesFile RULES = RulesFile.load("rules/luxtronik.yaml", ZoneOffset.UTC);

    private static LuxConversion convert(String match, String value, String key) {
        String filter = "filters:\n  - match:\n      value: " + quoted(match) + "\n    set:\n      value: "
                + quoted(value) + "\n" + (key.isEmpty() ? "" : "      key: " + quoted(key) + "\n");
        return LuxConversion.of("lux.yml", filter, RULES);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What the rules make of a text once the converted lines stand where the header says. */
    private Map<String, Double> apply(LuxConversion made, String section, String name, String text) throws Exception {
        assertThat(made.problems()).isEmpty();
        String shipped = Files.readString(Path.of("rules/luxtronik.yaml"));
        String own = shipped.replace("\nrules:\n", "\nrules:\n" + String.join("\n", made.lines()) + "\n");
        Path file = Files.writeString(folder.resolve("luxtronik.yaml"), own);
        RuleTrial trial = RuleTrial.run(file.toString(), section, name, text, "", Naming.LEGACY, ZoneOffset.UTC);
        assertThat(trial.taken()).as("%s", trial.lines()).isTrue();
        Map<String, Double> series = new TreeMap<>();
        for (String line : trial.lines()) {
            int end = line.lastIndexOf("} ") + 1;
            if (line.startsWith("luxtronik_") && !line.contains("last_update")) {
                series.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
            }
        }
        return series;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                // match | value | key | text | attr | number
                "^\\d+h$ ¦ {{$d := dict \"value\" (trimSuffix \"h\" .) \"unit\" \"h\"}}{{toJson $d}} ¦ ¦ 116h ¦ x_h ¦ 116",
                "^\\d+ kWh$ ¦ {{$p := split \" \" .}}{{toJson (dict \"value\" $p._0 \"unit\" $p._1)}} ¦ {{.}}_total ¦ 12 kWh ¦ x_total_kWh ¦ 12",
                "RPM$ ¦ {{ $p := splitList \" \" . }}{{ toJson (dict \"value\" (index $p 0) \"unit\" \"rpm\") }} ¦ ¦ 640 RPM ¦ x_rpm ¦ 640",
                "^An|Aus$ ¦ {{if eq . \"An\"}}{{toJson (dict \"value\" \"1\")}}{{else}}{{toJson (dict \"value\" \"0\")}}{{end}} ¦ {{.}}_state ¦ An ¦ x_state ¦ 1",
                "^An|Aus$ ¦ {{$v := \"0\"}}{{if eq . \"An\" \"Ein\"}}{{$v = \"1\"}}{{end}}{{toJson (dict \"value\" $v)}} ¦ ¦ Aus ¦ x ¦ 0",
                "^(low|mid|high)$ ¦ {{$v := \"\"}}{{if eq . \"low\"}}{{$v = \"1\"}}{{else if eq . \"mid\"}}{{$v = \"2\"}}{{else}}{{$v = \"3\"}}{{end}}{{toJson (dict \"value\" $v)}} ¦ ¦ mid ¦ x ¦ 2",
                "^\\d+,\\d+$ ¦ {{ toJson (dict \"value\" (replace \",\" \".\" .)) }} ¦ ¦ 3,5 ¦ x ¦ 3.5",
                "^\\d+:\\d+:\\d+$ ¦ {{$p := split \":\" .}}{{$s := add (mul 3600 (atoi $p._0)) (mul 60 (atoi $p._1)) (atoi $p._2)}}{{dict \"value\" (toString $s) \"unit\" \"s\" | toJson}} ¦ ¦ 01:02:03 ¦ x_s ¦ 3723",
                "^\\d+\\.\\d l$ ¦ {{ $n := regexFind \"\\\\d+\\\\.\\\\d\" . }}{{ dict \"value\" $n \"unit\" \"l\" | toJson }} ¦ ¦ 7.5 l ¦ x_l ¦ 7.5",
                "^v\\d ¦ {{ dict \"value\" (regexReplaceAll \"^v\" . \"\") | toJson }} ¦ {{ . | replace \"x\" \"version\" }} ¦ v42 ¦ version ¦ 42",
                "^(Heizen|WW)$ ¦ {\"value\": \"{{ if eq . \"Heizen\" }}1{{ else }}2{{ end }}\"} ¦ ¦ WW ¦ x ¦ 2",
                "^\\d+ Pa$ ¦ { \"value\": {{ trimSuffix \" Pa\" . }}, \"unit\": \"Pa\" } ¦ ¦ 42 Pa ¦ x_Pa ¦ 42",
                "^0x? ¦ {{ dict \"value\" (ternary \"1\" \"0\" (contains \"x\" .)) | toJson }} ¦ ¦ 0x ¦ x ¦ 1",
                "^\\d+ W$ ¦ {{ $w := trimSuffix \" W\" . }}{{ dict \"value\" (printf \"%.1f\" (divf (float64 $w) 1000)) \"unit\" \"kW\" | toJson }} ¦ ¦ 2345 W ¦ x_kW ¦ 2.3"
            })
    void does_what_the_filter_did(String match, String value, String key, String text, String attr, String number)
            throws Exception {
        LuxConversion made = convert(match, value, key == null ? "" : key);
        assertThat(apply(made, "S", "x", text))
                .containsExactly(Map.entry("luxtronik_s{attr=\"" + attr + "\"}", Double.valueOf(number)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{{ toJson (dict \"value\" (env \"HOME\")) }} ¦ the function env has no counterpart",
                "{{range split \" \" .}}{{.}}{{end}} ¦ {{range}} has no counterpart",
                "{{ . }} ¦ its value is no JSON",
                "{{ if eq . \"x\" }}{{ toJson (dict \"value\" \"1\") }} ¦ {{if}} without {{end}}",
                "{{ toJson (dict \"value\" $p._0) }} ¦ variable $p is not set before",
                "{{ toJson (dict \"value\" (sha256sum .)) }} ¦ the function sha256sum has no counterpart"
            })
    void names_what_it_cannot_convert_with_line_and_reason(String value, String why) {
        LuxConversion made = convert("^zz$", value, "");
        assertThat(made.problems())
                .singleElement()
                .asString()
                .startsWith("lux.yml:2: filter 1: ")
                .contains(why);
        assertThat(made.lines()).last().asString().startsWith("# filter 1 (match ^zz$) is not converted");
    }

    @Test
    void a_shipped_filter_needs_no_rule() {
        LuxConversion made = convert(".?", "{{ $d := dict \"value\" . }}{{ toJson $d }}", "");
        assertThat(made.problems()).isEmpty();
        assertThat(made.lines()).hasSize(2).last().asString().contains("is one of the four shipped ones");
    }

    /** The pattern of the docs for a number with a unit, against everything a controller says. */
    @Test
    void the_pattern_of_the_docs_takes_numbers_with_units_and_no_texts() throws Exception {
        String docs = Files.readString(Path.of("docs/convert-lux-yaml.md"));
        Matcher row = java.util.regex.Pattern.compile("\\| `'(\\^\\(\\?P<n>[^']+)'`, then `n` and `u` \\|")
                .matcher(docs);
        assertThat(row.find()).isTrue();
        Pattern pattern = Regex.compile(row.group(1));
        assertThat(List.of("12.5 bar", "2100 l/h", "-3,5 K", "1047.3 kWh"))
                .allMatch(text -> pattern.matcher(text).find());
        assertThat(List.of(
                        "keine Anf.",
                        "LW 8",
                        "11.01.24 12:46",
                        "no requ.",
                        "V3.82.4 (r3286)",
                        "LIN-Verbindung unterbrochen (761)"))
                .noneMatch(text -> pattern.matcher(text).find());
    }
}
