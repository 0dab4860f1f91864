package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.LoxoneTime;
import io.github.homeexporter.loxone.structure.Weather;
import io.github.homeexporter.loxone.structure.WeatherServer;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
}
