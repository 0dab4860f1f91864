package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.structure.FormatUnit;
import io.github.homeexporter.loxone.structure.Weather;
import io.github.homeexporter.words.BaseUnit;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One number of a weather entry.
 *
 * @param name what stands behind {@code loxone_weather_}
 */
record WeatherField(String name, String help, BaseUnit unit, ToDoubleFunction<Weather.Entry> of) {
    private static final BaseUnit PERCENT = new BaseUnit("ratio", 0.01, 0);
    private static final BaseUnit PLAIN = new BaseUnit("", 1, 0);

    /** @param formats of the weather service; a unit they do not tell is the metric one Loxone starts with */
    static List<WeatherField> all(Map<String, String> formats, boolean fahrenheit) {
        BaseUnit degrees = fahrenheit ? BaseUnit.FAHRENHEIT : BaseUnit.CELSIUS;
        BaseUnit rain = unit(formats, "precipitation", "mm");
        BaseUnit wind = unit(formats, "windSpeed", "km/h");
        BaseUnit pressure = unit(formats, "barometricPressure", "hPa");
        return List.of(
                new WeatherField("temperature_celsius", "Air temperature.", degrees, Weather.Entry::temperature),
                new WeatherField(
                        "perceived_temperature_celsius",
                        "Temperature as it feels.",
                        degrees,
                        Weather.Entry::perceivedTemperature),
                new WeatherField("dew_point_celsius", "Dew point.", degrees, Weather.Entry::dewPoint),
                new WeatherField("humidity_ratio", "Relative humidity.", PERCENT, Weather.Entry::humidity),
                new WeatherField(
                        "wind_direction_degrees", "Where the wind comes from.", PLAIN, Weather.Entry::windDirection),
                new WeatherField("wind_speed_meters_per_second", "Wind speed.", wind, Weather.Entry::windSpeed),
                new WeatherField(
                        "solar_radiation_watts_per_square_meter",
                        "Solar radiation.",
                        PLAIN,
                        Weather.Entry::solarRadiation),
                new WeatherField("precipitation_meters", "Precipitation.", rain, Weather.Entry::precipitation),
                new WeatherField("pressure_pascals", "Air pressure.", pressure, Weather.Entry::pressure),
                new WeatherField("type", "Number of the kind of weather.", PLAIN, Weather.Entry::type));
    }

    /** A format's unit, when it is one of the kind the default is of. */
    private static BaseUnit unit(Map<String, String> formats, String field, String usual) {
        BaseUnit fallback = BaseUnit.of(usual).orElseThrow();
        return BaseUnit.of(FormatUnit.of(formats.getOrDefault(field, "")))
                .filter(unit -> unit.name().equals(fallback.name()))
                .orElse(fallback);
    }
}
