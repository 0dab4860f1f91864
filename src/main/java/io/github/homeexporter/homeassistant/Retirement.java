package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.homeassistant.entity.DeviceNames;
import io.github.homeexporter.homeassistant.entity.DeviceNames.Part;
import io.github.homeexporter.homeassistant.entity.Entity.Known;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from the broker what is gone for good: entities, rooms and devices, of this run and of earlier ones. */
final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
    /** More messages than a device has: at 16 kB each some 2,500 entities. */
    private static final int MOST_PARTS = 64;
    /** Home Assistant needs a moment to take an entity away. */
    private static final long GONE_MILLIS = 3_000;

    /** Of what the broker kept, in bytes of heap: some thousand entities with the heap that ships. */
    private static final long MOST_HELD = Runtime.getRuntime().maxMemory() / 12;
    /** Removals that wait for a broker; what is beyond stays on it. */
    static final int MOST_REMOVALS = 10_000;

    private static final String ABSENT = "absent ";

    private final PublishSettings settings;
    private long held;
    private boolean toldRemovals;
    private final Map<String, Retained> earlier = new LinkedHashMap<>();
    private final Map<String, Long> awaitedSince = new HashMap<>();
    private final Set<Message> messages = new LinkedHashSet<>();

    Retirement(PublishSettings settings) {
        this.settings = settings;
    }

    /** @return whether there was room for it; what is not taken stays on the broker as it is */
    boolean found(Retained retained) {
        long weight = retained.weight();
        if (held + weight > MOST_HELD) {
            return false;
        }
        held += weight;
        earlier.put(retained.topic(), retained);
        return true;
    }

    private void remember(Message message) {
        if (messages.size() < MOST_REMOVALS) {
            messages.add(message);
        } else if (!toldRemovals) {
            toldRemovals = true;
            LOG.warn("mqtt: {} removals wait for the broker; what goes until it takes them stays on it", MOST_REMOVALS);
        }
    }

    /** What an earlier run announced stays announced beside what is there now, until its time is up. */
    void adopt(DeviceLedger device, long now) {
        for (String id : device.knownPlaces.keySet()) {
            DeviceNames place = device.place(id);
            for (int number = 0; number < MOST_PARTS; number++) {
                Retained retained = earlier.remove(settings.topics().config(id, number));
                if (retained != null) {
                    Part part = place.part(number);
                    retained.components().forEach((key, component) -> {
                        if (key.equals(Discovery.CONNECTION)) {
                            return;
                        }
                        Known there = device.entities.get(key);
                        if (there != null) {
                            place.adopt(part, key, there.entity.platform());
                        } else {
                            part.carried.put(key, component);
                        }
                    });
                    place.changed(now);
                }
            }
        }
        replaceFirstBuild(device, now);
    }

    /**
     * What the first build announced under names and addresses goes in one go, and the same things under their lasting ids come
     * when it is gone: so they get the entity ids that it had, and with these their history.
     */
    private void replaceFirstBuild(DeviceLedger device, long now) {
        device.places.forEach((id, place) -> {
            for (Part part : place.parts()) {
                List<String> replaced = part.carried.keySet().stream()
                        .filter(device.before()::contains)
                        .toList();
                replaced.forEach(key -> leave(place, part, key));
                if (!replaced.isEmpty()) {
                    place.changed(now);
                }
            }
        });
        for (Retained retained : List.copyOf(earlier.values())) {
            if (isFirstBuild(retained, device)) {
                LOG.info(
                        "mqtt: {}: what an older version announced at {} is announced anew under lasting ids",
                        device.name,
                        retained.topic());
                forget(retained, !retained.deviceSlug().equals(device.slug));
                device.places.values().forEach(place -> place.waitUntil(now + GONE_MILLIS));
            }
        }
    }

    private static boolean isFirstBuild(Retained retained, DeviceLedger device) {
        boolean itself = retained.deviceSlug().equals(device.slug);
        boolean byName = retained.deviceSlug().equals(Slug.id(device.name));
        boolean sameMac = !retained.mac().isEmpty()
                && device.knownPlaces.values().stream().anyMatch(place -> retained.mac()
                        .equalsIgnoreCase(place.registry().getOrDefault("mac", "")));
        boolean known = retained.components().keySet().stream()
                .anyMatch(key -> !key.equals(Discovery.CONNECTION)
                        && !device.entities.containsKey(key)
                        && device.before().contains(key));
        return itself ? known : sameMac || (byName && known);
    }

    private void leave(DeviceNames place, Part part, String key) {
        Map<String, Object> component = part.carried.get(key);
        place.leave(key, String.valueOf(component.get("platform")));
        clear(String.valueOf(component.get("state_topic")));
    }

    private void forget(Retained retained, boolean withStatus) {
        earlier.remove(retained.topic());
        remember(Message.removal(Message.Kind.DISCOVERY, retained.topic()));
        retained.components().values().forEach(component -> clear(String.valueOf(component.get("state_topic"))));
        if (withStatus) {
            remember(
                    Message.removal(Message.Kind.AVAILABILITY, settings.topics().status(retained.deviceSlug())));
        }
    }

    /** Of what an earlier run announced and nobody has heard of yet in this one, nobody can say that it is there. */
    void unheard(Collection<DeviceLedger> devices) {
        Set<String> heard = devices.stream().map(device -> device.slug).collect(Collectors.toSet());
        earlier.values().stream()
                .map(Retained::deviceSlug)
                .filter(slug -> !heard.contains(slug))
                .distinct()
                .forEach(slug -> remember(Message.availability(settings.topics().status(slug), false)));
    }

    void look(Collection<DeviceLedger> devices, long now) {
        Map<String, DeviceLedger> bySlug = new HashMap<>();
        devices.forEach(device -> bySlug.put(device.slug, device));
        for (DeviceLedger device : devices) {
            device.places.forEach((id, place) -> place.parts().forEach(part -> {
                if (hasLasted(
                        "carried " + id + " " + place.parts().indexOf(part),
                        device.up && !part.carried.isEmpty(),
                        now)) {
                    List.copyOf(part.carried.keySet()).forEach(key -> leave(place, part, key));
                    place.changed(now);
                }
            }));
        }
        for (Retained retained : List.copyOf(earlier.values())) {
            DeviceLedger device = bySlug.get(retained.deviceSlug());
            // of a device that is there but silent nothing is certain
            if (hasLasted(retained.topic(), device == null || device.up, now)) {
                forget(retained, device == null);
            }
        }
    }

    /** Whether that has been so for long enough; begins to count anew when it is not. */
    private boolean hasLasted(String what, boolean holds, long now) {
        if (!holds) {
            awaitedSince.remove(what);
            return false;
        }
        long since = awaitedSince.computeIfAbsent(what, w -> now);
        if (now - since < settings.removeAfter().toMillis()) {
            return false;
        }
        awaitedSince.remove(what);
        return true;
    }

    /** Whether a device has been out of the store for long enough. */
    boolean isForgotten(DeviceLedger device, boolean present, long now) {
        return hasLasted(ABSENT + device.name, !present, now);
    }

    /** The device may come under another name: what was announced stays, as if by an earlier run. */
    void keep(DeviceLedger device) {
        awaitedSince.remove(ABSENT + device.name);
        Topics topics = settings.topics();
        device.places.forEach((id, place) -> {
            for (int number = 0; number < place.parts().size(); number++) {
                Map<String, Map<String, Object>> told = new LinkedHashMap<>();
                for (String key : place.parts().get(number).told) {
                    Known known = device.entities.get(key);
                    if (known != null) {
                        told.put(
                                key,
                                Map.of(
                                        "platform",
                                        known.entity.platform(),
                                        "state_topic",
                                        topics.state(device.slug, key)));
                    }
                }
                earlier.put(topics.config(id, number), new Retained(topics.config(id, number), device.slug, "", told));
            }
        });
        remember(Message.availability(topics.status(device.slug), false));
    }

    void bury(DeviceLedger device) {
        awaitedSince.remove(ABSENT + device.name);
        Topics topics = settings.topics();
        device.places.forEach((id, place) -> {
            for (int number = 0; number < place.parts().size(); number++) {
                remember(Message.removal(Message.Kind.DISCOVERY, topics.config(id, number)));
            }
        });
        device.entities.keySet().forEach(key -> clear(topics.state(device.slug, key)));
        remember(Message.removal(Message.Kind.AVAILABILITY, topics.status(device.slug)));
    }

    /** Takes a state from the broker; of another program's topic never. */
    void clear(String topic) {
        if (topic.startsWith(settings.topics().base() + "/") && Topics.isOne(topic)) {
            remember(Message.removal(Message.Kind.STATE, topic));
        }
    }

    void due(List<Message> out, int most) {
        List<Message> taken = new ArrayList<>();
        for (Message message : messages) {
            if (out.size() >= most) {
                break;
            }
            out.add(message);
            taken.add(message);
        }
        taken.forEach(messages::remove);
        toldRemovals &= !messages.isEmpty();
    }
}
