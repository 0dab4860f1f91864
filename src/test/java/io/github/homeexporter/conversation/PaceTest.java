package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.conversation.Delivery.Pace;
import org.junit.jupiter.api.Test;

/** How long a device has to wait, by how much work it makes; in nanoseconds. */
class PaceTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final Pace pace = new Pace();
    private long now = -5 * SECOND;

    /** Works on and on in pieces, and rests when it has to. @return the part of the time that is work, in percent */
    private long busy(long seconds, long piece, long pause) {
        long begun = now;
        long worked = 0;
        while (now - begun < seconds * SECOND) {
            worked += piece;
            now += piece + pause;
            pace.worked(piece);
            now += pace.rest(now);
        }
        return worked * 100 / (now - begun);
    }

    @Test
    void who_never_rests_gets_the_part_that_is_his() {
        assertThat(busy(60, MILLI, 0)).isBetween(55L, 62L);
        assertThat(pace.isFlood(now)).isTrue();
    }

    @Test
    void half_of_a_core_is_never_held_back() {
        assertThat(busy(60, MILLI, MILLI)).isEqualTo(50);
        assertThat(pace.isFlood(now)).isFalse();
    }

    @Test
    void one_long_work_costs_a_moment_and_is_no_flood() {
        pace.worked(30 * SECOND);
        assertThat(pace.rest(now)).isBetween(MILLI, SECOND / 5);
        assertThat(pace.rest(now + SECOND)).isZero();
        assertThat(pace.isFlood(now + SECOND)).isFalse();
    }

    @Test
    void a_flood_is_over_when_it_has_been_quiet_for_a_while() {
        busy(20, MILLI, 0);
        assertThat(pace.isFlood(now + 5 * SECOND)).isTrue();
        now += 20 * SECOND;
        assertThat(pace.isFlood(now)).isFalse();
        busy(5, MILLI, 0);
        assertThat(pace.isFlood(now)).isFalse();
    }
}
