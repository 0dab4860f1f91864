package io.github.homeexporter.loxone.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.Wire;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.loxone.structure.StructureReader;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MiniserverModelTest {
    private static MiniserverModel model(Naming naming) {
        return ModelBuilder.build(House.structure(), House.exposition(naming));
    }

    private static List<String> number(MiniserverModel model, StateUuid state, double value) {
        Samples out = new Samples();
        assertThat(model.number(state.first(), state.second(), value, out)).isTrue();
        return lines(out);
    }

    private static List<String> lines(Samples samples) {
        return samples.toString().lines().toList();
    }

    @Test
    void every_state_is_known() {
        assertThat(model(Naming.LEGACY).states()).isEqualTo(House.STATES);
    }

    @ParameterizedTest
    @EnumSource(Naming.class)
    void no_series_occurs_twice(Naming naming) {
        List<Series> series = model(naming).series();
        assertThat(series).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void legacy_labels_are_those_of_the_replaced_exporter() {
        assertThat(number(model(Naming.LEGACY), House.POWER, 1.25))
                .containsExactly("loxone_control_value{category=\"Energy\",miniserver=\"home\",name=\"Grid\","
                        + "room=\"Cellar\",subcontrol=\"actual\",type=\"Meter\"} 1.25");
    }

    @Test
    void sub_control_inherits_room_and_category() {
        assertThat(number(model(Naming.LEGACY), House.DEEP_COUNT, 3))
                .containsExactly("loxone_control_value{category=\"Climate\",miniserver=\"home\",name=\"Deep\","
                        + "room=\"Living\",subcontrol=\"count\",type=\"Tracker\"} 3.0");
    }

    @Test
    void one_of_a_list_has_its_place_in_its_name() {
        assertThat(number(model(Naming.LEGACY), House.SECOND_OF_LIST, 3))
                .singleElement()
                .asString()
                .contains("subcontrol=\"temperatures[1]\"");
    }

    @Test
    void every_control_that_shares_a_state_gets_its_value() {
        assertThat(number(model(Naming.LEGACY), House.STEP, 1)).hasSize(4);
        assertThat(number(model(Naming.BOTH), House.STEP, 1)).hasSize(8);
    }

    @Test
    void equal_ones_of_different_parents_are_told_apart_by_their_parent() throws StructureException {
        Structure named =
                StructureReader.read(House.text().replaceFirst("\"name\": \"Lights\"", "\"name\": \"Ceiling\""), 1_000);
        MiniserverModel model = ModelBuilder.build(named, House.exposition(Naming.LEGACY));
        assertThat(number(model, House.MASTER, 1))
                .containsExactly("loxone_control_value{category=\"Light\",miniserver=\"home\",name=\"Master\","
                        + "room=\"Living\",subcontrol=\"position\",type=\"Dimmer\"} 1.0");
        assertThat(number(model, House.OTHER_MASTER, 1))
                .containsExactly("loxone_control_value{category=\"Light\",miniserver=\"home\",name=\"Master\","
                        + "parent=\"Lights\",room=\"Living\",subcontrol=\"position\",type=\"Dimmer\"} 1.0");
    }

    @Test
    void equal_ones_of_equal_parents_are_told_apart_by_uuid() {
        assertThat(number(model(Naming.LEGACY), House.OTHER_MASTER, 1))
                .containsExactly("loxone_control_value{category=\"Light\",miniserver=\"home\",name=\"Master\","
                        + "parent=\"Lights\",room=\"Living\",subcontrol=\"position\",type=\"Dimmer\","
                        + "uuid=\"1a2b3c4d-000e-1111-ffff00000000000e/masterValue\"} 1.0");
    }

    @ParameterizedTest
    @EnumSource(Naming.class)
    void a_control_of_the_same_name_added_later_renames_none(Naming naming) throws StructureException {
        String added =
                "\"1a2b3c4e-0000-1111-ffff000000000000\": {\"name\": \"Temperature\", \"type\": \"InfoOnlyAnalog\","
                        + "\"details\": {\"format\": \"%.1f°C\"}, \"uuidAction\": \"1a2b3c4e-0000-1111-ffff000000000000\", \"room\":"
                        + " \"0a000000-0000-0000-ffff000000000001\", \"cat\": \"0c000000-0000-0000-ffff000000000001\","
                        + "\"states\": {\"value\": \"1a2b3c4e-0001-1111-ffff000000000001\"}},";
        // wherever Loxone writes it
        Structure more =
                StructureReader.read(House.text().replace("\"controls\": {", "\"controls\": {" + added), 1_000);
        MiniserverModel later = ModelBuilder.build(more, House.exposition(naming));
        assertThat(later.series()).containsAll(model(naming).series()).doesNotHaveDuplicates();
        assertThat(later.series())
                .filteredOn(series -> series.labels().getOrDefault("uuid", "").startsWith("1a2b3c4e"))
                .hasSize(naming == Naming.BOTH ? 2 : 1);
    }

    @Test
    void names_that_differ_only_behind_the_longest_label_are_told_apart() throws StructureException {
        String longName = "x".repeat(300);
        Structure named = StructureReader.read(
                House.text()
                        .replace("\"name\": \"Air\"", "\"name\": \"" + longName + "1\"")
                        .replace("\"name\": \"Bare", "\"name\": \"" + longName + "2 Bare")
                        .replace("\"type\": \"Switch\"", "\"type\": \"InfoOnlyAnalog\"")
                        .replace("\"active\":", "\"value\":"),
                1_000);
        assertThat(ModelBuilder.build(named, House.exposition(Naming.LEGACY)).series())
                .doesNotHaveDuplicates();
    }

    @Test
    void another_devices_series_carry_its_name() {
        ExportScope cellar =
                new ExportScope("cellar", "home", Naming.LEGACY, false, ControlFilter.NONE, 1_000, List.of());
        MiniserverModel model = ModelBuilder.build(House.structure(), cellar);
        assertThat(model.series())
                .allSatisfy(series -> assertThat(series.labels()).containsEntry("device", "cellar"));
    }

    @Test
    void standard_names_have_base_units() {
        MiniserverModel model = model(Naming.STANDARD);
        assertThat(number(model, House.TEMPERATURE, 20.5))
                .containsExactly("loxone_state_celsius{category=\"Climate\",control=\"Temperature\","
                        + "miniserver=\"home\",room=\"Living\",state=\"value\",type=\"InfoOnlyAnalog\"} 20.5");
        assertThat(number(model, House.OTHER_TEMPERATURE, 1))
                .singleElement()
                .asString()
                .startsWith("loxone_state_celsius{");
        assertThat(number(model, House.TEMP_ACTUAL, 21))
                .singleElement()
                .asString()
                .startsWith("loxone_state_celsius{");
        assertThat(number(model, House.POWER, 1.5))
                .singleElement()
                .asString()
                .startsWith("loxone_state_watts{")
                .endsWith(" 1500.0");
        assertThat(number(model, House.CHARGE, 50))
                .singleElement()
                .asString()
                .startsWith("loxone_state_ratio{")
                .endsWith(" 0.5");
        assertThat(number(model, House.DEEP_COUNT, 3))
                .containsExactly("loxone_state{category=\"Climate\",control=\"Heating\",miniserver=\"home\","
                        + "room=\"Living\",state=\"count\",subcontrol=\"Plan/Deep\",type=\"Tracker\"} 3.0");
    }

    @Test
    void unit_without_base_unit_is_a_label() {
        assertThat(number(model(Naming.STANDARD), House.AIR, 400))
                .containsExactly("loxone_state{control=\"Air\",miniserver=\"home\",state=\"value\","
                        + "type=\"InfoOnlyAnalog\",unit=\"ppm\"} 400.0");
    }

    @Test
    void meter_readings_are_counters_what_starts_again_is_not() {
        MiniserverModel model = model(Naming.STANDARD);
        assertThat(number(model, House.TOTAL, 2))
                .singleElement()
                .asString()
                .startsWith("loxone_meter_joules_total{")
                .endsWith(" 7200000.0");
        assertThat(number(model, House.TOTAL_TODAY, 1))
                .singleElement()
                .asString()
                .startsWith("loxone_state_joules{");
    }

    @ParameterizedTest
    @CsvSource({
        "Air, %.1f°, 0, loxone_state_celsius, 50",
        "Spread, %.1f K, 0, loxone_state_kelvin, 50",
        "Air, %.1f°, 1, loxone_state_celsius, 10",
        "Air, Now: %.1f ° outside, 0, loxone_state_celsius, 50",
        "Azimuth of the sun, %.0f°, 0, loxone_state, 50",
        "Windrichtung, %.0f°, 0, loxone_state, 50",
        "Air, Level %.0f, 0, loxone_state, 50",
        "Air, %.0f L/min, 0, loxone_state_cubic_meters_per_second, 8.333333333333333E-4"
    })
    void bare_degree_is_a_temperature_of_the_miniserver_unless_it_is_an_angle(
            String name, String format, String tempUnit, String family, double exported) throws StructureException {
        Structure house = StructureReader.read(
                House.text()
                        .replace("\"name\": \"Air\"", "\"name\": \"" + name + "\"")
                        .replace("%.0fppm", format)
                        .replace("\"tempUnit\": 0", "\"tempUnit\": " + tempUnit),
                1_000);
        Samples out = new Samples();
        ModelBuilder.build(house, House.exposition(Naming.STANDARD))
                .number(House.AIR.first(), House.AIR.second(), 50, out);
        assertThat(out.series(0).family().name()).isEqualTo(family);
        assertThat(out.value(0)).isCloseTo(exported, within(1e-12));
    }

    @Test
    void index_of_a_temperature_is_no_temperature() throws StructureException {
        Structure house = StructureReader.read(House.text().replace("tempActual", "currHeatTempIx"), 1_000);
        MiniserverModel model = ModelBuilder.build(house, House.exposition(Naming.STANDARD));
        assertThat(number(model, House.TEMP_ACTUAL, 2))
                .first()
                .asString()
                .startsWith("loxone_state{")
                .endsWith(" 2.0");
    }

    @Test
    void fahrenheit_becomes_celsius() throws StructureException {
        Structure american = StructureReader.read(House.text().replace("\"tempUnit\": 0", "\"tempUnit\": 1"), 1_000);
        MiniserverModel model = ModelBuilder.build(american, House.exposition(Naming.STANDARD));
        assertThat(number(model, House.TEMP_ACTUAL, 212))
                .singleElement()
                .asString()
                .endsWith("} 100.0");
    }

    @Test
    void numbers_that_need_no_conversion_keep_every_bit() {
        Samples out = new Samples();
        MiniserverModel model = model(Naming.STANDARD);
        double odd = Double.longBitsToDouble(0x7ff8000000000123L);
        model.number(House.SWITCH.first(), House.SWITCH.second(), odd, out);
        model.number(House.SWITCH.first(), House.SWITCH.second(), -0.0, out);
        assertThat(Double.doubleToRawLongBits(out.value(0))).isEqualTo(0x7ff8000000000123L);
        assertThat(Double.doubleToRawLongBits(out.value(1))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void global_states_and_operating_mode_are_exported() {
        MiniserverModel model = model(Naming.LEGACY);
        assertThat(number(model, House.SUNRISE, 400))
                .containsExactly("loxone_global_state{miniserver=\"home\",state=\"sunrise\"} 400.0");
        assertThat(number(model, House.OPERATING_MODE, -10))
                .containsExactly(
                        "loxone_global_state{miniserver=\"home\",state=\"operatingMode\"} -10.0",
                        "loxone_operating_mode{id=\"0\",miniserver=\"home\",mode=\"Holiday\"} 0.0",
                        "loxone_operating_mode{id=\"3\",miniserver=\"home\",mode=\"Monday\"} 0.0",
                        "loxone_operating_mode{id=\"-1\",miniserver=\"home\",mode=\"Alarm\"} 0.0",
                        "loxone_operating_mode{id=\"-10\",miniserver=\"home\",mode=\"Alarm\"} 1.0");
    }

    @Test
    void daytimer_says_its_default_and_how_many_entries_it_has() {
        Samples out = new Samples();
        EventTables.daytimers(
                Wire.daytimer(House.PLAN, 18.5, 2).order(ByteOrder.LITTLE_ENDIAN),
                plan -> assertThat(model(Naming.LEGACY).plan(plan, out)).isTrue(),
                wrong -> {});
        assertThat(lines(out))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("loxone_daytimer_default_value{") && line.endsWith(" 18.5"))
                .anyMatch(line -> line.startsWith("loxone_daytimer_entries{") && line.endsWith(" 2.0"));
    }
}
