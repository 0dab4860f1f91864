package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.MetricFamily;
import java.util.Locale;

/** The sentence after {@code # HELP}. There is always one: promtool finds fault with a family without. */
final class Help {
    private Help() {}

    static String of(MetricFamily family) {
        return family.help().isBlank() ? fromName(family.name(), family.unit()) : family.help();
    }

    static String fromName(String name, String unit) {
        String words = name.replaceAll("[_:]+", " ").strip();
        if (words.isEmpty()) {
            return "No description.";
        }
        String told = unit.isEmpty() || name.endsWith("_" + unit) || name.endsWith("_" + unit + "_total")
                ? ""
                : ", in " + unit;
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + told + ".";
    }

    /** A quotation mark is escaped in OpenMetrics only (its ABNF, escaped-string). */
    static String escape(String help, Format format) {
        StringBuilder out = null;
        for (int i = 0; i < help.length(); i++) {
            char c = help.charAt(i);
            String escaped =
                    switch (c) {
                        case '\\' -> "\\\\";
                        case '\n' -> "\\n";
                        case '"' -> format == Format.OPENMETRICS ? "\\\"" : null;
                        default -> null;
                    };
            if (escaped != null && out == null) {
                out = new StringBuilder(help.length() + 8).append(help, 0, i);
            }
            if (out != null) {
                out.append(escaped == null ? String.valueOf(c) : escaped);
            }
        }
        return out == null ? help : out.toString();
    }
}
