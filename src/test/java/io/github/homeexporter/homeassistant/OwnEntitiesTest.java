package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Bench.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** entities.yaml: the owner's words over what ships. */
class OwnEntitiesTest {
    private final Bench bench = new Bench().open();

    private void pump() {
        bench.up("pump", "pump");
        bench.publish(
                "pump",
                "pump",
                0,
                new Samples()
                        .add(gauge("pump_flow_celsius", "celsius", "circuit", "A"), 30)
                        .add(gauge("pump_flow_celsius", "celsius", "circuit", "B"), 31)
                        .add(gauge("pump_noise", ""), 1));
        bench.pass(Duration.ofSeconds(10));
    }

    @Test
    void name_class_unit_area_and_icon_are_the_owners_and_count_while_it_runs() {
        pump();
        assertThat(bench.config("he_pump")).contains("\"name\":\"Flow A\"", "noise");
        OwnEntities own = OwnEntities.parse("""
                - series: pump_flow_celsius{circuit="A"}
                  name: Floor
                  icon: mdi:heating-coil
                  area: Cellar
                - series: pump_noise
                  leave-out: true
                - series: pump_*
                  state: none
                """);
        assertThat(own.faults()).isEmpty();
        bench.publisher.use(own);
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_pump_area_cellar"))
                .contains("\"name\":\"Floor\"", "\"icon\":\"mdi:heating-coil\"", "\"suggested_area\":\"Cellar\"")
                .doesNotContain("state_class");
        assertThat(bench.config("he_pump")).contains("Flow B").doesNotContain("noise", "Floor");
        assertThat(bench.broker).containsEntry("home-exporter/pump/noise", "");
        bench.publisher.use(OwnEntities.NONE);
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_pump")).contains("\"name\":\"Flow A\"", "noise");
    }

    @Test
    void what_is_left_out_by_default_can_be_demanded() {
        bench.publisher.use(OwnEntities.parse("[{series: node_load15, leave-out: false, name: Slow load}]"));
        bench.up("host", "host");
        bench.publish(
                "host",
                "host",
                0,
                new Samples().add(gauge("node_load15", ""), 1).add(gauge("node_load5", ""), 1));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_host")).contains("Slow load");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {series: a, class: energi}              | energi
            {series: a, class: energy, unit: W}     | kWh
            {series: a, state: total_rising}        | total_increasing
            {series: a, icon: heat pump}            | mdi:heat-pump
            {series: a, leave-out: maybe}           | true, false
            {name: a}                               | series
            {series: "a{b=c"}                       | pattern
            {series: a, nmae: b}                    | did you mean "name"?
            """)
    void what_is_wrong_is_a_finding_with_its_line_and_the_other_entries_count(String entry, String said) {
        OwnEntities own = OwnEntities.parse("- {series: pump_noise, name: Hum}\n- " + entry + "\n");
        assertThat(own.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.message()).contains(said);
        });
        bench.publisher.use(own);
        pump();
        assertThat(bench.config("he_pump")).contains("\"name\":\"Hum\"");
    }
}
