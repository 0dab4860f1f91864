package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole pages, written by us: {@code section | name | text | unit}, and what the shipped rules make of them. */
class LanguagesTest {
    private static final Path PAGES = Path.of("src/test/resources/mutate/pages");

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void makes_these_series_of_a_page(String language) throws IOException {
        Rules rules = Rules.shipped();
        assertGolden(language + ".legacy.prom", rules.legacy(page(language)));
        assertGolden(language + ".standard.prom", rules.standard(page(language)));
        assertThat(rules.untaken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "nl", "cs", "fi"})
    void makes_as_many_series_in_every_language_as_in_german(String language) throws IOException {
        Rules rules = Rules.shipped();
        assertThat(rules.legacy(page(language))).hasSameSizeAs(Rules.shipped().legacy(page("de")));
        assertThat(rules.standard(page(language))).hasSameSizeAs(Rules.shipped().standard(page("de")));
        assertThat(rules.untaken).isEmpty();
    }

    @Test
    void reports_words_of_an_unknown_language_and_guesses_none() {
        Rules rules = Rules.shipped();
        assertThat(rules.legacy(
                        Rules.reading("Wejścia", "EVU", "Włączony"), Rules.reading("Wejścia", "HD", "13,1 bar")))
                .containsExactly(Map.entry("luxtronik_wejscia{attr=\"hd_bar\"}", "13.1"));
        assertThat(rules.untaken).containsExactly("Wejścia:EVU: no rule takes it");
    }

    @Test
    void never_takes_a_word_inside_a_text_for_a_switch() {
        Rules rules = Rules.shipped();
        assertThat(rules.legacy(Rules.reading("Historia", "28.05.18 14:17:30", "Fühler Aussentemp. (711)")))
                .containsExactly(Map.entry("luxtronik_historia{attr=\"last\",code=\"711\"}", "1527509850"));
    }

    @Test
    void reads_both_firmwares_documents_alike() {
        Rules xml = Rules.shipped();
        Rules json = Rules.shipped();
        assertThat(json.legacy(
                        new Reading("d", "Temperaturen", "Vorlauf", "28,0", "°C", "280"),
                        new Reading("d", "Eingänge", "Durchfluss", "2100", "l/h", "")))
                .isEqualTo(xml.legacy(
                        new Reading("d", "Temperaturen", "Vorlauf", "28.0°C"),
                        new Reading("d", "Eingänge", "Durchfluss", "2100 l/h")));
    }

    @Test
    void exports_the_code_behind_a_text_it_does_not_know() {
        Rules rules = Rules.shipped();
        assertThat(rules.legacy(new Reading("d", "Einstellungen", "Betriebsart", "Automatik", "", "0")))
                .containsExactly(Map.entry("luxtronik_einstellungen{attr=\"betriebsart_code\"}", "0"));
    }

    @Test
    void keeps_a_series_per_error_code_however_many_lines_there_are() {
        Rules rules = Rules.shipped();
        Reading[] lines = new Reading[1000];
        for (int i = 0; i < lines.length; i++) {
            String time = String.format("%02d.%02d.18 10:00:%02d", 1 + i % 28, 1 + i % 12, i % 60);
            lines[i] = Rules.reading("Fehlerspeicher", time, "Fehler " + i + " (" + (700 + i % 3) + ")");
        }
        assertThat(rules.legacy(lines)).hasSize(6);
    }

    private static Reading[] page(String language) throws IOException {
        return Files.readAllLines(PAGES.resolve(language + ".txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(p -> new Reading(
                        "luxtronik", p[0].strip(), p[1].strip(), p[2].strip(), p.length > 3 ? p[3].strip() : "", ""))
                .toArray(Reading[]::new);
    }

    private static void assertGolden(String file, Map<String, String> lines) throws IOException {
        List<String> actual = lines.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
        Path golden = PAGES.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.write(golden, actual);
        }
        assertThat(actual).containsExactlyElementsOf(Files.readAllLines(golden));
    }
}
