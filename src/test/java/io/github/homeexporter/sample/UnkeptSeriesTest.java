package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Series that the store does not take, or that are given twice, are told with all their names. */
class UnkeptSeriesTest {
    private final SampleStore store = new SampleStore();

    private void publish(String device, Object... namesAndValues) {
        Samples samples = new Samples();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            MetricFamily family = MetricFamily.gauge((String) namesAndValues[i], "", "");
            samples.add(Series.of(family, Map.of()), (Integer) namesAndValues[i + 1]);
        }
        store.publish(new Batch(
                device, "route", Duration.ofSeconds(30), true, Naming.LEGACY, System.currentTimeMillis(), samples));
        store.sweep();
    }

    private Map<String, List<String>> findings() {
        return new LinkedHashMap<>(store.self().faults());
    }

    @Test
    void all_that_another_device_has_already_are_named_at_once() {
        publish("shed", "a_celsius", 1, "b_celsius", 2, "c_celsius", 3);
        publish("garden", "a_celsius", 1, "b_celsius", 2, "d_celsius", 3);
        assertThat(findings())
                .containsEntry(
                        "series of garden",
                        List.of("garden: a_celsius, b_celsius are not exported: another device already has a series of"
                                + " this name and these labels"));
        assertThat(store.self().numbers("home_exporter_config_findings")).hasSize(1);
    }

    @Test
    void many_names_are_bounded() {
        Object[] many = new Object[2 * 30];
        for (int i = 0; i < 30; i++) {
            many[2 * i] = "jvm_%02d".formatted(i);
            many[2 * i + 1] = i;
        }
        publish("garden", many);
        assertThat(findings().get("series of garden"))
                .singleElement()
                .asString()
                .contains("jvm_00, jvm_01,", "jvm_19 and 10 more are not exported: ")
                .doesNotContain("jvm_20");
    }

    @Test
    void two_values_of_one_series_in_a_batch_are_named() {
        publish("garden", "a_celsius", 1, "a_celsius", 2, "b_celsius", 3, "b_celsius", 3);
        assertThat(findings().get("series of garden"))
                .containsExactly("garden: a_celsius is given twice at a time, and the last value counts");
    }

    @Test
    void a_device_that_gives_a_value_again_in_the_next_batch_merges_nothing() {
        publish("garden", "a_celsius", 1);
        publish("garden", "a_celsius", 2);
        assertThat(findings()).isEmpty();
    }
}
