package io.github.homeexporter.homeassistant.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes, units and state classes against what Home Assistant itself allows. */
class AllowedPairsTest {
    private static final Map<String, Allowed> FACTS = facts();
    /** homeassistant/components/binary_sensor/__init__.py */
    private static final Set<String> OF_FLAGS = Set.of(
            ("battery battery_charging carbon_monoxide cold connectivity door garage_door gas glass_break heat light lock"
                            + " moisture motion moving occupancy opening plug power presence problem running safety smoke"
                            + " sound tamper update vibration window")
                    .split(" "));

    private record Allowed(Set<String> stateClasses, Set<String> units) {
        boolean takesUnit(String unit) {
            return units.contains("*") ? unit.isEmpty() : units.contains(unit);
        }
    }

    private static Map<String, Allowed> facts() {
        Map<String, Allowed> facts = new TreeMap<>();
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/homeassistant/sensor-classes.csv"))) {
            lines.filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
                String[] cells = line.split(",", -1);
                facts.put(cells[0], new Allowed(set(cells[1]), set(cells[2])));
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return facts;
    }

    private static Set<String> set(String cell) {
        return Set.copyOf(Arrays.asList(cell.split("\\|", -1)));
    }

    @ParameterizedTest
    @EnumSource
    void every_class_of_ours_has_units_and_state_classes_that_are_allowed(DeviceClass of) {
        Allowed allowed = FACTS.get(of.word());
        assertThat(allowed).as(of.word()).isNotNull();
        for (String unit : of.units().split(", ")) {
            assertThat(allowed.takesUnit(unit.equals("none") ? "" : unit))
                    .as(unit)
                    .isTrue();
        }
        for (StateClass state : StateClass.values()) {
            if (of.takes(state)) {
                assertThat(allowed.stateClasses()).contains(state.word());
            }
        }
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/homeassistant/entities.csv")).stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("metric,"))
                .toList();
    }

    /** What a row says outright must be allowed together; what it leaves to the unit is judged when the unit is known. */
    @ParameterizedTest
    @MethodSource("rows")
    void every_row_of_the_table_says_what_is_allowed_together(String row) {
        String[] cells = row.split(",", -1);
        String as = cells[2];
        String deviceClass = cells[4].equals("none") ? "" : cells[4];
        String unit = cells[5].equals("none") ? "" : cells[5];
        String state = Set.of("none", "with-unit").contains(cells[6]) ? "" : cells[6];
        if (deviceClass.isEmpty()) {
            return;
        }
        if (as.equals("flag")) {
            assertThat(OF_FLAGS).contains(deviceClass);
            return;
        }
        Allowed allowed = FACTS.get(deviceClass);
        assertThat(allowed).as(deviceClass).isNotNull();
        if (!unit.isEmpty()) {
            assertThat(allowed.takesUnit(unit)).as(unit).isTrue();
        }
        if (!state.isEmpty()) {
            assertThat(allowed.stateClasses()).contains(state);
        }
    }

    private static List<Path> announced() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/homeassistant/golden"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("announced")
    void every_entity_that_the_known_devices_announce_is_allowed(Path golden) throws IOException {
        for (String line : Files.readAllLines(golden)) {
            if (line.contains("/config {")) {
                JsonNode config = new ObjectMapper().readTree(line.substring(line.indexOf('{')));
                config.path("components").forEach(component -> allowed(golden + ": ", component));
            }
        }
    }

    private static void allowed(String where, JsonNode entity) {
        String of = entity.path("device_class").asText();
        String as = where + entity.path("unique_id").asText();
        if (entity.path("platform").asText().equals("binary_sensor")) {
            assertThat(of.isEmpty() || OF_FLAGS.contains(of)).as(as).isTrue();
        } else if (!of.isEmpty()) {
            Allowed allowed = FACTS.get(of);
            assertThat(allowed.takesUnit(entity.path("unit_of_measurement").asText()))
                    .as(as)
                    .isTrue();
            if (entity.has("state_class")) {
                assertThat(allowed.stateClasses())
                        .as(as)
                        .contains(entity.get("state_class").asText());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tapo_humidity_ratio, humidity",
        "tapo_battery_ratio, battery",
        "loxone_device_battery_ratio, battery",
        "sensor_humidity_ratio, humidity",
        "tapo_brightness_ratio, ''"
    })
    void a_share_is_a_percentage_of_what_its_name_says(String metric, String deviceClass) {
        Series series = Series.of(MetricFamily.gauge(metric, "ratio", ""));
        Traits traits = Traits.of(series, EntityRules.shipped().of(series));
        assertThat(traits).isEqualTo(new Traits(deviceClass, "%", StateClass.MEASUREMENT, 100, traits.precision()));
    }

    @Test
    void the_facts_are_there() {
        assertThat(FACTS).hasSizeGreaterThan(50).containsKeys("temperature", "energy", "timestamp");
    }
}
