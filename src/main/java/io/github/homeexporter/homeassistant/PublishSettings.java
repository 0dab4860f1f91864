package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.homeassistant.entity.Entity;
import io.github.homeexporter.words.Glob;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is published, and how often.
 *
 * @param minInterval least time between two states of one entity
 * @param heartbeat every state is sent again after this long, changed or not
 * @param removeAfter how long something must be gone, while its device answers, until Home Assistant is told to forget it
 * @param holdZero of which counters a single zero is held back
 * @param maxMessage bytes that no packet exceeds
 * @param pageUrl of the status page; {@code auto} to find it out, empty for none
 * @param qos of states, 0 or 1
 * @param includeDevices names or kinds; empty for all
 * @param include metrics that are there although they are left out by default
 * @param exclude metrics that are not there
 * @param isgPrefix base of isg_exporter's topics, empty for none of them
 */
record PublishSettings(
        Topics topics,
        Duration minInterval,
        Duration heartbeat,
        Duration removeAfter,
        HoldZero holdZero,
        int maxMessage,
        String pageUrl,
        int qos,
        List<Glob> includeDevices,
        List<Glob> excludeDevices,
        List<Glob> include,
        List<Glob> exclude,
        String isgPrefix) {

    /** Of which counters a single zero is held back. */
    enum HoldZero {
        ENERGY,
        ALL,
        NONE;

        /** As people write it: also as yes and no. */
        static Map<String, HoldZero> words() {
            Map<String, HoldZero> words = new LinkedHashMap<>();
            words.put("energy", ENERGY);
            words.put("all", ALL);
            words.put("none", NONE);
            List.of("true", "yes", "on", "1").forEach(word -> words.put(word, ENERGY));
            List.of("false", "no", "off", "0").forEach(word -> words.put(word, NONE));
            return words;
        }
    }

    boolean holdsZero(Entity entity) {
        return entity.stateClass() == StateClass.TOTAL_INCREASING
                && (holdZero == HoldZero.ALL
                        || (holdZero == HoldZero.ENERGY && entity.deviceClass().equals("energy")));
    }

    boolean wantsDevice(String name, String kind) {
        boolean in = includeDevices.isEmpty() || Glob.any(includeDevices, name) || Glob.any(includeDevices, kind);
        return in && !Glob.any(excludeDevices, name) && !Glob.any(excludeDevices, kind);
    }

    boolean wantsMetric(String name) {
        return !Glob.any(exclude, name);
    }

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
}
