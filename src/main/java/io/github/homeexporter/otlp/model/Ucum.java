package io.github.homeexporter.otlp.model;

import java.util.Map;

/** Units in UCUM's letters (https://ucum.org), which OTLP wants, from the words and signs that devices and metric names use. */
final class Ucum {
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("seconds", "s"),
            Map.entry("s", "s"),
            Map.entry("ms", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("min", "min"),
            Map.entry("minutes", "min"),
            Map.entry("h", "h"),
            Map.entry("hours", "h"),
            Map.entry("days", "d"),
            Map.entry("bytes", "By"),
            Map.entry("ratio", "1"),
            Map.entry("percent", "%"),
            Map.entry("%", "%"),
            Map.entry("celsius", "Cel"),
            Map.entry("°C", "Cel"),
            Map.entry("C", "Cel"),
            Map.entry("kelvin", "K"),
            Map.entry("K", "K"),
            Map.entry("hertz", "Hz"),
            Map.entry("Hz", "Hz"),
            Map.entry("volts", "V"),
            Map.entry("V", "V"),
            Map.entry("mV", "mV"),
            Map.entry("amperes", "A"),
            Map.entry("amps", "A"),
            Map.entry("A", "A"),
            Map.entry("mA", "mA"),
            Map.entry("watts", "W"),
            Map.entry("watt", "W"),
            Map.entry("W", "W"),
            Map.entry("kW", "kW"),
            Map.entry("joules", "J"),
            Map.entry("Wh", "W.h"),
            Map.entry("kWh", "kW.h"),
            Map.entry("kilowatthours", "kW.h"),
            Map.entry("MWh", "MW.h"),
            Map.entry("pascals", "Pa"),
            Map.entry("hPa", "hPa"),
            Map.entry("bar", "bar"),
            Map.entry("meters", "m"),
            Map.entry("m", "m"),
            Map.entry("meters_per_second", "m/s"),
            Map.entry("m/s", "m/s"),
            Map.entry("km/h", "km/h"),
            Map.entry("grams", "g"),
            Map.entry("kg", "kg"),
            Map.entry("lux", "lx"),
            Map.entry("lx", "lx"),
            Map.entry("l", "L"),
            Map.entry("l/h", "L/h"),
            Map.entry("l/min", "L/min"),
            Map.entry("cubic_meters", "m3"),
            Map.entry("m³", "m3"),
            Map.entry("m³/h", "m3/h"),
            Map.entry("cubic_meters_per_second", "m3/s"),
            Map.entry("dBm", "dB[mW]"),
            Map.entry("rpm", "rpm"),
            Map.entry("threads", "{thread}"),
            Map.entry("classes", "{class}"),
            Map.entry("buffers", "{buffer}"),
            Map.entry("files", "{file}"));

    private Ucum() {}

    /**
     * @param unit as the family has it; when that is empty, the end of the name says
     * @return empty when there is no unit, or none that is known
     */
    static String of(String unit, String name) {
        if (!unit.isEmpty()) {
            return UNITS.getOrDefault(unit, "");
        }
        String bare = name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
        String words = bare.substring(bare.lastIndexOf('_') + 1);
        // one letter at a name's end is a phase or a circuit rather than a unit
        return words.length() > 3 && bare.length() > words.length() ? UNITS.getOrDefault(words, "") : "";
    }
}
