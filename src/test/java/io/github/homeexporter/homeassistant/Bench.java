package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.homeassistant.entity.DeviceRules;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.Limits;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.select.SelectComponent.Selects;
import io.github.homeexporter.words.Glob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A publisher over a store whose time is ours, without a broker: what it would send is kept. */
public final class Bench {
    public static final Topics TOPICS = new Topics("home-exporter", "homeassistant", "he");
    public static final BuildInfo BUILD = new BuildInfo("1.0.0", "", "", "");

    long millis = 1_000_000;
    final SampleStore store =
            new SampleStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> millis * 1_000_000, Limits.DEFAULT);
    final Publisher publisher;
    final Map<String, String> broker = new LinkedHashMap<>();
    final List<Message> sent = new ArrayList<>();
    final Consumer<Changes> hints;

    Bench() {
        this("", List.of());
    }

    Bench(String isgPrefix, List<Glob> excludeDevices) {
        this(isgPrefix, excludeDevices, 16_000);
    }

    Bench(String isgPrefix, List<Glob> excludeDevices, int maxMessage) {
        this(isgPrefix, excludeDevices, maxMessage, BUILD);
    }

    Bench(BuildInfo build) {
        this("", List.of(), 16_000, build);
    }

    private Bench(String isgPrefix, List<Glob> excludeDevices, int maxMessage, BuildInfo build) {
        PublishSettings settings = new PublishSettings(
                TOPICS,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                PublishSettings.HoldZero.ENERGY,
                maxMessage,
                "",
                0,
                List.of(),
                excludeDevices,
                Glob.list("node_network_receive_bytes_total"),
                Glob.list("*_unwanted"),
                isgPrefix);
        publisher = new Publisher(
                store,
                settings,
                EntityRules.shipped(),
                DeviceRules.shipped(),
                new Discovery(TOPICS, build),
                new Selects());
        hints = publisher::changed;
        store.changes().add(hints);
    }

    /** Connected, and done with what an earlier run left. */
    Bench open() {
        publisher.again();
        publisher.openDiscovery(millis);
        return this;
    }

    void up(String device, String kind) {
        store.device(device, kind).up();
    }

    void publish(String device, String kind, int intervalSeconds, Samples samples) {
        store.publish(
                new Batch(device, kind, Duration.ofSeconds(intervalSeconds), false, Naming.LEGACY, millis, samples));
    }

    /** Lets that much time go by, in steps of 100 ms with a look each second, as the worker does. */
    Bench pass(Duration time) {
        long end = millis + time.toMillis();
        while (millis < end) {
            millis += 100;
            if (millis % 1_000 == 0) {
                store.sweep();
                publisher.look(store.devices(), true, millis);
            }
            for (Message message : publisher.due(millis, 200)) {
                sent.add(message);
                broker.put(message.topic(), message.payload());
            }
        }
        return this;
    }

    /** Discovery messages that stand on the broker. */
    Map<String, String> configs() {
        Map<String, String> configs = new LinkedHashMap<>(broker);
        configs.entrySet()
                .removeIf(e -> !e.getKey().endsWith("/config") || e.getValue().isEmpty());
        configs.remove(TOPICS.config(Bridge.ID));
        return configs;
    }

    String config(String identifier) {
        return broker.get("homeassistant/device/" + identifier + "/config");
    }

    List<String> sentTo(String topic) {
        return sent.stream()
                .filter(m -> m.topic().equals(topic))
                .map(Message::payload)
                .toList();
    }

    static Series gauge(String name, String unit, String... labels) {
        return Series.of(MetricFamily.gauge(name, unit, ""), map(labels));
    }

    static Series counter(String name, String unit, String... labels) {
        return Series.of(MetricFamily.counter(name, unit, ""), map(labels));
    }

    static Series info(String name, String... labels) {
        return Series.of(MetricFamily.info(name, ""), map(labels));
    }

    private static Map<String, String> map(String... labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return map;
    }
}
