package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.select.SelectComponent.Selects;
import io.github.homeexporter.select.SelectComponent.Selects.Select;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Select entities on one broker: their discovery, their states, and which topics are still to be listened to. */
final class SelectFeed {
    private final Selects selects;
    private final Topics topics;
    private final Discovery discovery;
    private final Map<String, String> said = new HashMap<>();
    private final Set<String> listening = new HashSet<>();
    /** Topics of select entities that an earlier run announced. */
    private final Set<String> earlier = new HashSet<>();

    SelectFeed(Selects selects, Topics topics, Discovery discovery) {
        this.selects = selects;
        this.topics = topics;
        this.discovery = discovery;
    }

    /** A connection is there: nothing is said to it yet, and nothing listened to. */
    synchronized void again() {
        said.clear();
        listening.clear();
    }

    /** Those whose wishes are not listened to yet; from now on they count as such. */
    synchronized List<Select> unheard() {
        return selects.offered().stream()
                .filter(select -> listening.add(select.commands()))
                .toList();
    }

    /** @return whether it is a select entity's, of whatever program */
    synchronized boolean retained(String topic) {
        boolean is = topic.startsWith(topics.discovery() + "/select/");
        if (is && topic.startsWith(topics.select(""))) {
            earlier.add(topic);
        }
        return is;
    }

    /** @param devices by their names in the store, null for one that is not there */
    synchronized void due(List<Message> out, int most, boolean discoveryOpen, Function<String, DeviceLedger> devices) {
        List<Select> offered = selects.offered();
        if (discoveryOpen) {
            offered.forEach(select -> earlier.remove(topics.select(select.key()) + "/config"));
            earlier.forEach(topic -> out.add(Message.removal(Message.Kind.DISCOVERY, topic)));
            earlier.clear();
        }
        for (Select select : offered) {
            if (out.size() >= most) {
                return;
            }
            String topic = topics.select(select.key()) + "/config";
            String config = Json.write(config(
                    select, Optional.ofNullable(devices.apply(select.device())).flatMap(SelectFeed::main)));
            if (discoveryOpen && !config.equals(said.put(topic, config))) {
                out.add(Message.discovery(topic, config));
                said.remove(select.states());
            }
            String state = selects.chosen(select.key());
            if (!state.isEmpty() && !state.equals(said.put(select.states(), state))) {
                out.add(new Message(Message.Kind.STATE, select.states(), state, 1, true));
            }
        }
    }

    /** The device itself at Home Assistant, not a room or a part of it. */
    private static Optional<DeviceName> main(DeviceLedger device) {
        return device.knownPlaces.values().stream()
                .filter(place -> place.via().isEmpty())
                .findFirst();
    }

    /** Only the program's availability counts: what cannot be told to the device now is told it later. */
    private Map<String, Object> config(Select select, Optional<DeviceName> place) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", select.name());
        config.put("unique_id", topics.identifier(select.key()));
        config.put("default_entity_id", "select." + select.key());
        config.put("command_topic", select.commands());
        config.put("state_topic", select.states());
        config.put("options", select.options());
        if (!select.icon().isEmpty()) {
            config.put("icon", select.icon());
        }
        config.put(
                "device",
                place.map(discovery::device)
                        .orElseGet(() -> Map.of(
                                "identifiers", List.of(topics.identifier(select.key())), "name", select.name())));
        config.put("availability", List.of(Map.of("topic", topics.bridge())));
        config.put("origin", discovery.origin());
        return config;
    }
}
