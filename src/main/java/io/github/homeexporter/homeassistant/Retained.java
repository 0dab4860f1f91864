package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A discovery message of ours that the broker kept from an earlier run.
 *
 * @param topic where it lies
 * @param deviceSlug our device it hangs on
 * @param mac the device's MAC address, empty when it said none
 * @param components as they were announced, by id
 */
record Retained(String topic, String deviceSlug, String mac, Map<String, Map<String, Object>> components) {

    /** Empty when it is somebody else's: another program's, or another home-exporter's with a base topic of its own. */
    static Optional<Retained> read(String topic, String payload, Topics topics) {
        try {
            if (!(Json.plain(payload) instanceof Map<?, ?> config)) {
                return Optional.empty();
            }
            String slug = isOurs(config, topics) ? deviceSlug(config, topics) : "";
            if (slug.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Map<String, Object>> components = new LinkedHashMap<>();
            if (config.get("components") instanceof Map<?, ?> all) {
                all.forEach((id, component) -> {
                    if (component instanceof Map<?, ?> map && map.containsKey("state_topic")) {
                        Map<String, Object> copy = new LinkedHashMap<>();
                        map.forEach((key, value) -> copy.put(key.toString(), value));
                        components.put(id.toString(), copy);
                    }
                });
            }
            return Optional.of(new Retained(topic, slug, mac(config), components));
        } catch (IOException e) {
            // not ours: what we write can be read
            return Optional.empty();
        }
    }

    /** About the bytes of heap that it takes: a broker's JSON can be nothing but tiny fields. */
    long weight() {
        long weight = 500;
        for (Map<String, Object> component : components.values()) {
            weight += 200 + 120L * component.size() + component.toString().length();
        }
        return weight;
    }

    /** Whether a program of this name with this base topic has announced it. */
    static boolean isOurs(String payload, Topics topics) {
        try {
            return Json.plain(payload) instanceof Map<?, ?> config && isOurs(config, topics);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOurs(Map<?, ?> config, Topics topics) {
        return config.get("origin") instanceof Map<?, ?> origin
                && Discovery.ORIGIN.equals(origin.get("name"))
                && config.get("availability") instanceof List<?> availability
                && availability.contains(Map.of("topic", topics.bridge()));
    }

    private static String mac(Map<?, ?> config) {
        return config.get("device") instanceof Map<?, ?> device
                        && device.get("connections") instanceof List<?> connections
                        && !connections.isEmpty()
                        && connections.get(0) instanceof List<?> first
                        && first.size() == 2
                        && "mac".equals(first.get(0))
                ? String.valueOf(first.get(1))
                : "";
    }

    private static String deviceSlug(Map<?, ?> config, Topics topics) {
        for (Object entry : (List<?>) config.get("availability")) {
            String topic = entry instanceof Map<?, ?> map ? String.valueOf(map.get("topic")) : "";
            String start = topics.base() + "/";
            if (Topics.isOne(topic)
                    && topic.startsWith(start)
                    && topic.endsWith("/status")
                    && !topic.equals(topics.bridge())) {
                return topic.substring(start.length(), topic.length() - "/status".length());
            }
        }
        return "";
    }
}
