package io.github.homeexporter.prometheus;

import static io.github.homeexporter.prometheus.Pages.family;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpositionTest {
    private static final MetricFamily STATE = new MetricFamily("pump_state", MetricType.STATESET, "", "What it does.");

    /** One of each: types, units, missing help, characters to escape, numbers that are none. */
    private static final List<FamilyView> HOUSE = List.of(
            family(
                    MetricFamily.gauge("flow_celsius", "celsius", "Flow \"hot\" side, C:\\pump\nsecond line."),
                    Map.of("room", "a \"quoted\" \\ name\nnext"),
                    21.5),
            family(MetricFamily.gauge("no_help", "kWh", ""), Double.NaN),
            family(MetricFamily.counter("energy_joules_total", "joules", "Energy."), 1e16),
            family(MetricFamily.counter("starts", "", "Compressor starts."), 12),
            family(MetricFamily.gauge("node_processes_total", "", "A gauge by an old name."), Double.POSITIVE_INFINITY),
            family(MetricFamily.info("pump_info", "Model and software."), Map.of("model", "LWD 50A"), 1),
            family(MetricFamily.info("text", "An info without its suffix."), Map.of("value", "Büro"), 1),
            new Pages.Table(
                    STATE,
                    List.of(
                            Series.of(STATE, Map.of("pump_state", "heating")),
                            Series.of(STATE, Map.of("pump_state", "off"))),
                    List.of(1.0, 0.0)));

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_page_is_as_the_golden_file_has_it(Format format) throws IOException {
        String file = "/prometheus/house." + (format == Format.TEXT ? "txt" : "openmetrics");
        try (InputStream golden = getClass().getResourceAsStream(file)) {
            assertThat(Pages.text(format, HOUSE)).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_page_stands_before_the_strict_reader(Format format) {
        StrictPage page = StrictPage.read(Pages.text(format, HOUSE), format);
        assertThat(page.families).hasSize(HOUSE.size());
        assertThat(page.families.get("flow_celsius").help()).isEqualTo("Flow \"hot\" side, C:\\pump\nsecond line.");
        assertThat(page.families.get("flow_celsius").lines().get(0).labels())
                .containsEntry("room", "a \"quoted\" \\ name\nnext");
    }

    @Test
    void a_counter_whose_short_name_is_another_family_is_unknown_under_its_full_name() {
        assertType("energy_total", "unknown", gauge("energy"), counter("energy_total", 1));
        assertType("energy_total", "unknown", info("energy_info", 1), counter("energy_total", 1));
        assertType("energy_total", "unknown", gauge("energy_created"), counter("energy_total", 1));
    }

    @Test
    void a_counter_that_cannot_be_one_is_unknown() {
        assertType("energy_total", "unknown", counter("energy_total", -1));
        assertType("energy_total", "unknown", counter("energy_total", Double.NaN));
        assertType("_total", "unknown", counter("_total", 1));
        assertType("energy", "counter", counter("energy_total", 0));
    }

    @Test
    void an_info_that_cannot_be_one_is_a_gauge() {
        assertType("pump_info", "gauge", gauge("pump"), info("pump_info", 1));
        assertType("pump_info", "gauge", info("pump_info", Double.NaN));
        assertType("pump", "gauge", info("pump", 1));
        assertType("pump_total", "unknown", info("pump_total", 1));
        assertType("pump", "info", info("pump_info", 1));
    }

    @Test
    void a_state_set_needs_its_label_and_nothing_beside_zero_and_one() {
        assertType("state", "stateset", stateSet("state", "state", 1));
        assertType("state", "gauge", stateSet("state", "value", 1));
        assertType("state", "gauge", stateSet("state", "state", 2));
        assertType("state_total", "unknown", stateSet("state_total", "value", 1));
    }

    @Test
    void the_unit_is_said_only_where_the_name_ends_in_it() {
        assertThat(Pages.text(Format.OPENMETRICS, family(MetricFamily.gauge("a_celsius", "celsius", "x"), 1)))
                .contains("# UNIT a_celsius celsius\n");
        assertThat(Pages.text(Format.OPENMETRICS, family(MetricFamily.gauge("acelsius", "celsius", "x"), 1)))
                .doesNotContain("UNIT");
        assertThat(Pages.text(Format.OPENMETRICS, family(MetricFamily.gauge("a", "celsius", "x"), 1)))
                .doesNotContain("UNIT");
        assertThat(Pages.text(Format.TEXT, family(MetricFamily.gauge("a_celsius", "celsius", "x"), 1)))
                .doesNotContain("UNIT");
    }

    @Test
    void a_missing_help_is_made_from_the_name_and_says_the_unit() {
        assertThat(Pages.text(Format.TEXT, family(MetricFamily.gauge("pump_flow", "celsius", " "), 1)))
                .startsWith("# HELP pump_flow Pump flow, in celsius.\n");
        assertThat(Pages.text(Format.TEXT, family(MetricFamily.gauge("pump_flow_celsius", "celsius", ""), 1)))
                .startsWith("# HELP pump_flow_celsius Pump flow celsius.\n");
        assertThat(Pages.text(Format.TEXT, family(MetricFamily.gauge("___", "", ""), 1)))
                .startsWith("# HELP ___ No description.\n");
    }

    @Test
    void of_two_families_of_one_name_only_one_is_shown() {
        String page = Pages.text(Format.TEXT, gauge("a"), gauge("a"));
        assertThat(StrictPage.read(page, Format.TEXT).families).hasSize(1);
    }

    @Test
    void an_empty_store_is_an_empty_page() {
        assertThat(Pages.text(Format.TEXT)).isEmpty();
        assertThat(Pages.text(Format.OPENMETRICS)).isEqualTo("# EOF\n");
    }

    private static void assertType(String name, String type, FamilyView... views) {
        StrictPage page = StrictPage.read(Pages.text(Format.OPENMETRICS, views), Format.OPENMETRICS);
        assertThat(page.families.get(name)).as("%s in %s", name, page.families).isNotNull();
        assertThat(page.families.get(name).type()).isEqualTo(type);
    }

    private static FamilyView gauge(String name) {
        return family(MetricFamily.gauge(name, "", ""), 1);
    }

    private static FamilyView counter(String name, double value) {
        return family(MetricFamily.counter(name, "", ""), value);
    }

    private static FamilyView info(String name, double value) {
        return family(MetricFamily.info(name, ""), Map.of("a", "b"), value);
    }

    private static FamilyView stateSet(String name, String label, double value) {
        return family(new MetricFamily(name, MetricType.STATESET, "", ""), Map.of(label, "on"), value);
    }
}
