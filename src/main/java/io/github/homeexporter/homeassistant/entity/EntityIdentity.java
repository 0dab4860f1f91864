package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What makes a series the entity it is, over restarts, renamed plugs and new addresses: the device's own lasting word for it,
 * or where the device has none the metric without its kind, and the labels that say more than whose it is.
 *
 * @param own the device's word, empty when it has none
 * @param metric without the kind before it
 * @param labels in the order of their names
 */
record EntityIdentity(String own, String metric, Map<String, String> labels) {
    /** Labels that say which device or how it is measured: they may change while the thing stays the same. */
    private static final Set<String> PASSING = Set.of("miniserver", "host", "alias", "host_name", "unit");

    private static final String DEVICE = "device";
    private static final Set<String> OF_AN_INFO = Set.of("section", "child", "room", "interface", "id", "index");
    private static final Set<String> OF_AN_INFO_THEN = Set.of("section", "child", "room", "interface");
    /** What a text of an info never is, beside the labels that say which info it is. */
    private static final Set<String> NO_TEXT =
            Set.of("container_id", "instance", "source", "reason", "miniserver", "host", "alias", "host_name", "unit");

    /** @param device its name; a label of that value says nothing, while an interface or a disk is told apart by such a label */
    static EntityIdentity of(Series series, String device, String kind, EntityRule rule, String stateLabel) {
        String own = series.item().key();
        if (!own.isEmpty()) {
            return new EntityIdentity(rule.shape() == Shape.TEXT ? own + " text" : own, "", Map.of());
        }
        Map<String, String> labels = new LinkedHashMap<>();
        series.labels().forEach((name, value) -> {
            boolean which = rule.shape() == Shape.INFO
                    ? OF_AN_INFO.contains(name)
                    : !PASSING.contains(name) && !rule.without().contains(name) && !name.equals(stateLabel);
            if (which && !isItself(name, value, device)) {
                labels.put(name, value);
            }
        });
        return new EntityIdentity("", bare(series.family().name(), kind), labels);
    }

    /** The labels that count only where two series at the same time differ in nothing else. */
    static Map<String, String> passing(Series series, EntityRule rule, String stateLabel) {
        Map<String, String> labels = new LinkedHashMap<>();
        // the series of one enum are one entity: what comes with its state, as a number of the state, tells nothing
        // apart
        boolean ofLabel = rule.shape() == Shape.ENUM || rule.shape() == Shape.TEXT;
        if (rule.shape() != Shape.INFO) {
            series.labels().forEach((name, value) -> {
                boolean may =
                        PASSING.contains(name) || (!ofLabel && rule.without().contains(name));
                if (may && !name.equals(stateLabel)) {
                    labels.put(name, value);
                }
            });
        }
        return labels;
    }

    EntityIdentity and(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.putAll(more);
        return new EntityIdentity(own, metric, all);
    }

    /** Whether an info's label is one of its texts. */
    static boolean isText(String label) {
        return !label.equals(DEVICE) && !NO_TEXT.contains(label) && !OF_AN_INFO.contains(label);
    }

    static boolean isItself(String label, String value, String device) {
        return label.equals(DEVICE) && value.equals(device);
    }

    /** {@code temperaturen} of {@code luxtronik_temperaturen}. */
    static String bare(String metric, String kind) {
        int dash = kind.indexOf('-');
        String prefix = (dash < 0 ? kind : kind.substring(0, dash)) + "_";
        return metric.startsWith(prefix) && metric.length() > prefix.length()
                ? metric.substring(prefix.length())
                : metric;
    }

    String key() {
        StringBuilder key = new StringBuilder(Slug.id(own.isEmpty() ? metric : own));
        labels.values().forEach(value -> key.append('_').append(Slug.id(value)));
        return key.toString();
    }

    /**
     * The id that version 0.1 gave: by names, rooms and addresses. Whoever updates has them on the broker, and they are taken away
     * in one go when what they stood for is announced under its lasting id.
     *
     * @param metric as the identity has it, or for a text of an info with its label behind
     */
    static String firstBuildKey(String metric, Series series, String device, EntityRule rule, String stateLabel) {
        StringBuilder key = new StringBuilder(Slug.id(metric));
        series.labels().forEach((name, value) -> {
            boolean counts = rule.shape() == Shape.INFO
                    ? OF_AN_INFO_THEN.contains(name)
                    : !NO_TEXT.contains(name) && !rule.without().contains(name) && !name.equals(stateLabel);
            if (counts && !isItself(name, value, device)) {
                key.append('_').append(Slug.id(value));
            }
        });
        return key.toString();
    }
}
