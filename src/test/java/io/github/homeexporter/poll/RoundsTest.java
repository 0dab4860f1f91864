package io.github.homeexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final AtomicLong ticks =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final Rounds rounds = new Rounds(Duration.ofSeconds(10), ticks::get);

    @Test
    void aQuickRoundIsFollowedAtTheNextInterval() {
        passes("0.3s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.7s"));
        passes("9.7s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("10s"));
        assertThat(rounds.leftOut()).isZero();
    }

    @Test
    void theIntervalIsCountedFromTheFirstRound_soThatLateStartsDoNotAddUp() {
        rounds.untilNext();
        passes("10.4s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.6s"));
        passes("9.9s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.7s"));
    }

    @Test
    void roundsWhoseTimeHasPassedAreLeftOut() {
        passes("34s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("6s"));
        assertThat(rounds.leftOut()).isEqualTo(3);
        passes("6.5s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("9.5s"));
        assertThat(rounds.leftOut()).isEqualTo(3);
    }

    @Test
    void aRoundThatEndsJustWhenTheNextIsDueIsNotFollowedAtOnce() {
        passes("10s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("10s"));
        assertThat(rounds.leftOut()).isEqualTo(1);
    }

    @Test
    void aTimerThatIsEarlyDoesNotMakeTwoRoundsOfOne() {
        rounds.untilNext();
        passes("9.999s");
        assertThat(rounds.untilNext()).isEqualTo(seconds("10.001s"));
    }

    @Test
    void aRoundOutOfTurnIsTheFirstOfTheNext() {
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
