package io.github.homeexporter.luxtronik.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.luxtronik.binary.Block.Kind;
import io.github.homeexporter.sample.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both captured controllers say, by the shipped tables. */
class ControllerReadingsTest {
    private static final Instant NOW = Instant.parse("2016-12-28T21:48:59Z");
    private static final int CANARY = 424_242;

    private final List<String> faults = new ArrayList<>();

    private ControllerTable table(String... more) throws IOException {
        return ControllerTable.parse(
                "registers/luxtronik.csv",
                Files.readString(Path.of("registers/luxtronik.csv")) + String.join("\n", more),
                "registers/luxtronik-enums.csv",
                Files.readString(Path.of("registers/luxtronik-enums.csv")),
                faults);
    }

    private ControllerReadings captured(String firmware, String... rows) throws IOException {
        ControllerReadings readings = new ControllerReadings("luxtronik", table(rows));
        for (Kind kind : Kind.values()) {
            readings.take(Captured.block(firmware, kind, CANARY));
        }
        return readings;
    }

    private static List<String> said(ControllerReadings readings, String section, String item) {
        return readings.readings(NOW).stream()
                .filter(r -> r.section().equals(section) && r.name().equals(item))
                .map(r -> r.text() + (r.unit().isEmpty() ? "" : " " + r.unit()))
                .toList();
    }

