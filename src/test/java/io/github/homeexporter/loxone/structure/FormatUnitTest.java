package io.github.homeexporter.loxone.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.homeexporter.loxone.structure.FormatReader.FormatUnit;
import io.github.homeexporter.words.Unit.BaseUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatUnitTest {
    @ParameterizedTest
    @CsvSource({
        "%.1fkWh, kWh",
        "%.0f%%, %",
        "%.2f %%, %",
        "%.1f %, %",
        "%.3fKč/kWh, Kč/kWh",
        "%.1f°, °",
        "<v.1> °C, °C",
        "<v>, ''",
        "%d, ''",
        "'', ''",
        "%5.2lf m³/h, m³/h",
        "€ %.2f, €",
        "EUR %.2f, EUR",
        "Request: %.0f °C, °C",
        "Wanted %.1f° now, °",
        "Level %d, ''",
        "Level: %d, ''",
        "%d of 10, ''",
        "%.0f min left, min",
        "%.0f%% of all, %",
        "%d pieces, pieces",
        "%.2f Kč / kWh, Kč/kWh",
        "%.1f ° C, °C",
        "%.1f (kWh), kWh",
        "%.0f W., W",
        "%.1f Std., Std.",
        "on, ''",
        "%.1fºC, ºC",
        "%.1f BAR now, BAR",
        "%02d:%02d, ''",
        "%d°C/%d%%, ''"
    })
    void unit_is_what_stands_behind_the_number(String format, String unit) {
        assertThat(FormatUnit.of(format)).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "kWh, joules, 2, 7200000",
        "%, ratio, 50, 0.5",
        "°F, celsius, 212, 100",
        "K, kelvin, 5, 5",
        "km/h, meters_per_second, 36, 10",
        "l/min, cubic_meters_per_second, 60, 0.001",
        "hPa, pascals, 1013.25, 101325",
        "mm, meters, 500, 0.5",
        "L/min, cubic_meters_per_second, 60, 0.001",
        "m3/h, cubic_meters_per_second, 3.6, 0.001",
        "Lux, lux, 400, 400",
        "seconds, seconds, 5, 5",
        "days, seconds, 2, 172800",
        "KW, watts, 2, 2000",
        "ºC, celsius, 20, 20",
        "°f, celsius, 212, 100",
        "BAR, pascals, 2, 200000",
        "hpa, pascals, 10, 1000",
        "l/Min, cubic_meters_per_second, 60, 0.001",
        "cbm, cubic_meters, 2, 2",
        "Volt, volts, 230, 230",
        "KWH, joules, 1, 3600000",
        "kwh, joules, 1, 3600000",
        "MJ, joules, 1, 1000000",
        "kPa, pascals, 1, 1000",
        "%RH, ratio, 40, 0.4",
        "l/m², meters, 2, 0.002",
        "Std., seconds, 1, 3600",
        "℃, celsius, 20, 20"
    })
    void known_units_have_a_base_unit(String text, String name, double value, double converted) {
        BaseUnit unit = BaseUnit.of(text).orElseThrow();
        assertThat(unit.name()).isEqualTo(name);
        assertThat(unit.apply(value)).isCloseTo(converted, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"ppm", "Kč/kWh", "°", "kWhr", "mw", "MA", "M", "IN", "''"})
    void others_have_none(String text) {
        assertThat(BaseUnit.of(text)).isEmpty();
    }
}
