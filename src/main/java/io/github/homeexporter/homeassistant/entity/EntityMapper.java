package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes entities of the series of one device. Remembers which id it gave to what: an id in use never changes hands. */
public final class EntityMapper {
    private static final int REMEMBERED = 50_000;

    private final EntityRules rules;
    private final DeviceRules places;
    private final Predicate<String> wanted;
    private final String device;
    private final String kind;
    private final String slug;
    private final Map<EntityIdentity, String> keys = new HashMap<>();
    private final Map<String, EntityIdentity> owners = new HashMap<>();

    /** @param wanted whether a metric's name is to be there at all */
    public EntityMapper(
            EntityRules rules, DeviceRules places, Predicate<String> wanted, String device, String kind, String slug) {
        this.rules = rules;
        this.places = places;
        this.wanted = wanted;
        this.device = device;
        this.kind = kind;
        this.slug = slug;
    }

    /** @param samples in the order of their series, so that ids come out the same each time */
    public Mapped map(List<StoredSample> samples) {
        Set<String> metrics =
                samples.stream().map(s -> s.series().family().name()).collect(Collectors.toSet());
        DeviceName main = places.main(device, kind, slug, samples);
        Mapped mapped = new Mapped(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        mapped.places().put(main.id(), main);
        for (StoredSample sample : samples) {
            Series series = sample.series();
            EntityRule rule = rules.of(series);
            boolean better = rule.unless() != null && metrics.stream().anyMatch(rule.unless()::matches);
            if (rule.shape() == Shape.SKIP
                    || better
                    || !wanted.test(series.family().name())) {
                continue;
            }
            DeviceName place = DeviceRules.of(series, main);
            mapped.places().putIfAbsent(place.id(), place);
            add(mapped, series, rule, place);
        }
        return mapped;
    }

    private void add(Mapped mapped, Series series, EntityRule rule, DeviceName place) {
        if (rule.shape() == Shape.INFO) {
            EntityIdentity identity = EntityIdentity.of(series, device, kind, rule, "");
            for (String label : series.labels().keySet()) {
                if (EntityIdentity.isText(label)) {
                    EntityIdentity one = new EntityIdentity(identity.metric() + "_" + label, identity.labels());
                    String own = series.item(label).title();
                    String name = own.isEmpty() ? EntityNames.sentence(EntityNames.words(label)) : own;
                    put(mapped, one, text(place, name, label, rule), series);
                }
            }
            return;
        }
        String stateLabel = stateLabel(series, rule);
        EntityIdentity identity = EntityIdentity.of(series, device, kind, rule, stateLabel);
        put(mapped, identity, entity(series, rule, place, name(series, rule, identity), stateLabel), series);
    }

    /** The table's, else what the device itself calls it, else the words of the metric. */
    private static String name(Series series, EntityRule rule, EntityIdentity identity) {
        if (!rule.name().isEmpty()) {
            return EntityNames.of(rule.name(), series);
        }
        String own = series.item().title();
        return own.isEmpty() ? EntityNames.of(identity) : own;
    }

    /** Empty when there is none, or the series lacks it: then its number is all there is. */
    private static String stateLabel(Series series, EntityRule rule) {
        boolean named = rule.label().isEmpty() && rule.shape() == Shape.ENUM;
        String label = named ? series.family().name() : rule.label();
        return series.labels().containsKey(label) ? label : "";
    }

    private void put(Mapped mapped, EntityIdentity identity, Entity entity, Series series) {
        String key = key(identity);
        List<Series> sources = mapped.sources().computeIfAbsent(key, k -> new ArrayList<>());
        sources.add(series);
        Entity own = entity.withKey(key);
        mapped.entities().put(key, own.shape() == Shape.ENUM ? own.withOptions(options(own, sources)) : own);
    }

    private static List<String> options(Entity own, List<Series> sources) {
        Set<String> options = new TreeSet<>();
        sources.forEach(series -> options.add(series.labels().get(own.label())));
        return List.copyOf(options);
    }

    private static Entity entity(Series series, EntityRule rule, DeviceName place, String name, String label) {
        boolean ofLabel = rule.shape() == Shape.ENUM || rule.shape() == Shape.TEXT;
        Shape shape = rule.shape() == null || (ofLabel && label.isEmpty()) ? Shape.SENSOR : rule.shape();
        boolean enabled = !rule.off();
        return switch (shape) {
            case FLAG -> {
                String deviceClass = rule.deviceClass().equals("none") ? "" : rule.deviceClass();
                yield new Entity(
                        "",
                        place.id(),
                        name,
                        shape,
                        "",
                        deviceClass,
                        "",
                        null,
                        1,
                        -1,
                        List.of(),
                        rule.diagnostic(),
                        enabled);
            }
            case ENUM ->
                new Entity(
                        "",
                        place.id(),
                        name,
                        shape,
                        label,
                        "enum",
                        "",
                        null,
                        1,
                        -1,
                        List.of(),
                        rule.diagnostic(),
                        enabled);
            case TIME ->
                new Entity(
                        "",
                        place.id(),
                        name,
                        shape,
                        "",
                        "timestamp",
                        "",
                        null,
                        1,
                        -1,
                        List.of(),
                        rule.diagnostic(),
                        enabled);
            case TEXT -> text(place, name, label, rule);
            default -> {
                Traits t = Traits.of(series, rule);
                yield new Entity(
                        "",
                        place.id(),
                        name,
                        Shape.SENSOR,
                        "",
                        t.deviceClass(),
                        t.unit(),
                        t.stateClass(),
                        t.factor(),
                        t.precision(),
                        List.of(),
                        rule.diagnostic(),
                        enabled);
            }
        };
    }

    private static Entity text(DeviceName place, String name, String label, EntityRule rule) {
        return new Entity(
                "",
                place.id(),
                name,
                Shape.TEXT,
                label,
                "",
                "",
                null,
                1,
                -1,
                List.of(),
                rule.diagnostic(),
                !rule.off());
    }

    private String key(EntityIdentity identity) {
        String known = keys.get(identity);
        if (known != null) {
            return known;
        }
        if (keys.size() >= REMEMBERED) {
            keys.clear();
            owners.clear();
        }
        String key = identity.key();
        if (owners.containsKey(key)) {
            key = key + "_" + Slug.hash(identity.toString());
        }
        keys.put(identity, key);
        owners.put(key, identity);
        return key;
    }

    /**
     * What a device's series are in Home Assistant at one moment.
     *
     * @param places by id, the device itself first
     * @param entities by key
     * @param sources by key: the series an entity's state is made of, in order
     */
    public record Mapped(
            Map<String, DeviceName> places, Map<String, Entity> entities, Map<String, List<Series>> sources) {}
}
