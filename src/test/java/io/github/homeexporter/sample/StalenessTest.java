package io.github.homeexporter.sample;

import static io.github.homeexporter.sample.TestStore.gauge;
import static io.github.homeexporter.sample.TestStore.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.Limits.StalePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StalenessTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private final TestStore test = new TestStore();

    @Test
    void a_polled_devices_series_stay_for_three_intervals() {
        test.poll("pump", INTERVAL, one(gauge("flow"), 21.5));
        test.passAndSweep(INTERVAL.multipliedBy(3));
        assertThat(test.lines()).containsExactly("flow 21.5");
    }

    @Test
    void a_wall_clock_that_jumps_ages_nothing() {
        test.store.device("device", "thing").up();
        for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-8_000), Duration.ZERO)) {
            test.jump = jump;
            test.poll("device", Duration.ofSeconds(10), TestStore.one(TestStore.gauge("flow"), 1));
            test.passAndSweep(Duration.ofSeconds(9));
            assertThat(test.lines()).containsExactly("flow 1.0");
            assertThat(test.store.device("device", "thing").state()).isEqualTo(DeviceState.UP);
        }
    }

    @Test
    void a_polled_devices_series_go_after_three_missed_intervals() {
        test.poll("pump", INTERVAL, one(gauge("flow"), 21.5));
        test.passAndSweep(INTERVAL.multipliedBy(3).plusNanos(1));
        assertThat(test.lines()).isEmpty();
    }

    @Test
    void only_the_series_that_is_missing_goes() {
        test.poll("pump", INTERVAL, one(gauge("flow"), 1).add(gauge("return"), 2));
        test.pass(INTERVAL.multipliedBy(2));
        test.poll("pump", INTERVAL, one(gauge("flow"), 3));
        test.passAndSweep(INTERVAL.multipliedBy(2));
        assertThat(test.lines()).containsExactly("flow 3.0");
    }

    @Test
    void a_polled_device_that_says_nothing_is_down() {
        Device pump = test.store.device("pump", "thing");
        pump.up();
        test.poll("pump", INTERVAL, one(gauge("flow"), 1));
        test.passAndSweep(INTERVAL.multipliedBy(3).plusSeconds(1));
        assertThat(pump.state()).isEqualTo(DeviceState.DOWN);
        assertThat(pump.status().lastError()).isEqualTo("no values for 91 s");
        assertThat(test.own("home_exporter_device_errors_total{device=\"pump\",kind=\"thing\",reason=\"silent\"}"))
                .hasValue(1.0);
    }

    @Test
    void a_polled_device_that_has_just_come_back_is_not_called_silent_for_what_it_missed_while_down() {
        Device pump = test.store.device("pump", "thing");
        test.poll("pump", INTERVAL, one(gauge("flow"), 1));
        pump.down("refused", "connection refused");
        test.passAndSweep(Duration.ofHours(1));
        pump.up();
        test.store.sweep();
        assertThat(pump.state()).isEqualTo(DeviceState.UP);
    }

    @Test
    void a_pushed_devices_series_stay_as_long_as_it_is_up() {
        test.store.device("mini", "thing").up();
        test.push("mini", one(gauge("light"), 1));
        test.passAndSweep(Duration.ofDays(10));
        assertThat(test.lines()).containsExactly("light 1.0");
    }

    @Test
    void a_pushed_devices_series_stay_while_an_outage_is_short() {
        pushAndLose(StalePolicy.DROP);
        test.passAndSweep(Duration.ofMinutes(5));
        assertThat(test.lines()).containsExactly("light 1.0");
    }

    @ParameterizedTest
    @EnumSource(StalePolicy.class)
    void after_a_long_outage_the_policy_decides(StalePolicy policy) {
        pushAndLose(policy);
        test.passAndSweep(Duration.ofMinutes(5).plusNanos(1));
        switch (policy) {
            case DROP -> assertThat(test.lines()).isEmpty();
            case KEEP -> assertThat(test.lines()).containsExactly("light 1.0");
            case NAN -> assertThat(test.lines()).containsExactly("light NaN");
        }
    }

    @Test
    void a_stale_time_that_is_changed_counts_for_devices_that_are_there() {
        pushAndLose(StalePolicy.DROP);
        allow(Duration.ofSeconds(10), StalePolicy.DROP);
        test.passAndSweep(Duration.ofSeconds(11));
        assertThat(test.lines()).isEmpty();
    }

    @Test
    void values_come_back_with_the_device() {
        pushAndLose(StalePolicy.DROP);
        test.passAndSweep(Duration.ofMinutes(6));
        test.store.device("mini", "thing").up();
        test.push("mini", one(gauge("light"), 0));
        assertThat(test.lines()).containsExactly("light 0.0");
    }

    @Test
    void the_series_of_a_stopped_route_go_whatever_the_policy_and_the_device_is_forgotten() {
        pushAndLose(StalePolicy.KEEP);
        test.store.device("mini", "thing").stopped();
        test.passAndSweep(Duration.ofMinutes(5).plusNanos(1));
        assertThat(test.lines()).isEmpty();
        test.store.sweep();
        assertThat(test.store.devices()).isEmpty();
    }

    @Test
    void a_forgotten_device_that_is_started_again_is_the_one_the_store_knows() {
        pushAndLose(StalePolicy.DROP);
        Device mini = test.store.device("mini", "thing");
        mini.stopped();
        test.passAndSweep(Duration.ofMinutes(6));
        assertThat(test.store.devices()).isEmpty();
        mini.connecting();
        mini.up();
        assertThat(test.store.device("mini", "thing")).isSameAs(mini);
        test.push("mini", one(gauge("light"), 1));
        test.passAndSweep(Duration.ofMinutes(6));
        assertThat(test.lines()).containsExactly("light 1.0");
    }

    private void allow(Duration staleAfter, StalePolicy policy) {
        Limits d = Limits.DEFAULT;
        test.store.limits(new Limits(d.maxSeries(), d.maxSeriesTotal(), staleAfter, policy, d.missedIntervals()));
    }

    private void pushAndLose(StalePolicy policy) {
        Device mini = test.store.device("mini", "thing");
        allow(Duration.ofMinutes(5), policy);
        mini.up();
        test.push("mini", one(gauge("light"), 1));
        mini.down("closed", "the connection was closed");
    }
}
