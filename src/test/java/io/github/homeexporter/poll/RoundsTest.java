package io.github.homeexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.poll.PollingConsumer.Rounds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final AtomicLong ticks =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final Rounds rounds = new Rounds(Duration.ofSeconds(10), ticks::get);

    @Test
    void a_quick_round_is_followed_at_the_next_interval() {
        passes("0.3s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.7s"));
        passes("9.7s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("10s"));
        assertThat(rounds.leftOut()).isZero();
    }

    @Test
    void the_interval_is_counted_from_the_first_round_so_that_late_starts_do_not_add_up() {
        rounds.untilNext();
        passes("10.4s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.6s"));
        passes("9.9s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.7s"));
    }

    @Test
    void rounds_whose_time_has_passed_are_left_out() {
        passes("34s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("6s"));
        assertThat(rounds.leftOut()).isEqualTo(3);
        passes("6.5s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.5s"));
        assertThat(rounds.leftOut()).isEqualTo(3);
    }

    @Test
    void a_round_that_ends_just_when_the_next_is_due_is_not_followed_at_once() {
        passes("10s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("10s"));
        assertThat(rounds.leftOut()).isEqualTo(1);
    }

    @Test
    void a_timer_that_is_early_does_not_make_two_rounds_of_one() {
        rounds.untilNext();
        passes("9.999s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("10.001s"));
    }

    @Test
    void a_round_out_of_turn_is_the_first_of_the_next() {
        passes("34s");
        rounds.restart();
        passes("1s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9s"));
        assertThat(rounds.leftOut()).isZero();
    }

    private void passes(String time) {
        ticks.addAndGet(seconds(time).toNanos());
    }

    private static Duration seconds(String text) {
        return Duration.parse("PT" + text);
    }
}
