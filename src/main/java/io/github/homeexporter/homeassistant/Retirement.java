package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.entity.DeviceNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes from the broker what is gone for good: entities, rooms and devices, of this run and of earlier ones. */
final class Retirement {
    private final PublishSettings settings;
    private final Map<String, Retained> earlier = new LinkedHashMap<>();
    private final Map<String, Long> awaitedSince = new HashMap<>();
    private final Map<String, Long> absentSince = new HashMap<>();
    private final Set<Message> messages = new LinkedHashSet<>();

    Retirement(PublishSettings settings) {
        this.settings = settings;
    }

    void found(Retained retained) {
        earlier.put(retained.topic(), retained);
    }

    /** What an earlier run announced stays announced beside what is there now, until its time is up. */
    void adopt(DeviceLedger device, long now) {
        for (String id : device.knownPlaces().keySet()) {
            Retained retained = earlier.remove(settings.topics().config(id));
            if (retained != null) {
                DeviceNames place = device.place(id);
                retained.components().forEach((key, component) -> {
                    if (!device.entities().containsKey(key) && !key.equals(Discovery.CONNECTION)) {
                        place.carried.put(key, component);
                    }
                });
                place.changed(now);
            }
        }
    }

    void look(Collection<DeviceLedger> devices, long now) {
        Map<String, DeviceLedger> bySlug = new HashMap<>();
        devices.forEach(device -> bySlug.put(device.slug, device));
        for (DeviceLedger device : devices) {
            device.places.forEach((id, place) -> {
                if (hasLasted("carried " + id, device.up && !place.carried.isEmpty(), now)) {
                    place.carried.forEach((key, component) -> {
                        place.leaving.put(key, String.valueOf(component.get("platform")));
                        clear(String.valueOf(component.get("state_topic")));
                    });
                    place.carried.clear();
                    place.changed(now);
                }
            });
        }
        for (Retained retained : List.copyOf(earlier.values())) {
            DeviceLedger device = bySlug.get(retained.deviceSlug());
            // of a device that is there but silent nothing is certain
            if (hasLasted(retained.topic(), device == null || device.up, now)) {
                earlier.remove(retained.topic());
                messages.add(Message.removal(Message.Kind.DISCOVERY, retained.topic()));
                retained.components()
                        .values()
                        .forEach(component -> clear(String.valueOf(component.get("state_topic"))));
                if (device == null) {
                    messages.add(Message.removal(
                            Message.Kind.AVAILABILITY, settings.topics().status(retained.deviceSlug())));
                }
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
        if (present) {
            absentSince.remove(device.name);
            return false;
        }
        return now - absentSince.computeIfAbsent(device.name, n -> now)
                >= settings.removeAfter().toMillis();
    }

    void bury(DeviceLedger device) {
        absentSince.remove(device.name);
        Topics topics = settings.topics();
        device.places.keySet().forEach(id -> messages.add(Message.removal(Message.Kind.DISCOVERY, topics.config(id))));
        device.entities().keySet().forEach(key -> clear(topics.state(device.slug, key)));
        messages.add(Message.removal(Message.Kind.AVAILABILITY, topics.status(device.slug)));
    }

    /** Takes a state from the broker; of another program's topic never. */
    void clear(String topic) {
        if (topic.startsWith(settings.topics().base() + "/")) {
            messages.add(Message.removal(Message.Kind.STATE, topic));
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
    }
}