    @Test
    void the_shipped_tables_have_no_faults() throws IOException {
        table();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "temperatures, flow, 34.2 °C, 45.4 °C", "temperatures, return, 32.6 °C, 43.2 °C",
        "temperatures, return_target, 15.0 °C, 45.0 °C", "temperatures, outdoor, 13.9 °C, -4.0 °C",
        "temperatures, outdoor_mean, 12.6 °C, -0.6 °C", "temperatures, hot_water, 64.2 °C, 50.4 °C",
        "temperatures, hot_water_target, 50.0 °C, 50.0 °C", "temperatures, source_in, , 16.6 °C",
        "temperatures, source_out, , 15.1 °C", "operating_hours, compressor_1, 15707970 s, 4273067 s",
        "operating_hours, compressor_1_starts, 9869, 2029", "operating_hours, heat_pump, 15707970 s, 4273067 s",
        "operating_hours, heater_1, 871463 s, 0 s", "operating_hours, heater_2, 10747990 s, 4304 s",
        "operating_hours, heating, 12315581 s, 4061489 s", "operating_hours, hot_water, 3373389 s, 211578 s",
        "system_status, heat_pump_type, L1A, MSW 6", "system_status, operation_mode, no_request, no_request",
        "system_status, software_version, V1.80, V3.78", "heat_quantity, heating, , 8772.7 kWh",
        "heat_quantity, hot_water, , 382.3 kWh", "heat_quantity, total, , 9161.3 kWh",
        "temperatures, compressor_intake, , 34.3 °C", "temperatures, superheat, , 15.3 K",
        "inputs, high_pressure, false, false", "inputs, utility, true, true",
        "settings, curve_end, 38.0 °C, 50.0 °C", "settings, heating_limit_temperature, 20.0 °C, 27.0 °C",
        "outputs, compressor_frequency, , 0 Hz"
    })
    void both_captures_say_what_is_known_of_them(String section, String item, String old, String newer)
            throws Exception {
        assertThat(said(captured("V1.80"), section, item).stream().findFirst().orElse(null))
                .isEqualTo(old);
        assertThat(said(captured("V3.78"), section, item).stream().findFirst().orElse(null))
                .isEqualTo(newer);
    }

    @Test
    void pressures_and_switches_of_one_name_are_two() throws Exception {
        assertThat(said(captured("V3.78"), "inputs", "high_pressure")).containsExactly("false", "12.96 bar");
        assertThat(said(captured("V3.78"), "inputs", "low_pressure")).hasSize(2).contains("13.06 bar");
    }

    @Test
    void lines_of_the_error_memory_have_their_time_as_name_and_the_code_as_text() throws Exception {
        assertThat(said(
                        captured("V1.80"),
                        "error_memory",
                        Instant.ofEpochSecond(1_500_955_563).toString()))
                .containsExactly("(716)");
        assertThat(said(
                        captured("V3.78"),
                        "error_memory",
                        Instant.ofEpochSecond(1_481_864_444).toString()))
                .containsExactly("(721)");
    }

    @Test
    void the_newest_switch_off_is_found_wherever_it_stands_in_the_ring() throws Exception {
        assertThat(said(
                        captured("V1.80"),
                        "switch_offs",
                        Instant.ofEpochSecond(1_501_045_864).toString()))
                .containsExactly("heat_pump_fault");
        assertThat(said(
                        captured("V3.78"),
                        "switch_offs",
                        Instant.ofEpochSecond(1_482_964_378).toString()))
                .containsExactly("no_request");
    }

    @Test
    void the_clock_is_told_as_its_distance() throws Exception {
        assertThat(said(captured("V3.78"), "system_status", "clock_offset")).containsExactly("3623 s");
    }

    @Test
    void what_is_above_the_count_is_absent() throws Exception {
        ControllerReadings readings = captured("V1.80");
        assertThat(said(readings, "temperatures", "room")).isEmpty();
        assertThat(said(readings, "power_used", "heating")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7FFF, 0x7FFF_FFFF, -500})
    void a_number_that_stands_for_no_sensor_is_none(int raw) throws Exception {
        ControllerReadings readings = captured("V3.78");
        int[] values = Captured.numbers("V3.78", Kind.CALCULATIONS, 0);
        values[10] = raw;
        readings.take(new Block(Kind.CALCULATIONS, 0, values));
        assertThat(said(readings, "temperatures", "flow")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1.80", "V3.78"})
    void secrets_are_denied_whatever_the_table_says(String firmware) throws Exception {
        ControllerReadings readings = captured(
                firmware,
                "parameters,755,settings,a,int32,,1,,",
                "parameters,874,settings,b,int32,,1,,",
                "calculations,91,settings,c,uint32,,1,,");
        assertThat(faults).hasSize(3).allMatch(fault -> fault.contains("is never exported"));
        assertThat(readings.readings(NOW).toString()).doesNotContain("424242");
        assertThat(readings.unknown(Kind.PARAMETERS)).doesNotContain("755", "758", "874");
    }

    @Test
    void a_code_without_a_word_is_its_number() throws Exception {
        int[] values = Captured.numbers("V3.78", Kind.CALCULATIONS, 0);
        values[78] = 4711;
        ControllerReadings readings = captured("V3.78");
        readings.take(new Block(Kind.CALCULATIONS, 0, values));
        assertThat(said(readings, "system_status", "heat_pump_type")).containsExactly("4711");
    }

    @ParameterizedTest
    @CsvSource({"86 51, 40.5 kWh", "86 50, 4.05 kWh", "86 49, "})
    void the_heaters_heat_is_the_sum_of_both_counters_in_the_scale_of_the_board(String series, String kWh)
            throws Exception {
        int[] calculations = Captured.numbers("V3.78", Kind.CALCULATIONS, 0);
        calculations[82] = Integer.parseInt(series.split(" ")[1]);
        int[] parameters = Arrays.copyOf(Captured.numbers("V3.78", Kind.PARAMETERS, 0), 1187);
        parameters[1059] = 400;
        parameters[1140] = 5;
        ControllerReadings readings = captured("V3.78");
        readings.take(new Block(Kind.CALCULATIONS, 0, calculations));
        readings.take(new Block(Kind.PARAMETERS, 0, parameters));
        assertThat(said(readings, "heat_quantity", "heater").stream()
                        .findFirst()
                        .orElse(null))
                .isEqualTo(kWh);
    }

    @Test
    void indexes_without_a_row_are_told_in_ranges() throws Exception {
        assertThat(captured("V1.80").unknown(Kind.CALCULATIONS))
                .startsWith("0-9")
                .doesNotContain("91", "100");
    }

    @Test
    void an_unchanged_reading_is_the_same_object() throws Exception {
        ControllerReadings readings = captured("V3.78");
        Set<Reading> first = Collections.newSetFromMap(new IdentityHashMap<>());
        first.addAll(readings.readings(NOW));
        assertThat(first).containsAll(readings.readings(NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calculations,10,a,b,int32,,10,, | stands here twice",
                "visibilities,10,a,c,int32,,10,, | block",
                "calculations,x,a,c,int32,,10,, | index",
                "calculations,10,a,c,float,,10,, | type",
                "calculations,10,a,,int32,,10,, | section and item",
                "calculations,10,a,c,enum:none,,10,, | words",
                "calculations,10 | columns"
            })
    void a_row_that_cannot_be_is_told_with_its_line(String row, String why) throws Exception {
        table("calculations,9,a,b,int32,,1,,x", row);
        assertThat(faults)
                .singleElement()
                .asString()
                .matches("registers/luxtronik.csv:\\d+: .*")
                .contains(why);
    }
}
