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
        String attribute = series.labels().get("attr");
        if (attribute != null) {
            // the metric is a section of many units: operating_hours has numbers of starts as well
            return ending(attribute);
        }
        String name = series.family().name();
        String ending = ending(name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name);
        // a one-letter ending of a metric's name is a letter
        return ending.length() > 1 ? ending : "";
    }

    /**
     * {@code C} of {@code vorlauf_C}, {@code watt_hours} of {@code energy_watt_hours}: the longest ending that is a unit; empty
     * when there is none.
     */
    static String ending(String name) {
        for (int at = name.indexOf('_', 1); at > 0; at = name.indexOf('_', at + 1)) {
            String rest = name.substring(at + 1);
            if (HaUnit.isKnown(rest)) {
                return rest;
            }
        }
        return "";
    }
}
