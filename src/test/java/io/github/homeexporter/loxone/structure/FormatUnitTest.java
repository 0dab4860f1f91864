package io.github.homeexporter.loxone.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.homeexporter.words.BaseUnit;
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
        "€ %.2f, €"
    })
    void unit_is_what_is_left_of_the_format(String format, String unit) {
        assertThat(FormatUnit.of(format)).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "kWh, joules, 2, 7200000",
        "%, ratio, 50, 0.5",
        "°F, celsius, 212, 100",
        "K, celsius, 273.15, 0",
        "km/h, meters_per_second, 36, 10",
        "l/min, cubic_meters_per_second, 60, 0.001",
        "hPa, pascals, 1013.25, 101325",
        "mm, meters, 500, 0.5"
    })
    void known_units_have_a_base_unit(String text, String name, double value, double converted) {
        BaseUnit unit = BaseUnit.of(text).orElseThrow();
        assertThat(unit.name()).isEqualTo(name);
        assertThat(unit.apply(value)).isCloseTo(converted, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"ppm", "Kč/kWh", "°", "''"})
    void others_have_none(String text) {
        assertThat(BaseUnit.of(text)).isEmpty();
    }
}
