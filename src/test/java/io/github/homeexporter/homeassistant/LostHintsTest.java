package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LostHintsTest {
    private final LostHints hints = new LostHints();

    @Test
    void whatWasNumberedBeforeTheLastLookAndNeverCameIsLostOnce() {
        hints.received("a", 1);
        assertThat(hints.lost("a", 4)).as("three may still be on their way").isZero();
        hints.received("a", 4);
        assertThat(hints.lost("a", 4)).isEqualTo(2);
        assertThat(hints.lost("a", 4)).isZero();
    }

    @Test
    void aHintOnItsWayWhenCountingBeginsIsNotCountedTwice() {
        assertThat(hints.lost("a", 1)).isZero();
        hints.received("a", 1);
        hints.received("a", 2);
        assertThat(hints.lost("a", 5)).isZero();
        assertThat(hints.lost("a", 5)).isEqualTo(3);
    }

    @Test
    void aDeviceThatWasForgottenIsCountedAnew() {
        hints.received("a", 1);
        hints.lost("a", 50);
        hints.lost("a", 50);
        assertThat(hints.lost("a", 2)).isZero();
        hints.received("a", 3);
        assertThat(hints.lost("a", 4)).isZero();
        assertThat(hints.lost("a", 4)).isEqualTo(1);
    }
}
