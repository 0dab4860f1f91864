package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.LoxoneTime;
import io.github.homeexporter.loxone.state.EventTables.Weather;
import io.github.homeexporter.loxone.structure.FormatReader.FormatUnit;
import io.github.homeexporter.loxone.structure.Structure.WeatherServer;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Unit.BaseUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Weather tables as series: what is, and the forecast for the hours that were asked for. */
final class WeatherSeries {
    private static final int HOUR = 3_600;

    private final WeatherServer server;
    private final Map<String, String> base;
    private final List<WeatherField> fields;
    private final List<Integer> forecastHours;
    private final Map<String, Series> made = new HashMap<>();

    WeatherSeries(WeatherServer server, boolean fahrenheit, Map<String, String> base, List<Integer> forecastHours) {
        this.server = server;
        this.base = base;
        this.fields = WeatherField.all(server.formats(), fahrenheit);
        this.forecastHours = forecastHours;
    }

    /** False when the table is not this Miniserver's weather. */
    boolean take(Weather weather, Samples out) {
        if (weather.uuid().equals(server.states().get("actual"))) {
            out.add(
                    series("last_update_timestamp_seconds", "seconds", "When the weather was fetched.", ""),
                    LoxoneTime.toUnix(weather.lastUpdate()));
            if (!weather.entries().isEmpty()) {
                add(weather.entries().get(0), "", out);
            }
            return true;
        }
        if (weather.uuid().equals(server.states().get("forecast"))) {
            forecast(weather.entries(), out);
            return true;
        }
        return false;
    }

    /** The first entry is the hour the forecast was made in. */
    private void forecast(List<Weather.Entry> entries, Samples out) {
        for (int hours : forecastHours) {
            entries.stream()
                    .filter(entry -> (long) entry.timestamp() - entries.get(0).timestamp() >= (long) hours * HOUR)
                    .findFirst()
                    .ifPresent(entry -> add(entry, Integer.toString(hours), out));
        }
    }

    private void add(Weather.Entry entry, String hours, Samples out) {
        for (WeatherField field : fields) {
            out.add(
                    series(field.name(), field.unit().name(), field.help(), hours),
                    field.unit().apply(field.of().applyAsDouble(entry)));
        }
    }

    private Series series(String name, String unit, String help, String hours) {
        String prefix = hours.isEmpty() ? "loxone_weather_" : "loxone_weather_forecast_";
        return made.computeIfAbsent(prefix + name + hours, key -> {
            Map<String, String> labels = new HashMap<>(base);
            labels.put("hours", hours);
            return Series.of(MetricFamily.gauge(prefix + name, unit, help), labels);
        });
    }

    void collect(List<Series> all) {
        all.addAll(new ArrayList<>(made.values()));
    }

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
                            "wind_direction_degrees",
                            "Where the wind comes from.",
                            PLAIN,
                            Weather.Entry::windDirection),
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
}
