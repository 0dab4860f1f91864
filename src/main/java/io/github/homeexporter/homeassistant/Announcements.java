package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.entity.DeviceNames;
import io.github.homeexporter.homeassistant.entity.DeviceNames.Part;
import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.homeassistant.entity.Entity.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Discovery messages, none larger than the broker takes; behind each the states of its entities are due again. */
final class Announcements {
    /** Home Assistant takes a sensor whose discovery changed for expired, and needs a moment until it listens again. */
    private static final long STATES_AFTER_MILLIS = 1_000;
    /** Header, topic length and properties of a publish packet, and the separators of the JSON. */
    private static final int OVERHEAD = 64;

    private final PublishSettings settings;
    private final Discovery discovery;
    private int limit;

    Announcements(PublishSettings settings, Discovery discovery) {
        this.settings = settings;
        this.discovery = discovery;
        this.limit = settings.maxMessage();
    }

    /**
     * @param bytes the largest packet the broker takes
     * @return whether that is less than before
     */
    boolean limit(int bytes) {
        int before = limit;
        limit = Math.min(settings.maxMessage(), bytes);
        return limit < before;
    }

    int limit() {
        return limit;
    }

    /** What is due of one device. */
    void due(DeviceLedger device, long now, int most, List<Message> out, Set<String> findings) {
        for (DeviceName place : List.copyOf(device.knownPlaces.values())) {
            DeviceNames names = device.place(place.id());
            if (out.size() < most && names.isDue(now)) {
                place(device, place, names, now, out, findings);
            }
        }
    }

    private void place(
            DeviceLedger device,
            DeviceName place,
            DeviceNames names,
            long now,
            List<Message> out,
            Set<String> findings) {
        long expireAfter = device.expireAfter(settings.heartbeat().toSeconds());
        Map<String, Object> components =
                device.components(place, known -> discovery.component(known.entity, place, device.slug, expireAfter));
        boolean isMain = place.via().isEmpty();
        Map<String, Object> own =
                isMain ? Map.of(Discovery.CONNECTION, discovery.connection(place, device.slug)) : Map.of();
        String frame = Json.write(discovery.config(place, device.slug, own));
        String longestTopic = settings.topics().config(place.id(), 99);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        components.forEach((key, component) -> sizes.put(key, bytes(Json.write(component)) + bytes(key) + 4));
        Set<String> tooLarge = names.assign(sizes, limit - bytes(frame) - bytes(longestTopic) - OVERHEAD);
        tooLarge.forEach(key -> findings.add(device.name + ": " + key + " is announced to no broker: its discovery has "
                + sizes.get(key) + " bytes, and mqtt.max-message is " + limit));
        names.settled();
        boolean nothingYet = device.entities.isEmpty()
                && names.parts().stream().allMatch(part -> part.isEmpty() && part.sent.isEmpty());
        if (nothingYet) {
            return;
        }
        if (isMain) {
            names.part(0);
        }
        List<Part> parts = names.parts();
        for (int number = 0; number < parts.size(); number++) {
            Part part = parts.get(number);
            String topic = settings.topics().config(place.id(), number);
            if (part.keys.isEmpty() && part.carried.isEmpty() && !(isMain && number == 0)) {
                part.leaving.clear();
                if (!part.told.isEmpty() || !part.sent.isEmpty()) {
                    out.add(Message.removal(Message.Kind.DISCOVERY, topic));
                    part.told.clear();
                    part.sent = "";
                }
                continue;
            }
            Map<String, Object> all = new LinkedHashMap<>();
            boolean someLeave = !part.leaving.isEmpty();
            // first they go, then others come: an entity id is free only when its last owner is gone
            part.keys.stream()
                    .filter(key -> !someLeave || part.told.contains(key))
                    .forEach(key -> all.put(key, components.get(key)));
            part.carried.forEach(all::putIfAbsent);
            part.leaving.forEach((key, platform) -> all.putIfAbsent(key, Map.of("platform", platform)));
            if (number == 0) {
                all.putAll(own);
            }
            send(device, names, part, topic, Json.write(discovery.config(place, device.slug, all)), now, out);
        }
        if (!isMain && parts.stream().allMatch(Part::isEmpty)) {
            device.knownPlaces.remove(place.id());
            device.places.remove(place.id());
        }
    }

    private static void send(
            DeviceLedger device,
            DeviceNames names,
            Part part,
            String topic,
            String payload,
            long now,
            List<Message> out) {
        if (payload.equals(part.sent)) {
            part.keys.forEach(key -> current(device, key));
            return;
        }
        out.add(Message.discovery(topic, payload));
        names.sentAt(now);
        part.sent = payload;
        boolean someLeave = !part.leaving.isEmpty();
        for (String key : new ArrayList<>(part.keys)) {
            if (!someLeave || part.told.contains(key)) {
                Known known = current(device, key);
                known.sayAgain();
                known.notBefore = now + STATES_AFTER_MILLIS;
                device.dirty.add(known);
            }
        }
        part.told.retainAll(part.keys);
        if (someLeave) {
            // named once as gone, and then no more
            part.leaving.clear();
            names.changed(now);
        } else {
            part.told.addAll(part.keys);
        }
    }

    private static Known current(DeviceLedger device, String key) {
        Known known = device.entities.get(key);
        known.outdated = false;
        return known;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * When Home Assistant's birth messages are answered: soon, not by all programs of a house at one moment, and of a flood of them
     * one in a while. Told by the client's thread, asked by the link's.
     */
    static final class Births {
        private static final long SOONEST_MILLIS = 1_000;
        private static final long SPREAD_MILLIS = 4_000;
        /** Between two answers: announcing anew is everything we have. */
        private static final int SECONDS_APART = 30;

        private final DoubleSupplier random;
        private boolean heard;
        private boolean answered;
        private long due;
        private long last;

        /** @param random from 0 to 1 */
        Births(DoubleSupplier random) {
            this.random = random;
        }

        /** @param now milliseconds of a clock that only rises */
        synchronized void heard(long now) {
            if (heard) {
                // the answer that is on its way is for this one as well: it must not be put off
                return;
            }
            heard = true;
            long soon = now + SOONEST_MILLIS + (long) (random.getAsDouble() * SPREAD_MILLIS);
            due = answered ? Math.max(soon, last + SECONDS_APART * 1_000L) : soon;
        }

        /** Whether everything is to be said anew, which it is then. */
        synchronized boolean due(long now) {
            if (!heard || now < due) {
                return false;
            }
            heard = false;
            answered = true;
            last = now;
            return true;
        }
    }
}
