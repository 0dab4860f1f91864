package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Naming;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped rules make of a value's text. */
class ValueRulesTest {
    private static IsgBench bench;

    @BeforeAll
    static void open() throws IOException {
        bench = new IsgBench();
    }

    @AfterAll
    static void close() throws IOException {
        bench.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "10,123 kWh    | isg_x{unit=\"kWh\"}   | 10.123",
                "10            | isg_x               | 10",
                "3,345 MWh     | isg_x{unit=\"kWh\"}   | 3345",
                "18.321kWh     | isg_x{unit=\"kWh\"}   | 18.321",
                "15,8°C        | isg_x{unit=\"°C\"}    | 15.8",
                "-15,8°C       | isg_x{unit=\"°C\"}    | -15.8",
                "1 l/min       | isg_x{unit=\"l/min\"} | 1",
                "1 %           | isg_x{unit=\"%\"}     | 1",
                "2.2 %         | isg_x{unit=\"%\"}     | 2.2",
                "1 m³/h        | isg_x{unit=\"m³/h\"}  | 1",
                "21,88H.M      | isg_x{unit=\"H.M\"}   | 21.88",
                "0mK           | isg_x{unit=\"mK\"}    | 0",
                "-1            | isg_x               | -1",
                "1.234,5 kWh   | isg_x{unit=\"kWh\"}   | 1234.5",
                "0,379MWh      | isg_x{unit=\"kWh\"}   | 379",
                "1,2MWh        | isg_x{unit=\"kWh\"}   | 1200",
                "1,001 MWh     | isg_x{unit=\"kWh\"}   | 1001",
                "999Wh         | isg_x{unit=\"kWh\"}   | 0.999",
                "0,5GWh        | isg_x{unit=\"kWh\"}   | 500000",
                "-1,5 MWh      | isg_x{unit=\"kWh\"}   | -1500",
                "20\u00a0°C    | isg_x{unit=\"°C\"}    | 20",
                "20,5\u202f°C  | isg_x{unit=\"°C\"}    | 20.5",
                "\u22125,0°C   | isg_x{unit=\"°C\"}    | -5",
                "0,5 µA        | isg_x{unit=\"µA\"}    | 0.5",
                "10 kΩ         | isg_x{unit=\"kΩ\"}    | 10",
                "21:53         | isg_x{unit=\"s\"}     | 78780",
                "01:02:03      | isg_x{unit=\"s\"}     | 3723",
                "-50,1°C       | isg_x{unit=\"°C\"}    | -50.1",
                "-6,0°C        | isg_x{unit=\"°C\"}    | -6",
            })
    void a_number_has_its_unit_and_a_point(String text, String series, String value) {
        assertThat(bench.of("S", "X", text)).containsExactly(Map.entry(series, value));
    }

    @ParameterizedTest
    @CsvSource({
        "Aus,0",
        "aus,0",
        "AUS,0",
        "Off,0",
        "Apagado,0",
        "Uit,0",
        "Spento,0",
        "Av,0",
        "Wyłączony,0",
        "Vyp,0",
        "Kikapcsolva,0",
        "Apagat,0",
        "Pois,0",
        "Ein,1",
        "EIN,1",
        "On,1",
        "OK,1",
        "Allumé,1",
        "Aan,1",
        "Acceso,1",
        "På,1",
        "Włączony,1",
        "Zap,1",
        "Bekapcsolva,1",
        "Encendido,1",
        "Päällä,1",
        "Tændt,1"
    })
    void on_and_off_are_known_in_the_languages_of_the_replaced_exporter_in_any_case(String text, String value) {
        assertThat(bench.of("S", "X", text)).containsExactly(Map.entry("isg_x", value));
    }

    @ParameterizedTest
    @CsvSource({"Automatik", "Eteint", "HK 1: 20;5°C", "fnvdnvsdbvdfk", "1e3", "20 30", "1.2.3.4.5.6"})
    void a_word_nobody_knows_is_counted_and_never_guessed(String text) {
        double before = bench.untaken();
        assertThat(bench.of("S", "X", text.replace(';', ','))).isEmpty();
        assertThat(bench.untaken()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"-", "--", "- °C", "ok.", "---", "–"})
    void what_is_not_available_gives_no_series_and_is_no_fault(String text) {
        double before = bench.untaken();
        assertThat(bench.of("S", "X", text)).isEmpty();
        assertThat(bench.untaken()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"07.11.2021", "12.1.1", "v12.1.1", "192.168.1.5", "16.03.2024 14:46"})
    void dates_versions_and_addresses_are_texts(String text) {
        assertThat(bench.of("ANLAGE", "STAND", text))
                .containsExactly(Map.entry("isg_info{section=\"anlage\",stand=\"" + text + "\"}", "1"));
    }

    @ParameterizedTest
    @CsvSource({"Warmwasser 2", "Stufe 3"})
    void a_numbered_word_is_a_state(String text) {
        assertThat(bench.of("S", "X", text)).containsExactly(Map.entry("isg_x{state=\"" + text + "\"}", "1"));
    }

    @ParameterizedTest
    @CsvSource({"-60°C,open", "'-60,0°C',open", "'-50,0 °C',short", "'\u221260,0°C',open"})
    void a_temperature_that_means_a_broken_sensor_is_no_temperature(String text, String fault) {
        assertThat(bench.of("PROZESSWERTE", "FÜHLER 1", text))
                .containsExactly(Map.entry(
                        "isg_sensor_fault{fault=\"" + fault + "\",section=\"prozesswerte\",sensor=\"fuehler-1\"}",
                        "1"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RAUMISTTEMP. HK1                         | isg_raumisttemp_hk1",
                "FORTLUFT IST LÜFTERDREHZAHL              | isg_fortluft_ist_luefterdrehzahl",
                "WW-SOLLTEMP.                             | isg_ww_solltemp",
                "M*1E6                                    | isg_m1e6",
                "INVERTER THERM LEISTUNG WW (CALC)        | isg_inverter_therm_leistung_ww_calc",
                "OPERATING MODE REFRIGERANT CIRCUIT CONTR. | isg_operating_mode_refrigerant_circuit_contr",
                "SET SUPERHEATING, SUCTION GAS, COMPRESSO. | isg_set_superheating_suction_gas_compresso",
                "GRÖSSE / MAß                             | isg_groesse___mass",
                "TEMPÉRATURE EXTÉRIEURE                   | isg_temperature_exterieure",
                "WYŁĄCZENIE ŁAŃCUCHA                      | isg_wylaczenie_lancucha",
                "P 100%: SOLL                             | isg_p_100__soll",
                "3. STUFE                                 | isg_3_stufe",
            })
    void a_label_becomes_a_name(String label, String name) {
        assertThat(bench.of("S", label, "1").keySet()).singleElement().satisfies(series -> {
            assertThat(series).isEqualTo(name);
            assertThat(series).matches("[a-z0-9_]+");
        });
    }

    @Test
    void help_says_what_the_replaced_exporter_said() {
        bench.publish(
                java.util.List.of(new io.github.homeexporter.sample.Reading("isg", "S", "HOCHDRUCK", "8,17bar")), true);
        assertThat(bench.store().families())
                .filteredOn(f -> f.family().name().equals("isg_hochdruck"))
                .singleElement()
                .satisfies(f -> assertThat(f.family().help()).isEqualTo("Metric hochdruck in bar"));
    }

    @Test
    void standard_names_have_base_units() throws IOException {
        try (IsgBench standard = new IsgBench().naming(Naming.STANDARD)) {
            assertThat(standard.of("WÄRMEMENGE", "WM HEIZEN SUMME", "1,5MWh"))
                    .containsExactly(Map.entry(
                            "isg_energy_joules{name=\"wm-heizen-summe\",section=\"waermemenge\"}", "5400000000"));
            assertThat(standard.of("PROZESSWERTE", "HOCHDRUCK", "19,4bar"))
                    .containsExactly(
                            Map.entry("isg_pressure_pascals{name=\"hochdruck\",section=\"prozesswerte\"}", "1940000"));
        }
    }
}
