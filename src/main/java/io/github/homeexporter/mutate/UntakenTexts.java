package io.github.homeexporter.mutate;

import io.github.homeexporter.sample.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rules could not use, one entry per place of a device, bounded. */
final class UntakenTexts {
    private static final int MAX = 1_000;

    private record Place(String device, String section, String name) {}

    private final Map<Place, UntakenText> texts = new LinkedHashMap<>();

    /** Whether the place is new. */
    synchronized boolean add(Reading r, String why) {
        Place place = new Place(r.device(), r.section(), r.name());
        if (texts.size() >= MAX && !texts.containsKey(place)) {
            return false;
        }
        return texts.put(place, new UntakenText(r.device(), r.section(), r.name(), r.text(), why)) == null;
    }

    /** A new set of rules may take what the old one did not. */
    synchronized void forget(String device) {
        texts.keySet().removeIf(place -> place.device().equals(device));
    }

    synchronized List<UntakenText> list() {
        return List.copyOf(texts.values());
    }
}
