package io.github.homeexporter.host.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.HostRow.Counters;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final LongAdder anomalies = new LongAdder();
    private final Counters counters = new Counters(1, anomalies);

    @Test
    void a_glitch_keeps_the_last_good_reading_and_is_counted_once() {
        assertThat(readings(100, 95, 96, 97, 101)).containsExactly(100, 100, 100, 100, 101);
        assertThat(anomalies.sum()).isEqualTo(1);
    }

    @Test
    void a_restart_is_followed_from_its_second_reading_on() {
        assertThat(readings(1000, 3, 9, 15)).containsExactly(1000, 1000, 9, 15);
        assertThat(counters.rise(0)).isEqualTo(6);
    }

    @Test
    void one_reading_near_zero_is_no_restart() {
        assertThat(readings(1000, 3, 1001)).containsExactly(1000, 1000, 1001);
        assertThat(counters.rise(0)).isEqualTo(Scan.NONE);
    }

    @Test
    void a_restart_that_stops_at_zero_is_followed() {
        assertThat(readings(1000, 0, 0)).containsExactly(1000, 1000, 0);
    }

    @Test
    void what_no_counter_can_hold_is_refused_even_as_the_first() {
        assertThat(readings(8317131874320235395L, -5, Scan.NONE, 7))
                .containsExactly(Scan.NONE, Scan.NONE, Scan.NONE, 7);
        assertThat(anomalies.sum()).isEqualTo(1);
    }

    @Property
    void what_passes_never_falls_but_to_a_restart_below_half(
            @ForAll @Size(max = 50) long @LongRange(min = -10, max = 300) [] values) {
        Counters fresh = new Counters(1, new LongAdder());
        long last = Scan.NONE;
        for (long value : values) {
            long passed = fresh.accept(0, value);
            if (last != Scan.NONE && passed < last) {
                assertThat(passed).isLessThan((last + 1) / 2);
            }
            assertThat(fresh.rise(0) == Scan.NONE || fresh.rise(0) >= 0).isTrue();
            last = passed;
        }
    }

    private long[] readings(long... values) {
        long[] passed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            passed[i] = counters.accept(0, values[i]);
        }
        return passed;
    }
}
