package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.Entity.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Home Assistant was told of one of its devices, and what it still has to be told: in one message, or in several where one
 * would be too large. An entity stays in the message it was first in, for Home Assistant knows it by that.
 */
public final class DeviceNames {
    /** Home Assistant skips the rest of a device message while an entity of it is under way: no two in quick succession. */
    private static final long QUIET_MILLIS = 2_000;
    /** A device whose entities keep coming is announced all the same. */
    private static final long LONGEST_MILLIS = 10_000;

    private static final long AT_ONCE = Long.MIN_VALUE + 1;

    private final List<Part> parts = new ArrayList<>();
    private long sentAt = Known.NEVER;
    private long firstChange = Known.NEVER;
    private long lastChange = Known.NEVER;
    private long notBefore = Known.NEVER;

    /** One message of the device. */
    public static final class Part {
        /** In it, in their order. */
        public final Set<String> keys = new LinkedHashSet<>();
        /** Announced in an earlier run and not there yet: kept until it is certain that they do not come. */
        public final Map<String, Map<String, Object>> carried = new LinkedHashMap<>();
        /** Ids that go with the next message, with their platform. */
        public final Map<String, String> leaving = new LinkedHashMap<>();
        /** What the last message named. */
        public final Set<String> told = new LinkedHashSet<>();

        public String sent = "";

        public boolean isEmpty() {
            return keys.isEmpty() && carried.isEmpty() && leaving.isEmpty();
        }
    }

    public List<Part> parts() {
        return parts;
    }

    /** @param number from 0 */
    public Part part(int number) {
        while (parts.size() <= number) {
            parts.add(new Part());
        }
        return parts.get(number);
    }

    public void changed(long now) {
        lastChange = now;
        if (firstChange == Known.NEVER) {
            firstChange = now;
        }
    }

    /** As after a connection or a birth message: at once, since nothing of it is under way. */
    public void again() {
        parts.forEach(part -> part.sent = "");
        firstChange = lastChange = AT_ONCE;
    }

    /** What was taken away under the same names has to be gone first. */
    public void waitUntil(long millis) {
        notBefore = millis;
    }

    public boolean isDue(long now) {
        if (firstChange == Known.NEVER || now < notBefore || (sentAt != Known.NEVER && now - sentAt < QUIET_MILLIS)) {
            return false;
        }
        return firstChange == AT_ONCE || now - lastChange >= QUIET_MILLIS || now - firstChange >= LONGEST_MILLIS;
    }

    /** What was due is said. */
    public void settled() {
        firstChange = lastChange = Known.NEVER;
    }

    public void sentAt(long now) {
        sentAt = now;
    }

    /** It is there, as it was or again; whether an earlier run had announced it. */
    public boolean found(String key) {
        boolean carried = false;
        for (Part part : parts) {
            if (part.carried.remove(key) != null) {
                carried = true;
                part.keys.add(key);
                part.told.add(key);
            }
            if (part.leaving.remove(key) != null) {
                part.keys.add(key);
            }
        }
        return carried;
    }

    /** The broker has it in this message: whatever message it was given before, Home Assistant knows it by this one. */
    public void adopt(Part own, String key, String platform) {
        for (Part part : parts) {
            if (part != own && part.keys.remove(key) && part.told.contains(key)) {
                part.leaving.put(key, platform);
            }
        }
        own.keys.add(key);
        own.told.add(key);
    }

    /** It goes; Home Assistant is told by name if it knew it. */
    public void leave(String key, String platform) {
        for (Part part : parts) {
            boolean wasCarried = part.carried.remove(key) != null;
            if (part.keys.remove(key) || wasCarried) {
                part.leaving.put(key, platform);
            }
        }
    }

    /** Begins anew with the messages: what was assigned to them was too large for the broker. */
    public void forgetParts() {
        parts.clear();
    }

    /**
     * Gives each component a message: the one it is in, or the first that has room.
     *
     * @param sizes bytes of each component, in order
     * @param room bytes that one message has for components
     * @return the ids that are larger than a message
     */
    public Set<String> assign(Map<String, Integer> sizes, int room) {
        Set<String> tooLarge = new LinkedHashSet<>();
        for (Part part : parts) {
            part.keys.retainAll(sizes.keySet());
            List<String> last = new ArrayList<>(part.keys);
            for (int i = last.size() - 1; i > 0 && size(part, sizes) > room; i--) {
                String key = last.get(i);
                part.keys.remove(key);
                if (part.told.contains(key)) {
                    part.leaving.put(key, "sensor");
                }
            }
        }
        sizes.forEach((key, size) -> {
            if (size > room) {
                tooLarge.add(key);
                parts.forEach(part -> part.keys.remove(key));
            } else if (parts.stream().noneMatch(part -> part.keys.contains(key) || part.leaving.containsKey(key))) {
                int number = 0;
                // a tenth is left for names and states that come later
                while (size(part(number), sizes) + size > (part(number).keys.isEmpty() ? room : room * 9 / 10)) {
                    number++;
                }
                part(number).keys.add(key);
            }
        });
        return tooLarge;
    }

    private static int size(Part part, Map<String, Integer> sizes) {
        return part.keys.stream().mapToInt(sizes::get).sum();
    }
}
