package io.github.homeexporter.homeassistant;

import static io.github.homeexporter.homeassistant.Bench.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
            {series: a, class: energy, state: measurement}           | class energy does not take the state measurement; allowed: total, total_increasing, none
            {series: a, class: temperature, state: total_increasing} | allowed: measurement, none
            {series: a, class: timestamp, state: measurement}        | allowed: none
            {series: a, class: door, state: measurement}             | on or off
            {series: a, icon: heat pump}            | mdi:heat-pump
            {series: a, leave-out: maybe}           | true, false
            {series: a}                             | nothing is said of "a"; allowed:
            {series: a, name: }                     | name is empty; leave the line out
            a_*                                     | must be a mapping
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

    @Test
    void a_class_that_home_assistant_does_not_take_with_the_series_is_a_finding() {
        bench.publisher.use(OwnEntities.parse("""
                - {series: pump_noise, class: energy}
                - {series: 'pump_flow_celsius{circuit="A"}', class: window}
                - {series: 'pump_flow_celsius{circuit="B"}', state: total_increasing}
                - {series: 'pump_flow_*', class: temperature}
                """));
        pump();
        assertThat(bench.publisher.findings())
                .anySatisfy(said -> assertThat(said)
                        .startsWith(
                                "entities.yaml:1: class energy does not go with pump_noise, whose unit is none; allowed:"
                                        + " kWh, "))
                .anySatisfy(said -> assertThat(said)
                        .isEqualTo("entities.yaml:2: class window does not go with pump_flow_celsius{circuit=\"A\"},"
                                + " a number: it is for what is on or off"))
                .anySatisfy(said -> assertThat(said)
                        .isEqualTo("entities.yaml:3: state total_increasing does not go with"
                                + " pump_flow_celsius{circuit=\"B\"}, whose class is temperature"))
                .hasSize(3);
    }

    @Test
    void a_class_brings_its_state_class_and_a_unit_of_the_same_kind_is_converted_to() {
        bench.publisher.use(OwnEntities.parse("""
                - {series: shed_gas, class: gas}
                - {series: shed_power_watts, unit: kW}
                - {series: shed_flow, unit: L/min, class: volume_flow_rate}
                """));
        bench.up("shed", "shed");
        bench.publish(
                "shed",
                "shed",
                0,
                new Samples()
                        .add(gauge("shed_gas", "m³"), 7)
                        .add(gauge("shed_power_watts", "watts"), 1500)
                        .add(gauge("shed_flow", ""), 9));
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.config("he_shed"))
                .contains("\"device_class\":\"gas\"", "\"state_class\":\"total_increasing\"", "\"kW\"");
        assertThat(bench.broker)
                .containsEntry("home-exporter/shed/power_watts", "1.5")
                .containsEntry("home-exporter/shed/flow", "9");
    }

    @Test
    void what_fits_nothing_is_said_when_everything_had_time_to_come(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("entities.yaml"),
                "- {series: pump_noise, name: Hum}\n- {series: pump_nosie, name: Hum}\n");
        SampleStore store = new SampleStore();
        EntitiesFile read = new EntitiesFile(file, new ConfigState(store));
        bench.publisher.use(read.changed(0).orElseThrow());
        pump();
        assertThat(read.changed(59_000)).isEmpty();
        assertThat(store.self().faults()).isEmpty();
        assertThat(read.changed(61_000)).isEmpty();
        assertThat(store.self().faults().get("entities.yaml"))
                .singleElement()
                .asString()
                .contains("entities.yaml:2: nothing that goes to Home Assistant is like pump_nosie until now");
    }
}
