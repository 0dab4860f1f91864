package io.github.homeexporter.sample;

import java.util.Objects;

/**
 * All series of one metric name.
 *
 * @param name metric name as in the text format 0.0.4, a counter's with its {@code _total}
 * @param type what the numbers mean
 * @param unit the unit a person reads ({@code celsius}, {@code kWh}), empty when there is none
 * @param help one sentence, may be empty: then the writer makes one from the name
 */
public record MetricFamily(String name, MetricType type, String unit, String help) {
    public MetricFamily {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(help, "help");
    }

    public static MetricFamily gauge(String name, String unit, String help) {
        return new MetricFamily(name, MetricType.GAUGE, unit, help);
    }

    public static MetricFamily counter(String name, String unit, String help) {
        return new MetricFamily(name, MetricType.COUNTER, unit, help);
    }

    public static MetricFamily info(String name, String help) {
        return new MetricFamily(name, MetricType.INFO, "", help);
    }

    /** Whether {@code name} is legal in the text format: {@code [a-zA-Z_:][a-zA-Z0-9_:]*}. */
    public static boolean isLegalName(String name) {
        return isLegal(name, true);
    }

    static boolean isLegal(String name, boolean colonAllowed) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean ok = letter || (colonAllowed && c == ':') || (i > 0 && c >= '0' && c <= '9');
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    /** What a family's numbers mean to a scraper. The text format 0.0.4 shows {@code INFO} and {@code STATESET} as gauges. */
    public enum MetricType {
        GAUGE,
        COUNTER,
        INFO,
        STATESET
    }

    /** One family as an output sees it: series in a fixed order, each with its newest number. */
    public interface FamilyView {
        MetricFamily family();

        int size();

        Series series(int i);

        /** As {@link Series#text}. */
        default byte[] text(int i) {
            return series(i).text();
        }

        double value(int i);
    }
}
