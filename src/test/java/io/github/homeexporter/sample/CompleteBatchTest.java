package io.github.homeexporter.sample;

import static io.github.homeexporter.sample.TestStore.gauge;
import static io.github.homeexporter.sample.TestStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.homeexporter.sample.Reading.Readings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleteBatchTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private final TestStore test = new TestStore();

    @Test
    void what_is_not_in_a_complete_batch_goes_at_once() {
        test.pollAll("pump", INTERVAL, one(gauge("error", "code", "7"), 1).add(gauge("flow"), 2));
        test.pollAll("pump", INTERVAL, one(gauge("error", "code", "9"), 1).add(gauge("flow"), 3));
        assertThat(test.lines()).containsExactly("error{code=\"9\"} 1.0", "flow 3.0");
    }

    @Test
    void a_complete_batch_takes_nothing_from_another_device() {
        test.pollAll("pump", INTERVAL, one(gauge("flow", "device", "pump"), 1));
        test.pollAll("cellar", INTERVAL, one(gauge("flow", "device", "cellar"), 2));
        test.pollAll("cellar", INTERVAL, new Samples());
        assertThat(test.lines()).containsExactly("flow{device=\"pump\"} 1.0");
    }

    @Test
    void a_batch_that_is_not_complete_takes_nothing() {
        test.poll("pump", INTERVAL, one(gauge("flow"), 1));
        test.poll("pump", INTERVAL, one(gauge("return"), 2));
        assertThat(test.lines()).containsExactly("flow 1.0", "return 2.0");
    }

    @Test
    void a_series_that_went_may_come_back() {
        test.pollAll("pump", INTERVAL, one(gauge("flow"), 1));
        test.pollAll("pump", INTERVAL, new Samples());
        test.pollAll("pump", INTERVAL, one(gauge("flow"), 2));
        assertThat(test.lines()).containsExactly("flow 2.0");
    }

    @Test
    void of_one_series_twice_in_a_batch_the_last_number_counts() {
        test.pollAll("pump", INTERVAL, one(gauge("flow"), 1).add(gauge("flow"), 2));
        assertThat(test.lines()).containsExactly("flow 2.0");
        assertThat(test.store.devices().get(0).series()).isEqualTo(1);
    }

    @Test
    void readings_are_refused_with_the_step_that_is_missing() {
        Readings readings = new Readings(List.of(new Reading("pump", "temperatures", "flow", "21.5°C")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        test.store.publish(new Batch("pump", "thing", INTERVAL, true, Naming.LEGACY, 1, readings)))
                .withMessage("device pump: readings reached the store; put a mutate: step before it");
    }
}
