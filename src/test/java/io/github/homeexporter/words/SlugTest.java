package io.github.homeexporter.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = ';',
            value = {
                "Laufzeit Ø VD1;laufzeit-o-vd1",
                "seit :  31.10.18;seit-31-10-18",
                "Rückl.-Soll;rueckl-soll",
                "ZWE 2 - SST;zwe-2-sst",
                "HZ/IO;hz-io",
                "50 % @ 3 m²;50-an-3-m2",
                "°C;degc",
                "Temp & Co;temp-und-co",
                "Chybová paměť;chybova-pamet",
                "Lämpötilat;laempoetilat",
                "---;``",
                "łódź Średnia;lodz-srednia",
                "a+b;a-b",
                "#1;1",
                "Wärmemenge ;waermemenge",
                " Überhitzung Soll;ueberhitzung-soll",
                "Außentemperatur;aussentemperatur",
                "Aussentemperatur;aussentemperatur",
                "28.05.18 14:17:30;28-05-18-14-17-30",
                "Zweit.-Wärmeerz;zweit-waermeerz",
                "Provozní hodiny;provozni-hodiny",
                "Status zařízení;status-zarizeni",
                "Häiriöloki;haeirioeloki",
                "under_score;under_score",
                "'quoted' \"word’s\";quoted-words",
                "a–b—c;a-b-c",
                "œuvre Æon þing;oeuvre-aeon-thing",
                "ΔT;dt",
                "3 × 20 €;3-x-20-eur",
                "温度;``",
                "``;``"
            })
    void writes_words_as_the_replaced_exporter_did(String text, String slug) {
        assertThat(Slug.of(text)).isEqualTo(slug);
    }

    @Test
    void gives_the_same_for_composed_and_decomposed_letters() {
        assertThat(Slug.of("Ru\u0308cklauf")).isEqualTo("ruecklauf");
    }

    @Test
    void keeps_nested_sections_apart() {
        assertThat(Slug.path("Energiemonitor/Wärmemenge")).isEqualTo("energiemonitor/waermemenge");
        assertThat(Slug.path("Energiemonitor / --- /Eingesetzte Energie"))
                .isEqualTo("energiemonitor/eingesetzte-energie");
    }
}
