package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When isg_exporter's topics are sent: with every reading, changed or not, as it did. */
final class IsgFeed {
    /** More topics than an ISG has: the map of what was sent when begins anew. */
    private static final int REMEMBERED = 10_000;

    private final boolean on;
    private final long minInterval;
    private final IsgTopics topics;
    private final Map<Series, String> waiting = new LinkedHashMap<>();
    private final Map<Series, Long> sentAt = new HashMap<>();

    IsgFeed(PublishSettings settings) {
        this.on = !settings.isgPrefix().isEmpty();
        this.minInterval = settings.minInterval().toMillis();
        this.topics = new IsgTopics(settings.isgPrefix());
    }

    void changed(DeviceLedger device, Changes changes) {
        if (on && IsgTopics.isIsg(device.kind)) {
            changes.series().forEach(series -> waiting.put(series, device.name));
        }
    }

    void due(SampleStore store, long now, int most, List<Message> out) {
        if (sentAt.size() > REMEMBERED) {
            sentAt.clear();
        }
        Iterator<Map.Entry<Series, String>> all = waiting.entrySet().iterator();
        while (all.hasNext() && out.size() < most) {
            Map.Entry<Series, String> entry = all.next();
            Long before = sentAt.get(entry.getKey());
            if (before != null && now - before < minInterval) {
                continue;
            }
            all.remove();
            StoredSample sample = store.sample(entry.getValue(), entry.getKey());
            if (sample != null) {
                topics.of(entry.getKey(), sample.value()).ifPresent(out::add);
                sentAt.put(entry.getKey(), now);
            }
        }
    }
}
