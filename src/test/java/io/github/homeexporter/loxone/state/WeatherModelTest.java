package io.github.homeexporter.loxone.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.Wire;
import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a weather server says through the Miniserver. */
class WeatherModelTest {
    private static List<String> lines(Samples samples) {
        return samples.toString().lines().toList();
    }

    private static List<String> weather(StateUuid state, List<Integer> hours) {
        ExportScope exposition =
                new ExportScope("loxone", "home", Naming.LEGACY, false, ControlFilter.NONE, 1_000, hours);
        MiniserverModel model = ModelBuilder.build(House.structure(), exposition);
        Samples out = new Samples();
        List<Irregularity> wrong = new ArrayList<>();
        EventTables.weather(
                Wire.weather(state, 536_457_600, 48).order(ByteOrder.LITTLE_ENDIAN),
                report -> assertThat(model.weather(report, out)).isTrue(),
                wrong::add);
        assertThat(wrong).isEmpty();
        return lines(out);
    }

    @Test
    void weather_is_exported_in_base_units() {
        List<String> lines = weather(House.WEATHER, List.of());
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "loxone_weather_last_update_timestamp_seconds{miniserver=\"home\"} 1.7672256E9",
                        "loxone_weather_temperature_celsius{miniserver=\"home\"} 0.0",
                        "loxone_weather_perceived_temperature_celsius{miniserver=\"home\"} 11.0",
                        "loxone_weather_dew_point_celsius{miniserver=\"home\"} 9.25",
                        "loxone_weather_humidity_ratio{miniserver=\"home\"} 0.8",
                        "loxone_weather_wind_direction_degrees{miniserver=\"home\"} 270.0",
                        "loxone_weather_wind_speed_meters_per_second{miniserver=\"home\"} 5.0",
                        "loxone_weather_solar_radiation_watts_per_square_meter{miniserver=\"home\"} 350.0",
                        "loxone_weather_precipitation_meters{miniserver=\"home\"} 5.0E-4",
                        "loxone_weather_pressure_pascals{miniserver=\"home\"} 101325.0",
                        "loxone_weather_type{miniserver=\"home\"} 7.0");
    }

    @Test
    void forecast_is_exported_for_the_hours_asked_for() {
        assertThat(weather(House.FORECAST, List.of())).isEmpty();
        assertThat(weather(House.FORECAST, List.of(3, 24, 96)))
                .hasSize(20)
                .contains(
                        "loxone_weather_forecast_temperature_celsius{hours=\"3\",miniserver=\"home\"} 3.0",
                        "loxone_weather_forecast_temperature_celsius{hours=\"24\",miniserver=\"home\"} 24.0");
    }
}
