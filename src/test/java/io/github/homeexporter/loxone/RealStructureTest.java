package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.loxone.state.ModelBuilder;
import io.github.homeexporter.loxone.structure.Control;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.loxone.structure.StructureReader;
import io.github.homeexporter.loxone.structure.StructureReader.StructureException;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the structure file of a real house: 210 controls, 1,283 different states, 44 of them shared. */
class RealStructureTest {
    private static final int CONTROL_STATES = 1_283;
    private static final int GLOBAL_STATES = 17;
    private static final int BLOCK_STATES = 3;
    private static final int SLOTS = 1_371;

    private Structure structure;

    @BeforeEach
    void read() throws IOException, StructureException {
        String captures = System.getProperty("captures", "");
        Assumptions.assumeTrue(!captures.isEmpty(), "no captured structure file: give -Dcaptures=DIR");
        String text = Files.readString(Path.of(captures, "loxone", "loxone_structure.json"));
        structure = StructureReader.read(text, ExportScope.DEFAULT_MAX_STATES);
    }

    @Test
    void every_state_of_the_house_is_known() {
        MiniserverModel model = ModelBuilder.build(structure, House.exposition(Naming.LEGACY));
        assertThat(model.states()).isEqualTo(CONTROL_STATES + GLOBAL_STATES + BLOCK_STATES);
        assertThat(model.discovered()).isEqualTo(276);
        assertThat(structure.skippedStates()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Naming.class)
    void no_series_occurs_twice_and_every_slot_gets_its_value(Naming naming) {
        MiniserverModel model = ModelBuilder.build(structure, House.exposition(naming));
        Samples out = new Samples();
        Set<StateUuid> all = new HashSet<>();
        structure.controls().forEach(control -> collect(control, all));
        all.forEach(uuid ->
                assertThat(model.number(uuid.first(), uuid.second(), 1, out)).isTrue());

        assertThat(all).hasSize(CONTROL_STATES);
        if (naming == Naming.LEGACY) {
            assertThat(out.size()).isEqualTo(SLOTS);
        }
        Set<Series> series = new HashSet<>();
        for (int i = 0; i < out.size(); i++) {
            assertThat(series.add(out.series(i))).as(out.series(i).toString()).isTrue();
        }
        assertThat(model.exported()).isEqualTo(276);
    }

    @Test
    void no_family_has_two_types_nor_a_name_that_is_none() {
        MiniserverModel model = ModelBuilder.build(structure, House.withTexts(Naming.BOTH));
        Set<String> counters = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Series series : model.series()) {
            MetricFamily family = series.family();
            assertThat(MetricFamily.isLegalName(family.name()))
                    .as(family.name())
                    .isTrue();
            assertThat(family.name().endsWith("_total")).isEqualTo(family.type() == MetricType.COUNTER);
            (family.type() == MetricType.COUNTER ? counters : others).add(family.name());
        }
        assertThat(counters).isNotEmpty();
        // a counter's family has no _total in OpenMetrics
        assertThat(counters).noneMatch(name -> others.contains(name.substring(0, name.length() - "_total".length())));
    }

    @Test
    void no_temperature_of_the_house_is_without_unit_and_no_documented_state_without_a_word() {
        MiniserverModel model = ModelBuilder.build(structure, House.exposition(Naming.STANDARD));
        Set<String> named = new HashSet<>();
        for (Series series : model.series()) {
            String state = series.labels().getOrDefault("state", "");
            if (series.family().name().equals("loxone_named_state")) {
                named.add(series.labels().get("type") + " " + series.labels().get("name"));
            } else if (state.matches("(?i).*temp(erature)?(Cool|Actual|Target)?")) {
                assertThat(series.family().name()).as(series.toString()).matches("loxone_state_(celsius|kelvin)");
            }
            assertThat(series.labels().getOrDefault("unit", ""))
                    .as(series.toString())
                    .isIn("", "ppm", "Kč/kWh", "kg/kWh");
        }
        assertThat(named)
                .contains(
                        "IRoomControllerV2 activeMode",
                        "IRoomControllerV2 operatingMode",
                        "IRoomControllerV2 overrideReason",
                        "ClimateControllerUS mode",
                        "ClimateControllerUS currentStatus",
                        "Jalousie deviceState",
                        "Alarm level",
                        "SmokeAlarm alarmCause",
                        "Daytimer mode",
                        "Radio activeOutput",
                        "InfoOnlyDigital active",
                        "Irrigation currentZone",
                        "LightControllerV2 presence");
    }

    private static void collect(Control control, Set<StateUuid> all) {
        control.states().forEach(state -> all.add(state.uuid()));
        control.subControls().forEach(sub -> collect(sub, all));
    }
}
