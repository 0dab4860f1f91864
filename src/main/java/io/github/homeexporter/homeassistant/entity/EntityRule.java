package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import java.util.Map;
import java.util.Set;

/**
 * One line of {@code entities.csv}.
 *
 * @param shape null for what the type says
 * @param label the label that an enum or a text is made of
 * @param name words with {@code {labels}}, empty for the words of the metric
 * @param deviceClass empty for what the unit says, {@code none} for none
 * @param unit as {@code deviceClass}
 * @param stateClass as {@code deviceClass}
 * @param without labels that are no part of the entity's identity
 * @param area where the owner says it is, empty for where the device says
 * @param icon as {@code mdi:pump}, empty for none
 * @param unless null, or the metrics that say the same and better
 */
record EntityRule(
        Glob metric,
        Map<String, Glob> labels,
        Shape shape,
        String label,
        String name,
        String deviceClass,
        String unit,
        String stateClass,
        boolean diagnostic,
        boolean off,
        Set<String> without,
        String area,
        String icon,
        Glob unless) {

    /** Stands among the labels for what the series is to its device, whatever it is called there. */
    private static final String ITEM = "item";

    /** What kind of entity a series becomes. */
    enum Shape {
        SENSOR,
        FLAG,
        ENUM,
        TEXT,
        INFO,
        TIME,
        SKIP
    }

    /** The same, in the shape that the other has. */
    EntityRule as(EntityRule other) {
        return new EntityRule(
                metric,
                labels,
                other.shape,
                other.label,
                name,
                deviceClass,
                unit,
                stateClass,
                diagnostic || other.diagnostic,
                off,
                without,
                area,
                icon,
                unless);
    }

    /** Beside its metric's name, which is held against the table once for a family. */
    boolean fits(Series series) {
        for (Map.Entry<String, Glob> wanted : labels.entrySet()) {
            String value = wanted.getKey().equals(ITEM)
                    ? series.item().key()
                    : series.labels().get(wanted.getKey());
            if (value == null || !wanted.getValue().matches(value)) {
                return false;
            }
        }
        return true;
    }
}
