package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.Set;

/**
 * The ids that version 0.1 gave: by names, rooms and addresses. Whoever updates has them on the broker, and they are taken away
 * in one go when what they stood for is announced under its lasting id.
 */
final class FirstBuild {
    private static final Set<String> LEFT_OUT =
            Set.of("miniserver", "host", "alias", "host_name", "container_id", "instance", "source", "unit", "reason");
    private static final Set<String> OF_AN_INFO = Set.of("section", "child", "room", "interface");

    private FirstBuild() {}

    /** @param metric as the identity has it, or for a text of an info with its label behind */
    static String key(String metric, Series series, String device, EntityRule rule, String stateLabel) {
        StringBuilder key = new StringBuilder(Slug.id(metric));
        series.labels().forEach((name, value) -> {
            boolean counts = rule.shape() == Shape.INFO
                    ? OF_AN_INFO.contains(name)
                    : !LEFT_OUT.contains(name) && !rule.without().contains(name) && !name.equals(stateLabel);
            if (counts && !EntityIdentity.isItself(name, value, device)) {
                key.append('_').append(Slug.id(value));
            }
        });
        return key.toString();
    }
}
