package io.github.homeexporter.mutate;

import static io.github.homeexporter.mutate.Rules.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.Series.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One name for one thing, whatever the language, the firmware and the interface call it. */
class ItemsTest {
    private final Rules rules = Rules.shipped();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Temperaturen | Rückl.-Soll", "temperatures | return target", "Temperaturen | Retour berekend",
                "Teploty | Zpátečka cíl", "Lämpötilat | Paluuvesi asetus", "temperatures | return_target"
            })
    void a_thing_has_one_standard_name_in_every_language(String section, String name) {
        assertThat(rules.standard(reading(section, name, "30.5°C")))
                .containsExactly(Map.entry(
                        "luxtronik_temperature_celsius{name=\"return_target\",section=\"temperatures\"}", "30.5"));
        assertThat(rules.unnamed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Energiemonitor/Eingesetzte Energie",
                "Energiemonitor/Leistungsaufnahme",
                "energy monitor/Power Consumption"
            })
    void a_section_that_new_firmware_calls_otherwise_keeps_its_name(String section) {
        String total = section.startsWith("energy") ? "total" : "Gesamt";
        assertThat(rules.standard(reading(section, total, "1.0 kWh")))
                .containsOnlyKeys("luxtronik_energy_joules_total{name=\"total\",section=\"power_used\"}");
    }

    @Test
    void a_settings_page_keeps_its_own_section_whatever_it_is_divided_into() {
        assertThat(rules.standard(reading("Einstellungen/Temperaturen", "Vorlauf max.", "60.0°C")))
                .containsOnlyKeys("luxtronik_temperature_celsius{name=\"vorlauf-max\",section=\"settings\"}");
    }

    @Test
    void what_is_in_no_row_keeps_its_own_word_and_is_told() {
        assertThat(rules.standard(reading("Temperaturen", "TFL9", "3°C")))
                .containsOnlyKeys("luxtronik_temperature_celsius{name=\"tfl9\",section=\"temperatures\"}");
        assertThat(rules.unnamed).containsExactly("Temperaturen:TFL9");
    }

    @Test
    void lines_of_the_error_memory_are_no_items() {
        rules.standard(reading("Fehlerspeicher", "05.01.24 06:12:40", "Text (719)"));
        assertThat(rules.unnamed).isEmpty();
    }

    @Test
    void a_series_knows_what_it_is_and_what_its_device_calls_it() {
        assertThat(item(Naming.LEGACY, reading("temperatures", "outdoor temp.", "7.4°C")))
                .isEqualTo(new Item("temperatures/outdoor", "outdoor temp."));
        assertThat(item(Naming.LEGACY, reading("Energiemonitor/Wärmemenge", "Heizung", "7 kWh")))
                .isEqualTo(new Item("heat_quantity/heating", "Wärmemenge Heizung"));
        assertThat(item(Naming.LEGACY, reading("Wärmemenge", "seit :  31.10.18", "7 kWh"))
                        .key())
                .isEqualTo("heat_quantity/since");
        assertThat(item(Naming.LEGACY, reading("Rara", "Vorlauf", "7 K"))).isEqualTo(new Item("", "Vorlauf"));
        Samples info = rules.apply(Rules.batch(Naming.STANDARD, reading("system status", "software version", "V3")));
        assertThat(info.series(0).item("software_version"))
                .isEqualTo(new Item("system_status/software_version", "software version"));
    }

    @Test
    void two_things_never_have_one_key() {
        Samples samples = rules.apply(Rules.batch(
                Naming.LEGACY,
                reading("Eingänge", "HD", "Aus"),
                reading("Eingänge", "HD", "13.08 bar"),
                reading("Temperaturen", "Vorlauf", "1°C"),
                reading("Temperaturen", "Vorlauf", "2°C"),
                reading("Fehlerspeicher", "05.01.24 06:12:40", "Text (719)"),
                reading("Fehlerspeicher", "05.01.24 06:12:41", "Text (711)"),
                reading("Anlagenstatus", "Wärmepumpen Typ", "LW 8"),
                reading("Anlagenstatus", "Wärmepumpen Typ", "CMD_6")));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            keys.add(samples.series(i).item().key());
        }
        keys.removeIf(String::isEmpty);
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "inputs/high_pressure/state",
                        "inputs/high_pressure",
                        "temperatures/flow",
                        "temperatures/flow/2",
                        "error_memory/last/719",
                        "error_memory/lines/719",
                        "error_memory/last/711",
                        "error_memory/lines/711");
        Series info = samples.series(samples.size() - 2);
        assertThat(info.item("waermepumpen_typ").key()).isEqualTo("system_status/heat_pump_type");
        assertThat(info.item("waermepumpen_typ_2").key()).isEqualTo("system_status/heat_pump_type/2");
    }

    private Item item(Naming naming, Reading reading) {
        return rules.apply(Rules.batch(naming, reading)).series(0).item();
    }

    @ParameterizedTest
    @CsvSource({
        "Anlagenstatus, Betriebszustand, Heizen, heating", "Anlagenstatus, Betriebszustand, WW, hot_water",
        "Anlagenstatus, Betriebszustand, Abtauen, defrost", "system status, operation mode, heating, heating",
        "system status, operation mode, DHW, hot_water", "system status, operation mode, cooling, cooling",
        "Installatiestatus, Bedrijfstoestand, Verwarmen, heating",
                "Installatiestatus, Bedrijfstoestand, Warmwater, hot_water",
        "Installatiestatus, Bedrijfstoestand, Ontdooien, defrost", "Status zařízení, Provozní stav, Topení, heating",
        "Status zařízení, Provozní stav, TUV, hot_water", "Laitetiedot, Toimintatila, Lämmitys, heating",
        "Laitetiedot, Toimintatila, LKV, hot_water", "Laitetiedot, Toimintatila, '', no_request",
        "Laitetiedot, Toimintatila, EVU, evu_lock", "Laitetiedot, Toimintatila, Estrich, other",
        "Laitetiedot, Toimintatila, ---, other"
    })
    void the_mode_is_one_of_nine_while_the_pump_works(String section, String name, String text, String mode) {
        Map<String, String> lines = rules.standard(reading(section, name, text));
        assertThat(lines).hasSize(9).containsEntry(state(mode), "1");
        assertThat(lines.values()).filteredOn("1"::equals).hasSize(1);
        assertThat(rules.untaken).hasSize(mode.equals("other") ? 1 : 0);
    }

    private static String state(String mode) {
        return "luxtronik_operation_mode{luxtronik_operation_mode=\"" + mode
                + "\",name=\"operation_mode\",section=\"system_status\"}";
    }

    @Test
    void an_unknown_mode_is_told_with_its_text_and_no_label_of_the_info() {
        Map<String, String> lines = rules.legacy(
                reading("Anlagenstatus", "Betriebszustand", "Estrich"),
                reading("Anlagenstatus", "Wärmepumpen Typ", "LW 8"));
        assertThat(lines).containsEntry("luxtronik_anlagenstatus_info{waermepumpen_typ=\"LW 8\"}", "1");
        assertThat(rules.untaken).singleElement().asString().contains("\"Estrich\"", "taken as other");
    }

    @ParameterizedTest
    @CsvSource({
        "Betriebsstunden, Betriebstunden WP, 12h",
        "Betriebsstunden, Betriebstunden WP, 12",
        "Bedrijfsuren, Bedrijfsuren WP, 12",
        "operating hours, operating hours HP, 12",
        "Käyttötunnit, Käyttötunnit LP, '12,0'"
    })
    void operating_hours_are_hours_with_and_without_their_unit(String section, String name, String text) {
        assertThat(rules.standard(reading(section, name, text)))
                .containsExactly(Map.entry(
                        "luxtronik_operating_seconds_total{name=\"heat_pump\",section=\"operating_hours\"}", "43200"));
    }

    @Test
    void the_unit_that_hours_lack_is_no_part_of_their_old_name() {
        assertThat(rules.legacy(reading("Bedrijfsuren", "Bedrijfsuren WP", "12")))
                .containsExactly(Map.entry("luxtronik_bedrijfsuren{attr=\"bedrijfsuren-wp\"}", "12"));
    }

    @ParameterizedTest
    @CsvSource({
        "Betriebsstunden, Impulse Verdichter 1, compressor_1_starts",
                "operating hours, impulse VD1, compressor_1_starts",
        "Provozní hodiny, Počet startů VD1, compressor_1_starts", "Bedrijfsuren, impulsen VD3, impulsen-vd3"
    })
    void starts_are_starts(String section, String name, String item) {
        assertThat(rules.standard(reading(section, name, "17")))
                .containsExactly(
                        Map.entry("luxtronik_starts_total{name=\"" + item + "\",section=\"operating_hours\"}", "17"));
    }

    @Test
    void an_error_without_a_number_stays_an_error() {
        assertThat(rules.standard(reading("Fehlerspeicher", "08.11.21 21:40:09", "Hochdruck")))
                .containsOnlyKeys(
                        "luxtronik_error_last_timestamp_seconds{reason=\"Hochdruck\",section=\"error_memory\"}");
        assertThat(rules.legacy(reading("Fehlerspeicher", "08.11.21 21:40:09", "Hochdruck")))
                .containsOnlyKeys("luxtronik_fehlerspeicher{attr=\"last\",reason=\"Hochdruck\"}");
    }

    @Test
    void a_reason_has_its_old_text_and_one_word_for_every_language() {
        Reading line = reading("switch offs", "04.12.24 11:23:58", "no requ.");
        assertThat(rules.legacy(line)).containsOnlyKeys("luxtronik_switch_offs{attr=\"last\",reason=\"no requ.\"}");
        assertThat(rules.standard(line))
                .containsOnlyKeys(
                        "luxtronik_switch_off_last_timestamp_seconds{reason=\"no_request\",section=\"switch_offs\"}");
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void a_boolean_of_json_is_a_switch(String text, String value) {
        assertThat(rules.legacy(reading("Eingänge", "EVU", text)))
                .containsExactly(Map.entry("luxtronik_eingaenge{attr=\"evu_state\"}", value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anlagenstatus | Heizleistung Ist | 7,98 kW | Leistungsaufnahme | 2,08 kW | 3.84",
                "system status | Heating capacity | 7.98 kW | Power Consumption | 2080 W | 3.84"
            })
    void the_coefficient_of_performance_is_made_of_what_the_controller_shows(
            String section, String heat, String kilowatts, String power, String taken, double factor) {
        Samples samples = rules.apply(
                Rules.batch(Naming.STANDARD, reading(section, heat, kilowatts), reading(section, power, taken)));
        assertThat(cop(samples)).singleElement().satisfies(cop -> assertThat(cop)
                .isCloseTo(factor, within(0.01)));
        Samples resting = rules.apply(
                Rules.batch(Naming.STANDARD, reading(section, heat, kilowatts), reading(section, power, "0 kW")));
        assertThat(cop(resting)).isEmpty();
    }

    private static List<Double> cop(Samples samples) {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.series(i).family().name().equals("luxtronik_coefficient_of_performance")) {
                found.add(samples.value(i));
            }
        }
        return found;
    }
}
