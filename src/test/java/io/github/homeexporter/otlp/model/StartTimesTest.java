package io.github.homeexporter.otlp.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.otlp.model.Translation.StartTimes;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    private static final Map<String, String> NONE = Map.of();
    private final StartTimes starts = new StartTimes();

    @Test
    void a_start_stays_the_same_until_the_counter_falls_and_is_then_the_time_of_the_point_before() {
        assertThat(starts.of("c", NONE, 10, 100, 50)).isEqualTo(50);
        assertThat(starts.of("c", NONE, 10, 200, 50)).isEqualTo(50);
        assertThat(starts.of("c", NONE, 12, 300, 50)).isEqualTo(50);
        assertThat(starts.of("c", NONE, 3, 400, 50)).isEqualTo(300);
        assertThat(starts.of("c", NONE, 4, 500, 50)).isEqualTo(300);
    }

    @Test
    void a_counter_nobody_knows_the_start_of_says_so_with_its_first_point() {
        assertThat(starts.of("c", NONE, 10, 100, 0)).isEqualTo(100);
        assertThat(starts.of("c", NONE, 11, 200, 0)).isEqualTo(100);
    }

    @Test
    void a_start_is_never_after_its_point_even_when_the_clock_is_set_back() {
        starts.of("c", NONE, 10, 1_000, 0);
        assertThat(starts.of("c", NONE, 10, 400, 0)).isEqualTo(400);
        assertThat(starts.of("d", NONE, 10, 400, 900)).isEqualTo(400);
    }

    @Test
    void counters_with_other_labels_or_names_are_others() {
        starts.of("c", NONE, 10, 100, 0);
        assertThat(starts.of("c", Map.of("a", "b"), 1, 200, 0)).isEqualTo(200);
        assertThat(starts.of("d", NONE, 1, 300, 0)).isEqualTo(300);
    }

    @Test
    void counters_that_do_not_come_back_are_forgotten() {
        for (int cycle = 0; cycle < 1_000; cycle++) {
            starts.of("c", Map.of("cycle", String.valueOf(cycle)), 1, 100 + cycle, 0);
            starts.endOfCycle();
        }
        assertThat(starts.size()).isLessThanOrEqualTo(StartTimes.KEPT_CYCLES + 1);
    }

    @Property(tries = 200)
    void whatever_a_counter_does_its_rises_since_the_start_add_up(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = 0, max = 1e6) Double> values) {
        StartTimes times = new StartTimes();
        long start = 0;
        double before = 0;
        for (int i = 0; i < values.size(); i++) {
            long now = 1_000L + i;
            long next = times.of("c", NONE, values.get(i), now, 500);
            assertThat(next).isLessThanOrEqualTo(now);
            boolean fell = i > 0 && values.get(i) < before;
            assertThat(next).isEqualTo(i == 0 ? 500 : fell ? now - 1 : start);
            start = next;
            before = values.get(i);
        }
    }
}
