package io.github.homeexporter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static List<Long> seconds(Backoff backoff, int times) {
        return Stream.generate(() -> backoff.next(Duration.ZERO).toSeconds())
                .limit(times)
                .toList();
    }

    @Test
    void doubles_from_one_second_to_thirty() {
        assertThat(seconds(new Backoff(SECOND, LONGEST, () -> 0.5), 8))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void spreads_by_a_quarter_to_either_side() {
        assertThat(new Backoff(SECOND, LONGEST, () -> 0).next(Duration.ZERO)).isEqualTo(Duration.ofMillis(750));
        assertThat(new Backoff(SECOND, LONGEST, () -> 1).next(Duration.ZERO)).isEqualTo(Duration.ofMillis(1250));
    }

    @Test
    void no_two_devices_come_back_in_step_and_none_leaves_the_spread() {
        Random random = new Random(4711);
        Backoff backoff = new Backoff(SECOND, LONGEST, random::nextDouble);
        seconds(backoff, 5);
        List<Duration> waits =
                Stream.generate(() -> backoff.next(Duration.ZERO)).limit(200).toList();
        assertThat(waits)
                .allMatch(w ->
                        w.compareTo(Duration.ofMillis(22_500)) >= 0 && w.compareTo(Duration.ofMillis(37_500)) <= 0);
        assertThat(waits.stream().distinct().count()).isGreaterThan(150);
    }

    @Test
    void starts_anew_only_when_reset() {
        Backoff backoff = new Backoff(SECOND, LONGEST, () -> 0.5);
        assertThat(seconds(backoff, 3)).containsExactly(1L, 2L, 4L);
        backoff.reset();
        assertThat(seconds(backoff, 2)).containsExactly(1L, 2L);
    }

    @Test
    void waits_at_least_as_long_as_the_fault_asks() {
        for (double spread : new double[] {0, 0.3, 1}) {
            Backoff backoff = new Backoff(SECOND, LONGEST, () -> spread);
            assertThat(backoff.next(Duration.ofMinutes(1))).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
        }
    }
}
