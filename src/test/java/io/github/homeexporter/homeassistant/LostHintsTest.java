package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LostHintsTest {
    private final LostHints hints = new LostHints();

    @Test
    void what_was_numbered_before_the_last_look_and_never_came_is_lost_once() {
        hints.received("a", 1);
        assertThat(hints.lost("a", 4)).as("three may still be on their way").isZero();
        hints.received("a", 4);
        assertThat(hints.lost("a", 4)).isEqualTo(2);
        assertThat(hints.lost("a", 4)).isZero();
    }

    @Test
    void a_hint_on_its_way_when_counting_begins_is_not_counted_twice() {
        assertThat(hints.lost("a", 1)).isZero();
        hints.received("a", 1);
        hints.received("a", 2);
        assertThat(hints.lost("a", 5)).isZero();
        assertThat(hints.lost("a", 5)).isEqualTo(3);
    }

    @Test
    void a_device_that_was_forgotten_is_counted_anew() {
        hints.received("a", 1);
        hints.lost("a", 50);
        hints.lost("a", 50);
        assertThat(hints.lost("a", 2)).isZero();
        hints.received("a", 3);
        assertThat(hints.lost("a", 4)).isZero();
        assertThat(hints.lost("a", 4)).isEqualTo(1);
    }
}
