package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.isg.SimulatedIsg.IsgQuirk;
import io.github.homeexporter.demo.isg.SimulatedIsg.IsgTable;
import io.github.homeexporter.sample.Naming;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the lines of pages to series: flags, names that stand twice, the second circuit. */
class RowsTest {
    private IsgBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new IsgBench();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void an_icon_is_1_and_falls_back_to_0_when_its_line_has_gone() {
        bench.isg.show("1,0", status().flag("VERDICHTER", IsgTable.ON));
        bench.round();
        assertThat(bench.values()).containsEntry("isg_flag_verdichter", "1");
        bench.isg.show("1,0", status());
        bench.round();
        assertThat(bench.values()).containsEntry("isg_flag_verdichter", "0");
    }

    @Test
    void a_flag_that_was_never_on_is_not_there() {
        bench.isg.show("1,0", status());
        bench.round();
        assertThat(bench.values().keySet()).noneMatch(name -> name.startsWith("isg_flag"));
    }

    @Test
    void an_icon_falls_back_to_0_across_a_new_login() {
        bench.isg.login("me", "secret").show("1,0", status().flag("SERVICE", IsgTable.ON));
        bench.credentials("me", "secret").round();
        bench.isg.expire();
        bench.pass(java.time.Duration.ofMinutes(1));
        bench.isg.show("1,0", status());
        bench.round();
        assertThat(bench.isg.logins()).isEqualTo(2);
        assertThat(bench.values()).containsEntry("isg_flag_service", "0");
    }

    @Test
    void a_flag_does_not_fall_to_0_because_its_page_failed() {
        bench.isg.show("1,0", status()).show("2,0", IsgTable.of("B").flag("SERVICE", IsgTable.ON));
        bench.round();
        bench.isg.quirk("2,0", IsgQuirk.FAILS);
        bench.round();
        assertThat(bench.values()).containsEntry("isg_flag_service", "1");
    }

    @Test
    void an_icon_that_says_off_is_0() {
        bench.isg.show("1,0", status().flag("SERVICE", "symbol_aus-97b765.png"));
        bench.round();
        assertThat(bench.values()).containsEntry("isg_flag_service", "0");
    }

    @Test
    void an_empty_cell_without_an_icon_says_nothing() {
        bench.isg.show("1,0", status().with("SERVICE", ""));
        bench.round();
        assertThat(bench.values()).containsOnlyKeys("isg_stufe");
    }

    @Test
    void a_value_that_turns_from_a_word_into_a_number_changes_its_series() {
        bench.isg.show("1,0", IsgTable.of("NHZ").with("UNTERE EINSATZGRENZE WW", "Aus"));
        bench.round();
        assertThat(bench.values()).containsExactly(Map.entry("isg_untere_einsatzgrenze_ww", "0"));
        bench.isg.show("1,0", IsgTable.of("NHZ").with("UNTERE EINSATZGRENZE WW", "-15,0°C"));
        bench.round();
        assertThat(bench.values()).containsExactly(Map.entry("isg_untere_einsatzgrenze_ww{unit=\"°C\"}", "-15"));
    }

    @Test
    void a_name_in_two_sections_has_both_and_the_last_keeps_the_name_it_had() {
        bench.isg.show(
                "1,0",
                IsgTable.of("HEIZUNG").with("VOLUMENSTROM", "8,98l/min").with("FROSTSCHUTZ", "4,0°C"),
                IsgTable.of("WARMWASSER").with("VOLUMENSTROM", "7,5l/min"));
        bench.round();
        assertThat(bench.values())
                .containsOnly(
                        Map.entry("isg_heizung_volumenstrom{unit=\"l/min\"}", "8.98"),
                        Map.entry("isg_warmwasser_volumenstrom{unit=\"l/min\"}", "7.5"),
                        Map.entry("isg_volumenstrom{unit=\"l/min\"}", "7.5"),
                        Map.entry("isg_frostschutz{unit=\"°C\"}", "4"));
        assertThat(bench.counts().duplicates()).isEqualTo(1);
    }

    @Test
    void a_name_keeps_its_meaning_while_a_page_is_missing() {
        bench.isg.show("1,0", IsgTable.of("RAUM").with("ISTWERT", "21°C"));
        bench.isg.show("1,1", IsgTable.of("WASSER").with("ISTWERT", "48°C"));
        bench.round();
        bench.isg.quirk("1,1", IsgQuirk.FAILS);
        bench.round();
        assertThat(bench.values())
                .containsOnly(
                        Map.entry("isg_raum_istwert{unit=\"°C\"}", "21"),
                        Map.entry("isg_wasser_istwert{unit=\"°C\"}", "48"),
                        Map.entry("isg_istwert{unit=\"°C\"}", "48"));
    }

    @Test
    void with_the_section_prefix_every_name_has_it() {
        bench.options(true, false)
                .isg
                .show(
                        "1,0",
                        IsgTable.of("HEIZUNG").with("VOLUMENSTROM", "8,98l/min").flag("WINTER", IsgTable.ON));
        bench.round();
        assertThat(bench.values())
                .containsOnly(
                        Map.entry("isg_heizung_volumenstrom{unit=\"l/min\"}", "8.98"),
                        Map.entry("isg_flag_heizung_winter", "1"));
    }

    @Test
    void the_second_circuit_is_left_out_however_it_is_written() {
        bench.options(false, true)
                .isg
                .show(
                        "1,0",
                        IsgTable.of("HEIZUNG")
                                .with("ISTWERT HK1", "21,0°C")
                                .with("ISTWERT HK2", "22,0°C")
                                .with("ISTTEMPERATUR HK 2", "23,0°C")
                                .with("ACTUAL TEMPERATURE HC 2", "24,0 °C")
                                .with("ISTWERT HK 20", "25,0°C")
                                .flag("HEIZKREISPUMPE HK2", IsgTable.ON));
        bench.round();
        assertThat(bench.values()).containsOnlyKeys("isg_istwert_hk1{unit=\"°C\"}", "isg_istwert_hk_20{unit=\"°C\"}");
        assertThat(bench.counts().circuit2()).isEqualTo(4);
    }

    @Test
    void a_broken_sensor_is_counted() {
        bench.isg.show("1,0", status().with("FÜHLER SOLE", "-60,0°C"));
        bench.round();
        assertThat(bench.counts().sensorFaults()).isEqualTo(1);
        assertThat(bench.values()).doesNotContainKey("isg_fuehler_sole{unit=\"°C\"}");
    }

    @Test
    void both_namings_do_not_collide() {
        bench.naming(Naming.BOTH)
                .isg
                .show(
                        "1,0",
                        IsgTable.of("HEIZUNG").with("VOLUMENSTROM", "6,0l/min").flag("WINTER", IsgTable.ON),
                        IsgTable.of("WARMWASSER").with("VOLUMENSTROM", "12,0l/min"));
        bench.round();
        assertThat(bench.values())
                .containsOnlyKeys(
                        "isg_heizung_volumenstrom{unit=\"l/min\"}",
                        "isg_warmwasser_volumenstrom{unit=\"l/min\"}",
                        "isg_volumenstrom{unit=\"l/min\"}",
                        "isg_flag_winter",
                        "isg_flow_cubic_meters_per_second{name=\"volumenstrom\",section=\"heizung\"}",
                        "isg_flow_cubic_meters_per_second{name=\"volumenstrom\",section=\"warmwasser\"}",
                        "isg_state{name=\"winter\",section=\"heizung\"}");
    }

    private static IsgTable status() {
        return IsgTable.of("STATUS").with("STUFE", "1");
    }
}
