package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.homeassistant.Announcements.Births;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers to Home Assistant's birth messages, in milliseconds. */
class BirthsTest {
    private final Births births = new Births(() -> 0.5);

    /** When they are answered, heard at these times and asked every tenth of a second. */
    private List<Long> answers(int end, int every) {
        List<Long> answers = new ArrayList<>();
        for (long now = 0; now < end; now += 100) {
            if (now % every == 0) {
                births.heard(now);
            }
            if (births.due(now)) {
                answers.add(now);
            }
        }
        return answers;
    }

    @Test
    void one_is_answered_once_and_soon() {
        assertThat(answers(60_000, 60_000)).containsExactly(3_000L);
    }

    @Test
    void a_flood_puts_the_answer_not_off_and_gets_one_in_half_a_minute() {
        assertThat(answers(100_000, 100)).containsExactly(3_000L, 33_000L, 63_000L, 93_000L);
    }

    @Test
    void two_that_are_a_minute_apart_are_both_answered_soon() {
        assertThat(answers(120_000, 60_000)).containsExactly(3_000L, 63_000L);
    }

    @Test
    void without_one_nothing_is_said() {
        assertThat(births.due(1_000_000)).isFalse();
    }
}
