package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.Traits.HaUnit;
import io.github.homeexporter.sample.Series;

/** Where a series says its unit: in a label, in its family, or at the end of a name. */
final class SeriesUnit {
    private static final String LABEL = "unit";
    private static final String TOTAL = "_total";

    private SeriesUnit() {}

    public static String of(Series series) {
        String label = series.labels().get(LABEL);
        if (label != null) {
            return label;
        }
        if (!series.family().unit().isEmpty()) {
            return series.family().unit();
        }
        String attribute = ending(series.labels().getOrDefault("attr", ""));
        if (!attribute.isEmpty()) {
            return attribute;
        }
        String name = series.family().name();
        String ending = ending(name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name);
        // a one-letter ending of a metric's name is a letter
        return ending.length() > 1 ? ending : "";
    }

    /** {@code C} of {@code vorlauf_C}; empty when what stands behind the last underscore is no unit. */
    static String ending(String name) {
        int at = name.lastIndexOf('_');
        String last = at < 1 ? "" : name.substring(at + 1);
        return HaUnit.isKnown(last) ? last : "";
    }
}
