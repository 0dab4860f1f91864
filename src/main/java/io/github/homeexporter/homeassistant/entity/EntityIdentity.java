package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What makes a series the entity it is, over restarts, renamed plugs and new addresses: the metric without its kind, and the
 * labels that do not merely say whose it is or what it is measured in.
 *
 * @param metric without the kind before it
 * @param labels in the order of their names
 */
record EntityIdentity(String metric, Map<String, String> labels) {
    /** Labels that say which device: it stands in the topic already, or may change while the thing stays the same. */
    private static final Set<String> WHOSE =
            Set.of("miniserver", "host", "alias", "host_name", "container_id", "instance", "source", "unit", "reason");

    private static final String DEVICE = "device";
    private static final Set<String> OF_AN_INFO = Set.of("section", "child", "room", "interface");

    /** @param device its name; a label of that value says nothing, while an interface or a disk is told apart by such a label */
    static EntityIdentity of(Series series, String device, String kind, EntityRule rule, String stateLabel) {
        Map<String, String> labels = new LinkedHashMap<>();
        series.labels().forEach((name, value) -> {
            boolean own = name.equals(DEVICE) && value.equals(device);
            boolean says = !own
                    && (rule.shape() == Shape.INFO
                            ? OF_AN_INFO.contains(name)
                            : !WHOSE.contains(name) && !rule.without().contains(name) && !name.equals(stateLabel));
            if (says) {
                labels.put(name, value);
            }
        });
        return new EntityIdentity(bare(series.family().name(), kind), labels);
    }

    /** Whether an info's label is one of its texts. */
    static boolean isText(String label) {
        return !label.equals(DEVICE) && !WHOSE.contains(label) && !OF_AN_INFO.contains(label);
    }

    /** {@code temperaturen} of {@code luxtronik_temperaturen}. */
    private static String bare(String metric, String kind) {
        String prefix = kind.replaceFirst("-.*", "") + "_";
        return metric.startsWith(prefix) && metric.length() > prefix.length()
                ? metric.substring(prefix.length())
                : metric;
    }

    String key() {
        StringBuilder key = new StringBuilder(Slug.id(metric));
        labels.values().forEach(value -> key.append('_').append(Slug.id(value)));
        return key.toString();
    }
}
