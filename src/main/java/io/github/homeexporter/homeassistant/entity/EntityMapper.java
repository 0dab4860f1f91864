package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule.Shape;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes entities of the series of one device. Remembers which id it gave to what: an id in use never changes hands. */
public final class EntityMapper {
    /** Ids beyond twice those in use that are kept for series that may come back. */
    private static final int REMEMBERED = 1_000;

    private EntityRules rules;
    private final DeviceRules places;
    private final Predicate<String> wanted;
    private final String device;
    private final String kind;
    private final String slug;
    private final Map<EntityIdentity, String> keys = new HashMap<>();
    private final Map<String, EntityIdentity> owners = new HashMap<>();
    /** Identities that were not enough at some time, with the labels that told their series apart. */
    private final Map<EntityIdentity, Set<String>> parted = new HashMap<>();

    private DeviceName main;

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

    /**
     * What a device's series are in Home Assistant at one moment.
     *
     * @param places by id, the device itself first
     * @param entities by key
     * @param sources by key: the series an entity's state is made of, in order
     * @param before ids of the first build that these entities replace
     * @param findings what could not be told apart by itself, a sentence each
     */
    public record Mapped(
            Map<String, DeviceName> places,
            Map<String, Entity> entities,
            Map<String, List<Series>> sources,
            Set<String> before,
            List<String> findings) {}

    /** A series on its way to be an entity. */
    private record Candidate(
            Series series, EntityRule rule, DeviceName place, String label, EntityIdentity identity, String before) {
        Map<String, String> passing() {
            return EntityIdentity.passing(series, rule, label);
        }
    }

    /** Other rules from now on; ids stay. */
    public void use(EntityRules others) {
        rules = others;
    }

    /** @param samples in the order of their series, so that ids come out the same each time */
    public Mapped map(List<StoredSample> samples) {
        Set<String> metrics =
                samples.stream().map(s -> s.series().family().name()).collect(Collectors.toSet());
        main = places.main(device, kind, slug, samples, main);
        Mapped mapped = new Mapped(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeSet<>(),
                new ArrayList<>());
        mapped.places().put(main.id(), main);
        Map<EntityIdentity, List<Candidate>> alike = new LinkedHashMap<>();
        Map<Glob, Boolean> said = new HashMap<>();
        for (StoredSample sample : samples) {
            EntityRule rule = rules.of(sample.series());
            boolean better = rule.unless() != null
                    && said.computeIfAbsent(
                            rule.unless(), glob -> metrics.stream().anyMatch(glob::matches));
            if (rule.shape() != Shape.SKIP
                    && !better
                    && wanted.test(sample.series().family().name())) {
                candidates(sample.series(), rule)
                        .forEach(c -> alike.computeIfAbsent(c.identity(), i -> new ArrayList<>(1))
                                .add(c));
            }
        }
        alike.forEach((identity, candidates) -> part(mapped, identity, candidates));
        forgetUnused(mapped, alike.keySet());
        Map<String, Entity> named = EntityNames.apart(mapped, new TreeSet<>(List.of(device, kind)));
        mapped.entities().putAll(named);
        mapped.before().removeAll(mapped.entities().keySet());
        return mapped;
    }

    /** Names that change with each reading must not be remembered for ever; those in use are. */
    private void forgetUnused(Mapped mapped, Set<EntityIdentity> alike) {
        if (keys.size() > 2 * mapped.entities().size() + REMEMBERED) {
            keys.values().retainAll(mapped.entities().keySet());
            owners.keySet().retainAll(mapped.entities().keySet());
        }
        if (parted.size() > 2 * alike.size() + REMEMBERED) {
            parted.keySet().retainAll(alike);
        }
    }

