package io.github.homeexporter.status;

import io.github.homeexporter.homeassistant.entity.DeviceName;
import io.github.homeexporter.homeassistant.entity.Entity;
import io.github.homeexporter.homeassistant.entity.EntityFiles;
import io.github.homeexporter.homeassistant.entity.EntityMapper;
import io.github.homeexporter.homeassistant.entity.EntityMapper.Mapped;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.homeassistant.entity.EntityState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a family looks at first: power now, energy of the day, temperatures by room, what the heat pump does. Drawn from the same
 * table of entities as Home Assistant's, so both have the same names.
 */
final class House {
    /** Of a larger device nothing is shown here: to look through it would cost more than the rest of the answer. */
    private static final int MOST_SERIES = 3_000;

    private static final int MOST_OF_A_GROUP = 24;
    private static final Pattern OF_THE_DAY = Pattern.compile("(?i)(^|[ _])(today|day|heute|tag)($|[ _])|totalDay");

    /** A thousand patterns: not before the first question. */
    private EntityRules rules;

    private final Map<String, EntityMapper> mappers = new HashMap<>();
    private final Map<String, Map<Series, Map<String, String>>> words = new HashMap<>();
    private String drawnFrom = "";
    private Map<String, List<Object>> drawn = Map.of();

    /**
     * By group, in the order they are shown; each with where it is, its name, its number or word, its unit.
     *
     * @param facts a text that differs when any device has said something since
     */
    synchronized Map<String, List<Object>> of(SampleStore store, String facts) {
        if (!facts.equals(drawnFrom)) {
            drawn = draw(store);
            drawnFrom = facts;
        }
        return drawn;
    }

    private Map<String, List<Object>> draw(SampleStore store) {
        rules = rules == null ? EntityFiles.rules() : rules;
        words.clear();
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        for (String group : List.of("power", "energy_today", "temperatures", "modes")) {
            groups.put(group, new ArrayList<>());
        }
        List<DeviceStatus> devices = store.devices();
        mappers.keySet().retainAll(devices.stream().map(DeviceStatus::name).toList());
        for (DeviceStatus device : devices) {
            if (!device.kind().equals("host") && device.series() <= MOST_SERIES) {
                add(store, device, groups);
            }
        }
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    private void add(SampleStore store, DeviceStatus device, Map<String, List<Object>> groups) {
        List<StoredSample> samples = store.samples(device.name());
        Map<Series, Double> numbers = new HashMap<>();
        samples.forEach(sample -> numbers.put(sample.series(), sample.value()));
        Mapped mapped = mappers.computeIfAbsent(
                        device.name(),
                        name -> new EntityMapper(
                                rules, EntityFiles.places(), metric -> true, name, device.kind(), Slug.id(name)))
                .map(samples);
        Map<Series, Map<String, String>> shown = new HashMap<>();
        words.put(device.name(), shown);
        mapped.entities().forEach((key, entity) -> {
            List<Series> sources = mapped.sources().get(key);
            sources.forEach(series -> shown.put(series, shown(entity, series)));
            DeviceName place = mapped.places().get(entity.place());
            List<Object> group = groups.get(group(entity, place));
            if (group != null && group.size() < MOST_OF_A_GROUP && !entity.diagnostic()) {
                Map<String, Object> tile = new LinkedHashMap<>();
                tile.put("device", device.name());
                tile.put("where", place.name());
                tile.put("name", entity.name());
                tile.put("value", EntityState.of(entity, sources, numbers::get));
                tile.put("unit", entity.unit());
                if (sources.size() == 1) {
                    tile.put("series", StatusJson.told(sources.get(0), shown.getOrDefault(sources.get(0), Map.of())));
                }
                group.add(tile);
            }
        });
    }

    /**
     * How a series is said to people, where its name and unit do not say it: a flag and of what class, a moment, or its unit.
     * Empty where they do, and for what is not looked through here.
     */
    synchronized Map<String, String> shown(String device, Series series) {
        return words.getOrDefault(device, Map.of()).getOrDefault(series, Map.of());
    }

    private static Map<String, String> shown(Entity entity, Series series) {
        if (entity.platform().equals("binary_sensor")) {
            return Map.of("as", "flag", "class", entity.deviceClass());
        }
        if (entity.deviceClass().equals("timestamp")) {
            return Map.of("as", "time");
        }
        boolean says = !Selection.unit(series).isEmpty() || entity.unit().isEmpty() || entity.factor() != 1;
        return says ? Map.of() : Map.of("unit", entity.unit());
    }

    private static String group(Entity entity, DeviceName place) {
        return switch (entity.deviceClass()) {
            case "power" -> entity.platform().equals("sensor") ? "power" : "";
            case "energy" ->
                OF_THE_DAY.matcher(entity.name()).find()
                                || OF_THE_DAY.matcher(entity.key()).find()
                        ? "energy_today"
                        : "";
            case "temperature" -> place.area().isEmpty() ? "" : "temperatures";
            case "enum" -> "modes";
            default -> "";
        };
    }
}
