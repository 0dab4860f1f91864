package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.Traits.HaUnit;
import io.github.homeexporter.sample.Series;
import java.util.regex.Pattern;

/** Where a series says its unit: in a label, in its family, or at the end of a name. */
final class SeriesUnit {
    private static final String LABEL = "unit";
    /** Words that may stand behind the unit of a metric's name. */
    private static final Pattern PERIOD =
            Pattern.compile("_(total|today|daily|weekly|monthly|yearly|(this_)?(day|week|month|year))$");

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
        String ending = ending(PERIOD.matcher(name).replaceFirst(""));
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
            // starts_per_hours are no hours
            if (HaUnit.isKnown(rest) && !name.startsWith("_per", at - 4)) {
                return rest;
            }
        }
        return "";
    }
}
