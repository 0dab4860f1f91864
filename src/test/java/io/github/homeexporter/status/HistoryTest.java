package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Limits;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.History.Past;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page's charts are drawn from, round by round. */
class HistoryTest {
    private static final long BEGIN = 1_700_000_000_000L;
    private static final long ROUND = 60_000;

    private final SampleStore store = new SampleStore(Clock.systemUTC(), () -> 0, Limits.DEFAULT);
    private long now = BEGIN;

    private static Series series(int n) {
        return Series.of(MetricFamily.gauge("flow_celsius", "celsius", ""), Map.of("n", "" + n));
    }

    private void round(History history, double... values) {
        Samples samples = new Samples();
        for (int i = 0; i < values.length; i++) {
            samples.add(series(i), values[i]);
        }
        store.device("pump", "kind").up();
        store.publish(new Batch("pump", "kind", Duration.ofSeconds(30), true, Naming.LEGACY, now, samples));
        history.round(store, now);
        now += ROUND;
    }

    private static Past past(History history, int n) {
        return history.of("pump", series(n).text()).orElseThrow();
    }

    @Test
    void a_value_is_kept_with_its_time_exactly_however_large_it_is() {
        History history = new History(1_000_000);
        round(history, 20.5, 123_456_789.25);
        round(history, 21.5, 123_456_789.5);
        round(history, -3, 123_456_790);
        assertThat(past(history, 0).values()).containsExactly(20.5, 21.5, -3);
        assertThat(past(history, 0).times()).containsExactly(BEGIN, BEGIN + ROUND, BEGIN + 2 * ROUND);
        assertThat(past(history, 1).values()).containsExactly(123_456_789.25, 123_456_789.5, 123_456_790);
        assertThat(past(history, 0).whole()).isTrue();
        assertThat(history.of("pump", series(7).text())).isEmpty();
        assertThat(history.of("nobody", series(0).text())).isEmpty();
    }

    @Test
    void what_was_not_there_or_no_number_is_a_gap() {
        History history = new History(1_000_000);
        round(history, 5, 1);
        round(history, 5);
        round(history, 5, 1);
        round(history, 5, Double.NaN);
        round(history, 5, Double.POSITIVE_INFINITY);
        assertThat(past(history, 1).values()).containsExactly(1, Double.NaN, 1, Double.NaN, Double.NaN);
        assertThat(past(history, 0).values()).containsExactly(5, 5, 5, 5, 5);
    }

    @Test
    void a_series_that_is_no_number_at_first_begins_with_its_first_number() {
        History history = new History(1_000_000);
        round(history, Double.NaN);
        round(history, 7);
        round(history, 8);
        assertThat(past(history, 0).values()).containsExactly(7, 8);
    }

    @Test
    void the_newest_six_hours_are_kept() {
        History history = new History(1_000_000);
        for (int i = 0; i < History.ROUNDS + 100; i++) {
            round(history, i, 4);
        }
        assertThat(past(history, 0).values())
                .hasSize(History.ROUNDS)
                .startsWith(100)
                .endsWith(History.ROUNDS + 99);
        assertThat(past(history, 0).times()[0]).isEqualTo(BEGIN + 100 * ROUND);
        assertThat(past(history, 1).values()).hasSize(History.ROUNDS).containsOnly(4);
    }

    /** The figures of docs/page.md. */
    @Test
    void one_that_stands_still_takes_little_and_one_that_moves_its_six_hours() {
        History history = new History(1_000_000);
        for (int i = 0; i < 5; i++) {
            round(history, 1, i);
        }
        assertThat(History.STANDING).isEqualTo(112);
        assertThat(History.MOVING).isEqualTo(1_456);
        assertThat(history.bytes()).isEqualTo(2 * 112 + 1_456);
        assertThat(new History().room()).isEqualTo(Runtime.getRuntime().maxMemory() / 16);
    }

    @Test
    void what_is_counted_is_no_less_than_what_is_taken_of_the_heap() {
        int many = 5_000;
        double[] still = new double[many];
        double[] moved = new double[many];
        Arrays.setAll(moved, i -> i + 1);
        History history = new History(100_000_000);
        History other = new History(100_000_000);
        round(other, still);
        round(other, moved);
        // the readings themselves, and what was loaded and compiled, are not the history's
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        round(history, still);
        long before = memory.getThreadAllocatedBytes(thread);
        round(other, moved);
        long reading = memory.getThreadAllocatedBytes(thread) - before;
        before = memory.getThreadAllocatedBytes(thread);
        round(history, moved);
        long taken = memory.getThreadAllocatedBytes(thread) - before - reading;
        assertThat(taken).isLessThanOrEqualTo((long) many * History.MOVING + 100_000);
    }

    @Test
    void the_room_is_never_exceeded_and_what_has_none_says_so() {
        History history = new History(4 * History.STANDING + 2 * History.MOVING);
        round(history, 0, 0, 0, 0);
        round(history, 1, 1, 1, 1);
        round(history, 2, 2, 2, 2, 9);
        assertThat(history.bytes()).isEqualTo(history.room());
        assertThat(past(history, 1).values()).containsExactly(0, 1, 2);
        assertThat(past(history, 1).whole()).isTrue();
        assertThat(past(history, 2).values()).containsExactly(2);
        assertThat(past(history, 2).whole()).isFalse();
        assertThat(history.of("pump", series(4).text())).isEmpty();
    }

    @Test
    void a_series_that_went_away_frees_its_room_at_once_when_it_is_needed() {
        History history = new History(2 * History.STANDING + 2 * History.MOVING);
        round(history, 1, 1);
        round(history, 2, 2);
        long full = history.bytes();
        store.publish(new Batch(
                "pump", "kind", Duration.ofSeconds(30), true, Naming.LEGACY, now, new Samples().add(series(8), 1)));
        history.round(store, now += ROUND);
        history.round(store, now += ROUND);
        assertThat(history.bytes()).isLessThan(full);
        assertThat(history.of("pump", series(8).text())).isPresent();
    }

    @Test
    void a_series_that_went_away_is_kept_for_an_hour_and_then_forgotten() {
        History history = new History(1_000_000);
        round(history, 1, 1);
        for (int i = 0; i < 60; i++) {
            round(history, 1);
        }
        assertThat(history.of("pump", series(1).text())).isPresent();
        round(history, 1);
        assertThat(history.of("pump", series(1).text())).isEmpty();
        assertThat(history.bytes()).isEqualTo(History.STANDING);
    }
}
