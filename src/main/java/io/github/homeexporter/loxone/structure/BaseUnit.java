package io.github.homeexporter.loxone.structure;

import java.util.Map;
import java.util.Optional;

/**
 * The unit a value is exported in, and the way from the device's number: {@code value * factor + offset}.
 *
 * @param name as it ends a metric name: {@code celsius}
 */
public record BaseUnit(String name, double factor, double offset) {
    public static final BaseUnit CELSIUS = new BaseUnit("celsius", 1, 0);
    public static final BaseUnit FAHRENHEIT = new BaseUnit("celsius", 5 / 9.0, -160 / 9.0);

    private static final Map<String, BaseUnit> BY_TEXT = Map.ofEntries(
            unit("°C", "celsius", 1),
            Map.entry("°F", FAHRENHEIT),
            Map.entry("K", new BaseUnit("celsius", 1, -273.15)),
            unit("%", "ratio", 0.01),
            unit("W", "watts", 1),
            unit("kW", "watts", 1e3),
            unit("MW", "watts", 1e6),
            unit("Wh", "joules", 3.6e3),
            unit("kWh", "joules", 3.6e6),
            unit("MWh", "joules", 3.6e9),
            unit("V", "volts", 1),
            unit("mV", "volts", 1e-3),
            unit("A", "amperes", 1),
            unit("mA", "amperes", 1e-3),
            unit("Hz", "hertz", 1),
            unit("lx", "lux", 1),
            unit("Lx", "lux", 1),
            unit("l", "cubic_meters", 1e-3),
            unit("L", "cubic_meters", 1e-3),
            unit("m³", "cubic_meters", 1),
            unit("l/h", "cubic_meters_per_second", 1e-3 / 3600),
            unit("l/min", "cubic_meters_per_second", 1e-3 / 60),
            unit("m³/h", "cubic_meters_per_second", 1 / 3600.0),
            unit("Pa", "pascals", 1),
            unit("hPa", "pascals", 100),
            unit("mbar", "pascals", 100),
            unit("bar", "pascals", 1e5),
            unit("m/s", "meters_per_second", 1),
            unit("km/h", "meters_per_second", 1 / 3.6),
            unit("mph", "meters_per_second", 0.44704),
            unit("kn", "meters_per_second", 1852 / 3600.0),
            unit("mm", "meters", 1e-3),
            unit("cm", "meters", 1e-2),
            unit("m", "meters", 1),
            unit("km", "meters", 1e3),
            unit("in", "meters", 0.0254),
            unit("s", "seconds", 1),
            unit("min", "seconds", 60),
            unit("h", "seconds", 3600),
            unit("kg", "grams", 1e3),
            unit("g", "grams", 1),
            unit("g/m³", "grams_per_cubic_meter", 1),
            unit("W/m²", "watts_per_square_meter", 1));

    private static Map.Entry<String, BaseUnit> unit(String text, String name, double factor) {
        return Map.entry(text, new BaseUnit(name, factor, 0));
    }

    /** By the unit's text as a format has it. */
    public static Optional<BaseUnit> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    public double apply(double value) {
        return value * factor + offset;
    }
}
