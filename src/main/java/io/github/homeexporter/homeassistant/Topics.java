package io.github.homeexporter.homeassistant;

import java.util.List;

/**
 * Every topic there is.
 *
 * @param base {@code home-exporter}
 * @param discovery {@code homeassistant}
 * @param node begins every id, so that two instances on one broker keep apart: {@code he}
 */
record Topics(String base, String discovery, String node) {
    /** Whether something can be published there: what a broker kept may hold anything. */
    static boolean isOne(String topic) {
        return !topic.isEmpty() && topic.length() <= 1_000 && !topic.matches("(?s).*[+#\\p{Cntrl}].*");
    }

    /** Whether the program is there: what the broker says for us when we are not. */
    String bridge() {
        return base + "/status";
    }

    String status(String deviceSlug) {
        return base + "/" + deviceSlug + "/status";
    }

    String state(String deviceSlug, String key) {
        return base + "/" + deviceSlug + "/" + key;
    }

    String config(String placeId) {
        return config(placeId, 0);
    }

    /** @param part 0 for the first message of a device; the others of a large one lie below it */
    String config(String placeId, int part) {
        return discovery + "/device/" + identifier(placeId) + (part == 0 ? "" : "/" + (part + 1)) + "/config";
    }

    /** Begins where a select entity is announced; with {@code /config} behind it that is it. */
    String select(String key) {
        return discovery + "/select/" + identifier(key);
    }

    /** Filters for all discovery messages of devices and select entities, ours and others'. */
    List<String> configs() {
        return List.of(
                discovery + "/device/+/config", discovery + "/device/+/+/config", discovery + "/select/+/config");
    }

    String identifier(String placeId) {
        return node + "_" + placeId;
    }

    String uniqueId(String deviceSlug, String key) {
        return node + "_" + deviceSlug + "_" + key;
    }
}
