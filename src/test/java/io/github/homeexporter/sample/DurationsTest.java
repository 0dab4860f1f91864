package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class DurationsTest {
    @Property
    void a_bare_number_is_seconds(@ForAll @IntRange(min = 0) int seconds) {
        assertThat(Durations.parse(Integer.toString(seconds))).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(Durations.parse(seconds + "s")).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Property
    void parts_add_up(
            @ForAll @IntRange(max = 300) int d,
            @ForAll @IntRange(max = 99) int h,
            @ForAll @IntRange(max = 99) int m,
            @ForAll @IntRange(max = 99) int s,
            @ForAll @IntRange(max = 9999) int ms) {
        assertThat(Durations.parse(" " + d + "d" + h + "H" + m + "m" + s + "s" + ms + "ms "))
                .isEqualTo(Duration.ofDays(d)
                        .plusHours(h)
                        .plusMinutes(m)
                        .plusSeconds(s)
                        .plusMillis(ms));
    }

    @Property
    void whatever_is_written_gives_a_duration_or_an_error_that_says_what_is_allowed(
            @ForAll @StringLength(max = 40) String text) {
        try {
            assertThat(Durations.parse(text)).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s)\".*\" is (not a duration; allowed: .*|longer than 68 years)");
        }
    }

    @Example
    void fractions_are_allowed() {
        assertThat(Durations.parse("1.5h")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Durations.parse("0.25")).isEqualTo(Duration.ofMillis(250));
    }

    @Example
    void what_is_no_duration_is_refused() {
        for (String text :
                new String[] {"", " ", "-5s", "5 s", "s", "1h30", "5x", "PT5S", "1e3", "٣s", "9".repeat(30)}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Durations.parse(text));
        }
    }

    @Example
    void a_duration_is_said_as_a_person_says_it() {
        assertThat(Durations.words(Duration.ofMillis(340))).isEqualTo("0.3 s");
        assertThat(Durations.words(Duration.ofMillis(14_078))).isEqualTo("14 s");
        assertThat(Durations.words(Duration.ofMinutes(5))).isEqualTo("5 min");
        assertThat(Durations.words(Duration.ofSeconds(303))).isEqualTo("5 min 3 s");
        assertThat(Durations.words(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Durations.words(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    }
}
