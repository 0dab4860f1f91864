package io.github.homeexporter.mutate;

import java.util.Map;

/** One word for a unit that devices write in several ways. */
final class Units {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("°C", "C"),
            Map.entry("℃", "C"),
            Map.entry("RPM", "rpm"),
            Map.entry("U/min", "rpm"),
            Map.entry("1/min", "rpm"),
            Map.entry("%", "percent"),
            Map.entry("m3/h", "m³/h"),
            Map.entry("Std", "h"),
            Map.entry("Std.", "h"),
            Map.entry("sec", "s"),
            Map.entry("Sek", "s"));

    private Units() {}

    /** {@code °C} is {@code C}, {@code RPM} is {@code rpm}; what is not in the table stays as it is. */
    static String word(String unit) {
        String u = unit.strip();
        return WORDS.getOrDefault(u, u);
    }
}
