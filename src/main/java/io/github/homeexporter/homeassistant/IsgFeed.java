package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.entity.EntityState;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The topics of isg_exporter: {@code isg/aussentemperatur} with {@code {"Value":7.5,"Unit":"°C"}}, not retained, QoS 0, sent
 * with every reading, changed or not, as it did.
 */
final class IsgFeed {
    private static final String METRIC = "isg_";
    private static final String CIRCUIT = "hk";
    /** More topics than an ISG has: the map of what was sent when begins anew. */
    private static final int REMEMBERED = 10_000;

    private final boolean on;
    private final long minInterval;
    private final String prefix;
    private final Map<Series, String> waiting = new LinkedHashMap<>();
    private final Map<Series, Long> sentAt = new HashMap<>();

    IsgFeed(PublishSettings settings) {
        this.on = !settings.isgPrefix().isEmpty();
        this.minInterval = settings.minInterval().toMillis();
        this.prefix = settings.isgPrefix();
    }

    void changed(DeviceLedger device, Changes changes) {
        if (on && isIsg(device.kind)) {
            // while the broker is away: what stands here first is sent first, and what was is no longer
            changes.series().stream()
                    .filter(series -> waiting.size() < REMEMBERED || waiting.containsKey(series))
                    .forEach(series -> waiting.put(series, device.name));
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
                message(entry.getKey(), sample.value()).ifPresent(out::add);
                sentAt.put(entry.getKey(), now);
            }
        }
    }

    /** A text of a page is one level of a topic, and no filter. */
    private static String level(String text) {
        return text.replaceAll("[+#/\\p{Cntrl}]", "_");
    }

    private static boolean isIsg(String kind) {
        return kind.equals("isg") || kind.startsWith("isg-");
    }

    /** Empty for what isg_exporter did not publish: flags of the web pages, texts, what the program says of itself. */
    private Optional<Message> message(Series series, double value) {
        String name = series.family().name();
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.keySet().removeAll(java.util.Set.of("device", "source"));
        boolean wanted = name.startsWith(METRIC)
                && !name.startsWith("isg_flag_")
                && !name.startsWith("isg_sgready")
                && series.family().type() == MetricType.GAUGE
                && !labels.containsKey("state")
                && !labels.containsKey("section")
                && Double.isFinite(value);
        if (!wanted) {
            return Optional.empty();
        }
        String unit = labels.remove("unit");
        StringBuilder topic = new StringBuilder(prefix)
                .append('/')
                // its bits stood under the register's name
                .append(name.equals("isg_flag") ? "betriebsstatus" : name.substring(METRIC.length()));
        String state = labels.remove("name");
        if (state != null) {
            topic.append('/').append(level(state));
        }
        String circuit = labels.get(CIRCUIT);
        if (circuit != null) {
            topic.append('/').append(CIRCUIT).append('_').append(level(circuit));
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("Value", new java.math.BigDecimal(EntityState.number(value)));
        if (unit != null && state == null) {
            payload.put("Unit", unit);
        }
        if (!labels.isEmpty()) {
            payload.put("Labels", labels);
        }
        return Optional.of(new Message(
                Message.Kind.ISG_LEGACY, topic.toString().toLowerCase(Locale.ROOT), Json.write(payload), 0, false));
    }
}
