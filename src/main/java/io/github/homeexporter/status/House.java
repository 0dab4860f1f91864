package io.github.homeexporter.status;

import io.github.homeexporter.homeassistant.entity.DeviceRules;
import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.homeassistant.entity.Entity;
import io.github.homeexporter.homeassistant.entity.EntityMapper;
import io.github.homeexporter.homeassistant.entity.EntityMapper.Mapped;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.homeassistant.entity.EntityState;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a family looks at first: power now, energy of the day, temperatures by room, what the heat pump does. Drawn from the same
 * table of entities as Home Assistant's, so both have the same names.
 */
final class House {
    /** Of all devices together; what is beyond is left out: to look through it would cost more than the rest of the answer. */
    private static final int MOST_SERIES = 3_000;

    private static final int MOST_OF_A_GROUP = 24;
    private static final Pattern OF_THE_DAY = Pattern.compile("(?i)(^|[ _])(today|day|heute|tag)($|[ _])|totalDay");

    /** A thousand patterns: not before the first question. */
    private EntityRules rules;

    private final Map<String, EntityMapper> mappers = new HashMap<>();
    private final Map<String, Meanings> meanings = new HashMap<>();
    private final Supplier<OwnEntities> own;
    private OwnEntities words = OwnEntities.NONE;
    private String drawnFrom = "";
    private Map<String, List<Object>> drawn = Map.of();

    /** @param own what the owner calls entities */
    House(Supplier<OwnEntities> own) {
        this.own = own;
    }

    /**
     * By group, in the order they are shown; each with where it is, its name, its number or word, its unit.
     *
     * @param facts a text that differs when any device has said something since
     */
    synchronized Map<String, List<Object>> of(SampleStore store, String facts) {
        if (!facts.equals(drawnFrom) || words != own.get()) {
            learn(own.get());
            drawn = draw(store);
            drawnFrom = facts;
        }
        return drawn;
    }

    private void learn(OwnEntities now) {
        if (rules == null || now != words) {
            rules = EntityRules.shipped().with(now);
            words = now;
            mappers.values().forEach(mapper -> mapper.use(rules));
            meanings.clear();
        }
    }

    private Map<String, List<Object>> draw(SampleStore store) {
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        for (String group : List.of("power", "energy_today", "temperatures", "modes")) {
            groups.put(group, new ArrayList<>());
        }
        List<DeviceStatus> devices = store.devices();
        Set<String> names = devices.stream().map(DeviceStatus::name).collect(Collectors.toSet());
        mappers.keySet().retainAll(names);
        meanings.keySet().retainAll(names);
        int room = MOST_SERIES;
        for (DeviceStatus device : devices) {
            if (!device.kind().equals("host") && device.series() <= room) {
                room -= device.series();
                add(store, device, groups);
            }
        }
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    private void add(SampleStore store, DeviceStatus device, Map<String, List<Object>> groups) {
        Meanings is = meanings(device, store.samples(device.name()));
        for (Tile tile : is.tiles()) {
            List<Object> group = groups.get(tile.group());
            if (group.size() < MOST_OF_A_GROUP) {
                Entity entity = tile.entity();
                List<Series> sources = tile.sources();
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("device", device.name());
                json.put("where", tile.where());
                json.put("name", entity.name());
                json.put("value", EntityState.of(entity, sources, series -> number(store, device.name(), series)));
                json.put("unit", entity.unit());
                if (sources.size() == 1) {
                    json.put(
                            "series",
                            StatusJson.told(sources.get(0), is.shown().getOrDefault(sources.get(0), Map.of())));
                }
                group.add(json);
            }
        }
    }

    private static Double number(SampleStore store, String device, Series series) {
        StoredSample sample = store.sample(device, series);
        return sample == null ? null : sample.value();
    }

    /** Anew when it has other series: to find out what each of them is costs more than all else here. */
    private Meanings meanings(DeviceStatus device, List<StoredSample> samples) {
        Meanings before = meanings.get(device.name());
        if (before != null && before.isOf(samples)) {
            return before;
        }
        Mapped mapped = mappers.computeIfAbsent(
                        device.name(),
                        name -> new EntityMapper(
                                rules, DeviceRules.shipped(), metric -> true, name, device.kind(), Slug.id(name)))
                .map(samples);
        Map<Series, Map<String, String>> shown = new HashMap<>();
        mapped.entities()
                .forEach((key, entity) ->
                        mapped.sources().get(key).forEach(series -> shown.put(series, shown(entity, series))));
        Meanings now = new Meanings(samples.stream().map(StoredSample::series).toList(), tiles(mapped), shown);
        meanings.put(device.name(), now);
        return now;
    }

    private static List<Tile> tiles(Mapped mapped) {
        List<Tile> tiles = new ArrayList<>();
        mapped.entities().forEach((key, entity) -> {
            DeviceName place = mapped.places().get(entity.place());
            String group = group(entity, place);
            if (!group.isEmpty() && !entity.diagnostic()) {
                tiles.add(new Tile(group, place.name(), entity, mapped.sources().get(key)));
            }
        });
        return tiles;
    }

    private record Tile(String group, String where, Entity entity, List<Series> sources) {}

    /** What the series of a device are, which of them a family looks at, and how they are said. */
    private record Meanings(List<Series> series, List<Tile> tiles, Map<Series, Map<String, String>> shown) {
        boolean isOf(List<StoredSample> samples) {
            if (samples.size() != series.size()) {
                return false;
            }
            for (int i = 0; i < samples.size(); i++) {
                Series now = samples.get(i).series();
                if (!now.equals(series.get(i)) || !now.saysTheSame(series.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * How a series is said to people, where its name and unit do not say it: a flag and of what class, a moment, or its unit.
     * Empty where they do, and for what is not looked through here.
     */
    synchronized Map<String, String> shown(String device, Series series) {
        Meanings of = meanings.get(device);
        return of == null ? Map.of() : of.shown().getOrDefault(series, Map.of());
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
