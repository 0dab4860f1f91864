package io.github.homeexporter.sample;

import static io.github.homeexporter.sample.TestStore.gauge;
import static io.github.homeexporter.sample.TestStore.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Limits.StalePolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class RefusalTest {
    private final TestStore test = new TestStore();

    @ParameterizedTest
    @ValueSource(strings = {"9starts", "tempera-ture", "temp°C", "a b", "a.b", "", "a{b=\"c\"} 1\nx"})
    void an_illegal_name_is_refused(String name) {
        assertRefused(gauge(name), "illegal_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"room-name", "9", "a:b", "__name__", "__address", "ä"})
    void an_illegal_label_name_is_refused(String label) {
        assertRefused(gauge("flow_x", label, "v"), "illegal_label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"home_exporter_device_up", "home_exporter_scrapes_total", "camel_x", "jvm_x", "process_x"})
    void the_programs_own_names_are_refused(String name) {
        assertRefused(gauge(name), "reserved_name");
    }

    @Test
    void a_devices_own_kind_of_home_exporter_names_is_taken() {
        test.push("device", one(gauge("home_exporter_thing_rules_total"), 1));
        assertThat(test.own("home_exporter_thing_rules_total")).hasValue(1.0);
    }

    @Test
    void one_name_with_two_types_is_refused() {
        test.push("first", one(gauge("flow", "a", "1"), 1));
        Series counter = Series.of(MetricFamily.counter("flow", "", ""), Map.of("a", "2"));
        test.push("device", one(counter, 2).add(gauge("fine"), 3));
        assertThat(test.lines()).containsExactly("fine 3.0", "flow{a=\"1\"} 1.0");
        assertThat(refused("type_conflict")).isEqualTo(1);
    }

    @Test
    void a_series_of_another_device_is_refused() {
        test.push("first", one(gauge("flow"), 1));
        test.push("device", one(gauge("flow"), 2).add(gauge("fine"), 3));
        assertThat(test.lines()).containsExactly("fine 3.0", "flow 1.0");
        assertThat(refused("duplicate_series")).isEqualTo(1);
    }

    @Test
    void of_two_devices_with_one_series_the_winner_has_it_whoever_came_first_and_after_outages_too() {
        Device loser = test.store.device("loser", "thing");
        loser.yieldTo("winner");
        Samples of = one(gauge("flow"), 23).add(gauge("boost"), 5).add(gauge("fine"), 3);
        test.poll("loser", Duration.ofSeconds(10), of);
        test.store.device("winner", "thing").up();
        try (LogLines log = new LogLines(Device.class)) {
            test.poll(
                    "winner", Duration.ofSeconds(10), one(gauge("flow"), 23.972).add(gauge("boost"), 5.5));
            test.poll("loser", Duration.ofSeconds(10), of);
            test.poll("loser", Duration.ofSeconds(10), of);
            assertThat(test.lines()).containsExactly("boost 5.5", "fine 3.0", "flow 23.972");
            assertThat(log.ofThisThread())
                    .containsExactly("INFO loser: winner has these as well, and they are its: boost, flow");
        }
        test.passAndSweep(Duration.ofSeconds(60));
        test.poll("loser", Duration.ofSeconds(10), of);
        assertThat(test.lines()).containsExactly("fine 3.0");
        test.poll("winner", Duration.ofSeconds(10), one(gauge("flow"), 24.1));
        assertThat(test.lines()).containsExactly("fine 3.0", "flow 24.1");
    }

    @Test
    void a_series_of_another_device_is_taken_once_that_device_has_gone() {
        Device first = test.store.device("first", "thing");
        first.up();
        test.push("first", one(gauge("flow"), 1));
        test.store.device("device", "thing").up();
        test.push("device", one(gauge("flow"), 2));
        first.stopped();
        test.passAndSweep(Duration.ofMinutes(6));
        test.push("device", one(gauge("flow"), 3));
        assertThat(test.lines()).containsExactly("flow 3.0");
    }

    @Test
    void a_name_is_taken_with_another_type_once_its_old_series_have_gone() {
        test.pollAll("first", Duration.ofSeconds(1), one(gauge("flow"), 1));
        Series counter = Series.of(MetricFamily.counter("flow", "", ""));
        test.pollAll("device", Duration.ofSeconds(1), one(counter, 2));
        test.pollAll("first", Duration.ofSeconds(1), new Samples());
        test.pollAll("device", Duration.ofSeconds(1), one(counter, 2));
        assertThat(test.store.families())
                .anySatisfy(view -> assertThat(view.family()).isEqualTo(counter.family()));
    }

    @Test
    void a_device_may_not_have_more_series_than_the_limit() {
        TestStore small = new TestStore(new Limits(2, 1_000, Duration.ofMinutes(5), StalePolicy.DROP, 3));
        Samples three = one(gauge("a"), 1).add(gauge("b"), 2).add(gauge("c"), 3);
        small.push("device", three);
        small.push("other", one(gauge("d"), 4));
        assertThat(small.lines()).containsExactly("a 1.0", "b 2.0", "d 4.0");
        assertThat(
                        small.own(
                                "home_exporter_samples_refused_total{device=\"device\",kind=\"thing\",reason=\"too_many_series\"}"))
                .hasValue(1.0);
    }

    @Test
    void all_devices_together_may_not_have_more_than_the_heap_holds_and_a_small_one_finds_room() {
        TestStore small = new TestStore(new Limits(1_000, 160, Duration.ofMinutes(5), StalePolicy.DROP, 3));
        for (String hog : List.of("hog", "other hog")) {
            Samples many = new Samples();
            IntStream.range(0, 100).forEach(i -> many.add(gauge("flow", "of", hog + i), i));
            small.push(hog, many);
        }
        small.push("device", one(gauge("warm"), 1).add(gauge("cold"), 2));
        assertThat(small.store.devices()).extracting(DeviceStatus::series).containsExactly(2, 100, 20);
        assertThat(
                        small.own(
                                "home_exporter_samples_refused_total{device=\"other hog\",kind=\"thing\",reason=\"too_many_in_all\"}"))
                .hasValue(80.0);
        small.lines();
        assertThat(small.store.self().faults().get("series of other hog"))
                .singleElement()
                .asString()
                .contains("samples.max-series-total", "-Xmx");
    }

    @Test
    void a_series_with_long_labels_counts_for_several() {
        TestStore small = new TestStore(new Limits(1_000, 160, Duration.ofMinutes(5), StalePolicy.DROP, 3));
        Samples many = new Samples();
        IntStream.range(0, 100).forEach(i -> many.add(gauge("flow", "of", i + "x".repeat(255)), i));
        small.push("device", many);
        assertThat(small.store.devices()).extracting(DeviceStatus::series).containsExactly(60);
        small.pollAll("device", Duration.ofSeconds(1), one(gauge("fine"), 1));
        small.pollAll("device", Duration.ofSeconds(1), many);
        small.pollAll("device", Duration.ofSeconds(1), many);
        assertThat(small.store.devices()).extracting(DeviceStatus::series).containsExactly(60);
    }

    @Test
    void labels_without_end_are_refused() {
        Map<String, String> labels = new HashMap<>();
        IntStream.range(0, 1_000).forEach(i -> labels.put("label" + i, "x".repeat(100)));
        assertRefused(Series.of(MetricFamily.gauge("flow", "", ""), labels), "too_long");
    }

    @Test
    void reasons_and_sentences_that_a_device_makes_without_end_are_bounded() {
        Device device = test.store.device("device", "thing");
        IntStream.range(0, 1_000).forEach(i -> device.error("code_" + i));
        assertThat(device.errors).hasSize(Device.MOST_ERRORS + 1).containsKey("other");
        test.store
                .self()
                .faults(
                        "device",
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> "x".repeat(9_999))
                                .toList());
        List<String> kept = test.store.self().faults().get("device");
        assertThat(kept).hasSize(SelfMetrics.MOST_SENTENCES + 1).endsWith("and 800 more of this kind");
        assertThat(kept.get(0)).hasSize(SelfMetrics.LONGEST_SENTENCE + 1);
    }

    @Test
    void room_that_becomes_free_is_used() {
        TestStore small = new TestStore(new Limits(1, 1_000, Duration.ofMinutes(5), StalePolicy.DROP, 3));
        small.pollAll("device", Duration.ofSeconds(1), one(gauge("a"), 1));
        small.pollAll("device", Duration.ofSeconds(1), one(gauge("b"), 2));
        assertThat(small.lines()).isEmpty();
        small.pollAll("device", Duration.ofSeconds(1), one(gauge("b"), 2));
        assertThat(small.lines()).containsExactly("b 2.0");
    }

    @Test
    void every_refused_sample_is_counted_and_each_reason_is_said_once() {
        try (LogLines log = new LogLines(UnkeptSeries.class)) {
            for (int i = 0; i < 3; i++) {
                test.push("device", one(gauge("9a"), 1).add(gauge("9b"), 1));
            }
            assertThat(refused("illegal_name")).isEqualTo(6);
            assertThat(log.ofThisThread())
                    .containsExactly("WARN device: 9a, 9b are not exported: the metric name is not of the form"
                            + " [a-zA-Z_:][a-zA-Z0-9_:]*");
        }
    }

    @Test
    void a_reason_is_not_said_again_after_other_series_have_gone() {
        try (LogLines log = new LogLines(UnkeptSeries.class)) {
            test.push("first", one(gauge("flow"), 1));
            for (int i = 0; i < 3; i++) {
                test.push("device", one(gauge("flow"), 2));
                test.pollAll("third", Duration.ofSeconds(1), one(gauge("x"), 1));
                test.pollAll("third", Duration.ofSeconds(1), new Samples());
            }
            test.lines();
            assertThat(log.ofThisThread().stream().filter(line -> line.contains("not exported")))
                    .hasSize(1);
        }
    }

    private void assertRefused(Series series, String reason) {
        test.push("device", one(series, 1).add(gauge("fine"), 3));
        assertThat(test.lines()).containsExactly("fine 3.0");
        assertThat(refused(reason)).isEqualTo(1);
    }

    private double refused(String reason) {
        return test.own("home_exporter_samples_refused_total{device=\"device\",kind=\"thing\",reason=\"" + reason
                        + "\"}")
                .orElse(0.0);
    }
}