    private List<Candidate> candidates(Series series, EntityRule rule) {
        DeviceName place = DeviceRules.of(series, rule, main);
        if (rule.shape() != Shape.INFO) {
            String label = stateLabel(series, rule);
            EntityIdentity identity = EntityIdentity.of(series, device, kind, rule, label);
            String before = EntityIdentity.firstBuildKey(
                    EntityIdentity.bare(series.family().name(), kind), series, device, rule, label);
            return List.of(new Candidate(series, rule, place, label, identity, before));
        }
        EntityIdentity whole = EntityIdentity.of(series, device, kind, rule, "");
        List<Candidate> texts = new ArrayList<>();
        for (String label : series.labels().keySet()) {
            if (EntityIdentity.isText(label)) {
                String metric = EntityIdentity.bare(series.family().name(), kind) + "_" + label;
                String own = series.item(label).key();
                EntityIdentity one = own.isEmpty()
                        ? new EntityIdentity("", metric, whole.labels())
                        : new EntityIdentity(own, "", Map.of());
                texts.add(new Candidate(
                        series,
                        rule,
                        place,
                        label,
                        one,
                        EntityIdentity.firstBuildKey(metric, series, device, rule, "")));
            }
        }
        return texts;
    }

    /** Empty when there is none, or the series lacks it: then its number is all there is. */
    private static String stateLabel(Series series, EntityRule rule) {
        boolean named = rule.label().isEmpty() && rule.shape() == Shape.ENUM;
        String label = named ? series.family().name() : rule.label();
        return series.labels().containsKey(label) ? label : "";
    }

    /** Two series are two entities: what differs beside their identity tells them apart, whichever came first. */
    private void part(Mapped mapped, EntityIdentity identity, List<Candidate> candidates) {
        Set<String> apart = parted.getOrDefault(identity, Set.of());
        Map<String, String> first = candidates.get(0).passing();
        if (candidates.stream().anyMatch(c -> !c.passing().equals(first))) {
            Set<String> names = new TreeSet<>(apart);
            for (Candidate c : candidates) {
                Map<String, String> own = new TreeMap<>(c.passing());
                first.keySet().forEach(name -> own.putIfAbsent(name, ""));
                own.forEach((name, value) -> {
                    if (!value.equals(first.getOrDefault(name, ""))) {
                        names.add(name);
                    }
                });
            }
            parted.put(identity, names);
            apart = names;
        }
        for (Candidate candidate : candidates) {
            Map<String, String> more = new LinkedHashMap<>(candidate.passing());
            more.keySet().retainAll(apart);
            put(mapped, identity.and(more), candidate);
        }
    }

    private void put(Mapped mapped, EntityIdentity identity, Candidate c) {
        String key = key(identity, c, mapped.findings());
        List<Series> sources = mapped.sources().computeIfAbsent(key, k -> new ArrayList<>());
        Entity known = mapped.entities().get(key);
        boolean oneOfSeveral = known != null
                && c.rule().shape() != Shape.INFO
                && !known.label().isEmpty()
                && known.label().equals(c.label());
        if (known != null && !oneOfSeveral) {
            // under both namings a thing has two series; any other two are not told apart
            if (identity.own().isEmpty()) {
                mapped.findings()
                        .add(device + ": " + sources.get(0) + " and " + c.series()
                                + " are one entity in Home Assistant, " + key
                                + ": give one of them a label id of its own");
            }
            return;
        }
        sources.add(c.series());
        String name = EntityNames.of(c.series(), c.rule(), identity, c.label());
        Entity own = Entity.of(key, c.series(), c.rule(), c.place().id(), name, c.label());
        rules.notTaken(c.series(), own).ifPresent(mapped.findings()::add);
        mapped.places().putIfAbsent(c.place().id(), c.place());
        mapped.entities().put(key, own.shape() == Shape.ENUM ? own.withOptions(options(own, sources)) : own);
        mapped.before().add(c.before());
    }

    private static List<String> options(Entity own, List<Series> sources) {
        Set<String> options = new TreeSet<>();
        sources.forEach(series -> options.add(series.labels().get(own.label())));
        return List.copyOf(options);
    }

    private String key(EntityIdentity identity, Candidate c, List<String> findings) {
        String known = keys.get(identity);
        if (known == null) {
            known = identity.key();
            if (owners.containsKey(known)) {
                known = known + "_" + Slug.hash(identity.toString());
            }
            keys.put(identity, known);
            owners.put(known, identity);
        }
        EntityIdentity other = owners.get(identity.key());
        if (other != null && !other.equals(identity)) {
            findings.add(device + ": " + c.series() + " and the series of " + words(other)
                    + " would have one id in Home Assistant; this one is " + known
                    + ": give one of them another name");
        }
        return known;
    }

    private static String words(EntityIdentity identity) {
        return identity.own().isEmpty() ? identity.metric() + identity.labels() : identity.own();
    }
}
