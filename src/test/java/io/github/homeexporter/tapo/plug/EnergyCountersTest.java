package io.github.homeexporter.tapo.plug;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lifetime counter from the energy of the day and the month, each in watt-hours. */
class EnergyCountersTest {
    private static final String MAC = "A8:6E:84:00:00:01";

    private static final LocalDate LATEST = LocalDate.of(2026, 6, 1);

    private final EnergyCounters counters = new EnergyCounters();

    @Test
    void it_begins_at_the_energy_of_the_day_and_grows_with_it() {
        assertThat(after("2026-03-30", 100, 5000)).isEqualTo(100);
        assertThat(after("2026-03-30", 130, 5030)).isEqualTo(130);
        assertThat(after("2026-03-30", 130, 5030)).isEqualTo(130);
    }

    @Test
    void midnight_is_no_fall() {
        after("2026-03-30", 100, 5000);
        assertThat(after("2026-03-31", 7, 5007)).isEqualTo(107);
        assertThat(after("2026-04-01", 3, 3)).isEqualTo(110);
    }

    @Test
    void days_on_which_nobody_asked_are_made_up_from_the_month() {
        after("2026-03-10", 100, 1000);
        assertThat(after("2026-03-14", 20, 1700)).isEqualTo(800);
        assertThat(after("2026-04-03", 5, 90)).isEqualTo(890);
    }

    @Test
    void a_plug_that_starts_anew_within_a_day_is_not_counted_twice() {
        after("2026-03-30", 100, 5000);
        assertThat(after("2026-03-30", 0, 4900)).isEqualTo(100);
        assertThat(after("2026-03-30", 100, 5000)).isEqualTo(100);
        assertThat(after("2026-03-30", 110, 5010)).isEqualTo(110);
    }

    @Test
    void a_clock_that_was_set_back_counts_nothing_until_it_is_right() {
        after("2026-03-30", 100, 5000);
        assertThat(after("2016-01-01", 4, 4)).isEqualTo(100);
        assertThat(after("2026-03-30", 104, 5004)).isEqualTo(104);
    }

    @Test
    void a_clock_that_is_ahead_of_all_days_counts_nothing_until_it_is_right() {
        after("2026-03-30", 100, 5000);
        assertThat(after("2036-01-01", 4, 4)).isEqualTo(100);
        assertThat(after("2026-03-31", 7, 5007)).isEqualTo(107);
    }

    @Test
    void counters_of_any_size_are_kept() {
        after("2026-03-30", 12_345_678, 12_345_678);
        EnergyCounters again = new EnergyCounters();
        counters.texts()
                .forEach((outlet, text) ->
                        assertThat(again.restore(outlet, text)).as(text).isTrue());
        assertThat(again.texts()).isEqualTo(counters.texts());
    }

    @Test
    void without_a_date_a_fall_is_a_new_day() {
        after("", 100, Double.NaN);
        assertThat(after("", 7, Double.NaN)).isEqualTo(107);
    }

    @Test
    void it_goes_on_after_a_restart_as_if_there_had_been_none() {
        after("2026-03-30", 100, 5000);
        EnergyCounters again = new EnergyCounters();
        counters.texts().forEach((outlet, text) -> assertThat(again.restore(outlet, text))
                .isTrue());
        assertThat(counted(again, answer("2026-03-30", 140, 5040))).isEqualTo(140);
        assertThat(again.restore(MAC, "140 yesterday 1")).isFalse();
    }

    @Test
    void a_plug_with_a_counter_of_its_own_keeps_that_even_when_it_is_missing_once() {
        for (Double own : List.of(48_000.0, Double.NaN, 48_010.0)) {
            Outlet outlet = new Outlet("", "");
            outlet.put(Quantity.ENERGY_TODAY, 100);
            outlet.put(Quantity.ENERGY_TOTAL, own);
            counters.count(new PlugAnswer(MAC, "P110", "1", "1", outlet, List.of(), "2026-03-30", List.of()), LATEST);
            assertThat(outlet.values().getOrDefault(Quantity.ENERGY_TOTAL, Double.NaN))
                    .isEqualTo(own);
        }
        assertThat(counters.texts()).isEmpty();
    }

    private double after(String day, double today, double month) {
        return counted(counters, answer(day, today, month));
    }

    private static double counted(EnergyCounters counters, PlugAnswer answer) {
        counters.count(answer, LATEST);
        return answer.own().values().get(Quantity.ENERGY_TOTAL);
    }

    private static PlugAnswer answer(String day, double today, double month) {
        Outlet own = new Outlet("", "");
        own.withoutCounter();
        own.put(Quantity.ENERGY_TODAY, today);
        own.put(Quantity.ENERGY_MONTH, month);
        return new PlugAnswer(MAC, "P110", "1.0.7", "1.0", own, List.of(), day, List.of());
    }
}
