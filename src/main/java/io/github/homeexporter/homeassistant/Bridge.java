package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program itself as a device of Home Assistant: its version, a link to its page, whether something is wrong. */
final class Bridge {
    /** No device of ours has this id. */
    static final String ID = "bridge";

    private static final int MOST_SENTENCES = 20;

    private final Topics topics;
    private final Discovery discovery;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> said = new LinkedHashMap<>();
    private String page = "";
    private String announced = "";

    Bridge(Topics topics, Discovery discovery) {
        this.topics = topics;
        this.discovery = discovery;
    }

    /** The broker may have lost it. */
    void again() {
        announced = "";
        said.clear();
    }

    /**
     * @param url of the status page, empty when nobody knows how people reach it
     * @param findings a sentence each
     * @param down devices that do not answer
     */
    void facts(String url, List<String> findings, int down) {
        page = url;
        facts.put(topics.state(ID, "version"), discovery.version());
        facts.put(topics.state(ID, "findings"), findings.isEmpty() ? "OFF" : "ON");
        facts.put(
                topics.state(ID, "findings-list"),
                Json.write(Map.of(
                        "count",
                        findings.size(),
                        "findings",
                        findings.stream().limit(MOST_SENTENCES).toList())));
        facts.put(topics.state(ID, "devices-down"), Integer.toString(down));
    }

    void due(List<Message> out, int most) {
        if (facts.isEmpty() || out.size() >= most) {
            return;
        }
        String config = config();
        if (!config.equals(announced)) {
            announced = config;
            said.clear();
            out.add(Message.discovery(topics.config(ID), config));
        }
        facts.forEach((topic, payload) -> {
            if (!payload.equals(said.put(topic, payload))) {
                out.add(new Message(Message.Kind.STATE, topic, payload, 1, true));
            }
        });
    }

    private String config() {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("identifiers", List.of(topics.identifier(ID)));
        device.put("name", Discovery.ORIGIN);
        device.put("sw_version", discovery.version());
        if (!page.isEmpty()) {
            device.put("configuration_url", page);
        }
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("version", component("sensor", "version", "Version"));
        Map<String, Object> findings = component("binary_sensor", "findings", "Findings");
        findings.put("device_class", "problem");
        findings.put("json_attributes_topic", topics.state(ID, "findings-list"));
        components.put("findings", findings);
        Map<String, Object> down = component("sensor", "devices-down", "Devices down");
        down.put("state_class", "measurement");
        components.put("devices-down", down);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("device", device);
        config.put("origin", discovery.origin());
        config.put("availability", List.of(Map.of("topic", topics.bridge())));
        config.put("components", components);
        return Json.write(config);
    }

    private Map<String, Object> component(String platform, String key, String name) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("platform", platform);
        component.put("unique_id", topics.uniqueId(ID, key));
        component.put("default_entity_id", platform + ".home_exporter_" + key.replace('-', '_'));
        component.put("name", name);
        component.put("state_topic", topics.state(ID, key));
        component.put("entity_category", "diagnostic");
        return component;
    }

    /** What is to be said of the program: its findings at Home Assistant, and what Home Assistant cannot be told among the findings. */
    static final class BridgeNews {
        private static final Logger LOG = LoggerFactory.getLogger(BridgeNews.class);

        private final SampleStore store;
        private final Publisher publisher;
        private List<String> findings = List.of();

        BridgeNews(SampleStore store, Publisher publisher) {
            this.store = store;
            this.publisher = publisher;
        }

        /** @param page address of the status page, empty when it is not known */
        void tell(String page) {
            List<String> sentences = publisher.findings();
            if (!sentences.equals(findings)) {
                sentences.stream().filter(s -> !findings.contains(s)).forEach(s -> LOG.warn("mqtt: {}", s));
                findings = sentences;
                new ConfigState(store)
                        .found(
                                "mqtt",
                                sentences.stream()
                                        .map(sentence -> "mqtt: " + sentence)
                                        .toList());
            }
            List<String> all = store.self().faults().values().stream()
                    .flatMap(List::stream)
                    .toList();
            publisher.say(page, all);
        }
    }
}
