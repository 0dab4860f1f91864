package io.github.homeexporter.mutate;

import static io.github.homeexporter.mutate.Rules.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.mutate.MutateComponent.UntakenText;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutateComponentTest {
    private static final Duration TAKEN_OVER = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final DefaultCamelContext camel = new QuickContext();
    private Path file;

    @BeforeEach
    void start() throws Exception {
        file = dir.resolve("rules.yaml");
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
    }

    @Test
    void turns_readings_into_samples_by_the_shipped_rules() {
        Samples samples = put("mutate:rules/luxtronik.yaml?zone=Europe/Berlin", "Eingänge", "EVU", "Ein");
        assertThat(samples.series(0).toString()).isEqualTo("luxtronik_eingaenge{attr=\"evu_state\"}");
        assertThat(samples.value(0)).isEqualTo(1);
        assertThat(samples.series(1).toString()).isEqualTo("luxtronik_last_update");
        assertThat(samples.value(1)).isEqualTo(1_700_000_000.0);
    }

    @Test
    void takes_an_edited_file_over_while_running() throws IOException {
        Files.writeString(file, rules("1"));
        assertThat(value()).isEqualTo(1);
        Files.writeString(file, rules("2"));
        awaitValue(2);
    }

    @Test
    void takes_a_file_over_that_an_editor_renames_into_place() throws IOException {
        Files.writeString(file, rules("1"));
        assertThat(value()).isEqualTo(1);
        Path other = dir.resolve(".rules.swp");
        Files.writeString(other, rules("3"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        awaitValue(3);
    }

    @Test
    void keeps_the_old_rules_while_the_file_is_broken_or_gone() throws IOException {
        Files.writeString(file, rules("1"));
        assertThat(value()).isEqualTo(1);
        assertThat(lastLoad()).isEqualTo(1);
        Files.writeString(file, rules("{{ nonsense }}"));
        await().atMost(TAKEN_OVER).until(() -> lastLoad() == 0);
        assertThat(value()).isEqualTo(1);
        Files.writeString(file, rules("4"));
        awaitValue(4);
        assertThat(lastLoad()).isEqualTo(1);
        Files.delete(file);
        await().atMost(TAKEN_OVER).until(() -> lastLoad() == 0);
        assertThat(value()).isEqualTo(4);
    }

    @Test
    void goes_back_to_the_shipped_rules_when_the_file_is_deleted() throws Exception {
        // a name that the class path has too: the tests' own resources
        Path own = Path.of("mutate/fallback.yaml");
        Files.createDirectories(own.getParent());
        try {
            assertThat(value("mutate:" + own)).as("none on disk").isEqualTo(7);
            Files.writeString(own, rules("8"));
            await().atMost(TAKEN_OVER).until(() -> value("mutate:" + own) == 8);
            Files.delete(own);
            await().atMost(TAKEN_OVER).until(() -> value("mutate:" + own) == 7);
        } finally {
            Files.deleteIfExists(own);
            Files.deleteIfExists(own.getParent());
        }
    }

    @Test
    void uses_the_shipped_rules_when_the_file_is_broken_at_start() throws Exception {
        Path own = Path.of("mutate/broken-at-start.yaml");
        Files.createDirectories(own.getParent());
        try {
            Files.writeString(own, rules("{{"));
            assertThat(value("mutate:" + own)).isEqualTo(9);
            assertThat(lastLoad(own.toString())).isEqualTo(0);
        } finally {
            Files.deleteIfExists(own);
            Files.deleteIfExists(own.getParent());
        }
    }

    @Test
    void refuses_the_endpoint_naming_file_and_line_when_there_is_no_other_version() throws IOException {
        Files.writeString(file, rules("{{ nonsense }}"));
        assertThatThrownBy(() -> camel.getEndpoint("mutate:" + file))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(file + ":6: rule 1: value: unknown variable \"nonsense\"");
    }

    @Test
    void refuses_a_zone_and_mutes_that_are_none() {
        assertThatThrownBy(() -> camel.getEndpoint("mutate:rules/luxtronik.yaml?zone=Mars"))
                .hasStackTraceContaining("zone=\"Mars\"; allowed: a time zone, as Europe/Berlin, UTC");
        assertThatThrownBy(() -> camel.getEndpoint("mutate:rules/luxtronik.yaml?mutes=onlyone"))
                .hasStackTraceContaining("allowed: section:name");
    }

    @Test
    void counts_and_lists_texts_that_no_rule_took() {
        String uri = "mutate:rules/luxtronik.yaml?mutes=ablaufzeiten:wp-seit|ssp";
        put(uri, "Ablaufzeiten", "WP Seit", "lange");
        put(uri, "Wejścia", "EVU", "Włączony");
        put(uri, "Wejścia", "EVU", "Włączony");
        assertThat(camel.getComponent("mutate", MutateComponent.class).unmatched())
                .containsExactly(new UntakenText("luxtronik", "Wejścia", "EVU", "Włączony", "no rule takes it"));
        assertThat(self("home_exporter_rules_unmatched_total", "device", "luxtronik"))
                .isEqualTo(3);
    }

    @Test
    void passes_samples_and_drops_those_a_rule_names() throws IOException {
        Files.writeString(file, """
            rules:
              - match: { metric: '^keep_' }
              - match: { metric: '^a_', labels: { room: '^cellar$' } }
                set: { drop: true }
            """);
        Samples in = new Samples()
                .add(Series.of(MetricFamily.gauge("a_x", "", ""), Map.of("room", "cellar")), 1)
                .add(Series.of(MetricFamily.gauge("a_x", "", ""), Map.of("room", "attic")), 2)
                .add(Series.of(MetricFamily.gauge("keep_a_x", "", ""), Map.of("room", "cellar")), 3);
        Samples out = send("mutate:" + file, Rules.batch(Naming.LEGACY).with(in));
        assertThat(Rules.lines(out))
                .containsExactly(Map.entry("a_x{room=\"attic\"}", "2"), Map.entry("keep_a_x{room=\"cellar\"}", "3"));
        assertThat(send(
                        "mutate:rules/luxtronik.yaml",
                        Rules.batch(Naming.LEGACY).with(in)))
                .isSameAs(in);
    }

    @Test
    void refuses_a_body_that_is_no_batch() {
        assertThatThrownBy(() -> camel.createProducerTemplate().requestBody("mutate:rules/luxtronik.yaml", "text"))
                .hasStackTraceContaining("mutate: takes a batch of a device; the body is a String");
    }

    private static String rules(String value) {
        return "names:\n  legacy: { metric: m }\n  standard: { metric: m }\nrules:\n  - match: {}\n    set: { value: \""
                + value + "\" }\n";
    }

    private double value() {
        return value("mutate:" + file);
    }

    private double value(String uri) {
        return put(uri, "S", "N", "x").value(0);
    }

    private void awaitValue(double value) {
        await().atMost(TAKEN_OVER).until(() -> value() == value);
    }

    private Samples put(String uri, String section, String name, String text) {
        return send(uri, Rules.batch(Naming.LEGACY).with(new Readings(List.of(reading(section, name, text)))));
    }

    private Samples send(String uri, Batch batch) {
        return (Samples) camel.createProducerTemplate()
                .requestBody(uri, batch, Batch.class)
                .values();
    }

    private double lastLoad() {
        return lastLoad(file.toString());
    }

    private double lastLoad(String name) {
        return self("home_exporter_config_last_load_successful", "file", name);
    }

    private double self(String family, String label, String value) {
        List<Double> found = new ArrayList<>();
        for (FamilyView view : SamplesComponent.store(camel).families()) {
            for (int i = 0; view.family().name().equals(family) && i < view.size(); i++) {
                if (value.equals(view.series(i).labels().get(label))) {
                    found.add(view.value(i));
                }
            }
        }
        return found.isEmpty() ? Double.NaN : found.get(0);
    }
}
