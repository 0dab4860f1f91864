package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "28.05.18 14:17:30,2018-05-28T12:17:30Z",
        "29.10.18 11:16,2018-10-29T10:16:00Z",
        "29.10.2018,2018-10-28T23:00:00Z",
        "2018-10-29 11:16:50,2018-10-29T10:16:50Z",
        // the clocks went from 2 to 3: there was no 02:30, an hour later it was
        "31.03.24 02:30:00,2024-03-31T01:30:00Z",
        // the clocks went from 3 back to 2: the first 02:30 of the two
        "27.10.24 02:30:00,2024-10-27T00:30:00Z"
    })
    void reads_times_of_the_controller(String text, String instant) {
        assertThat(DeviceText.timestamp(text, Rules.BERLIN))
                .hasValue(Instant.parse(instant).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"02.02.-30 21:05:12", "31.02.18 10:00:00", "28.05.18 25:00", "", "Vorlauf", "1.2.3.4"})
    void skips_dates_that_do_not_exist(String text) {
        assertThat(DeviceText.timestamp(text, Rules.BERLIN)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void goes_by_the_given_zone() {
        assertThat(DeviceText.timestamp("01.01.24 00:00", java.time.ZoneOffset.UTC))
                .hasValue(1_704_067_200L);
    }
}
