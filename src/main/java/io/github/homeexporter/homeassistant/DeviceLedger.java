package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.entity.DeviceNames;
import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.homeassistant.entity.Entity;
import io.github.homeexporter.homeassistant.entity.Entity.Known;
import io.github.homeexporter.homeassistant.entity.EntityMapper;
import io.github.homeexporter.homeassistant.entity.EntityMapper.Mapped;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One device: its entities, what of them changed, and what was said about it. */
final class DeviceLedger {
    private static final long BETWEEN_SCANS_MILLIS = 1_000;
    /** Entities that are missing and may come back; the longest missing go first. */
    static final int MOST_MISSING = 1_000;
    /** Words of one state: more is a text that is new each time. */
    private static final int MOST_OPTIONS = 100;
    /** Looked at without a reason, so that nothing hangs on a hint alone. */
    private static final long ANYWAY_MILLIS = 30_000;

    final String name;
    final String kind;
    final String slug;
    final Map<String, DeviceNames> places = new LinkedHashMap<>();

    boolean up;
    /** What was said of its availability; null when nothing was. */
    Boolean saidUp;

    private final EntityMapper mapper;
    final Map<String, DeviceName> knownPlaces = new LinkedHashMap<>();
    final Map<String, Known> entities = new LinkedHashMap<>();
    private final Map<Series, Made> bySeries = new HashMap<>();
    private final Set<Series> seen = new HashSet<>();
    final Set<Known> dirty = new LinkedHashSet<>();
    private final List<Known> superseded = new ArrayList<>();
    private Set<String> before = Set.of();
    private List<String> findings = List.of();
    private boolean scanWanted = true;
    private long scannedAt = Known.NEVER;
    private long intervalSeconds;
    final boolean isNamed;

    /** What was made of a series as it was when it was looked at. */
    private record Made(Series series, List<Known> known) {}

    /** @param isNamed whether its slug is made of its name, because it does not say what it is */
    DeviceLedger(String name, String kind, String slug, boolean isNamed, EntityMapper mapper) {
        this.isNamed = isNamed;
        this.name = name;
        this.kind = kind;
        this.slug = slug;
        this.mapper = mapper;
    }

    /** Ids of the first build that its entities replace. */
    Set<String> before() {
        return before;
    }

    /** What of its series could not be told apart. */
    List<String> findings() {
        return findings;
    }

    long intervalMillis() {
        return intervalSeconds * 1_000;
    }

    void changed(Changes changes) {
        scanWanted |= changes.series().isEmpty();
        for (Series series : changes.series()) {
            Made made = bySeries.get(series);
            if (made != null) {
                dirty.addAll(made.known());
                if (!made.series().saysTheSame(series)) {
                    // another unit or name: looked at before its number is sent
                    made.known().forEach(known -> known.outdated = true);
                    scanWanted = true;
                }
            } else if (!seen.contains(series)) {
                scanWanted = true;
            }
        }
    }

    void wantScan() {
        scanWanted = true;
    }

    /** Whether series have come that are not looked at yet: what seems to be missing may be among them. */
    boolean isScanWanted() {
        return scanWanted;
    }

    /** @param count how many series the store has of it now */
    boolean isScanDue(int count, long now) {
        if (scannedAt == Known.NEVER) {
            return true;
        }
        boolean wanted = scanWanted || count != seen.size();
        return now - scannedAt >= (wanted ? BETWEEN_SCANS_MILLIS : ANYWAY_MILLIS);
    }

    /** Looks at the device as a whole. */
    void scan(List<StoredSample> samples, long newIntervalSeconds, long now) {
        scanWanted = false;
        scannedAt = now;
        seen.clear();
        samples.forEach(sample -> seen.add(sample.series()));
        Mapped mapped = mapper.map(samples);
        before = mapped.before();
        findings = mapped.findings();
        boolean everywhere = intervalSeconds != newIntervalSeconds;
        intervalSeconds = newIntervalSeconds;
        mapped.places().forEach((id, place) -> {
            if (!Objects.equals(knownPlaces.put(id, place), place) || everywhere) {
                place(id).changed(now);
            }
        });
        bySeries.clear();
        mapped.entities()
                .forEach((key, entity) -> found(key, entity, mapped.sources().get(key), now));
        superseded.clear();
        entities.forEach((key, known) -> {
            boolean isThere = mapped.entities().containsKey(key);
            if (!isThere && known.sources.stream().anyMatch(seen::contains)) {
                // its series are there and are another entity now, or none by the owner's will
                superseded.add(known);
            } else if (!isThere) {
                missing(known, now);
            }
        });
    }

    /** Entities whose series became others at the last look. */
    List<Known> superseded() {
        return List.copyOf(superseded);
    }

    void use(EntityRules rules) {
        mapper.use(rules);
        scanWanted = true;
    }

    private void found(String key, Entity entity, List<Series> sources, long now) {
        Known known = entities.get(key);
        boolean carried = place(entity.place()).found(key);
        if (known == null) {
            known = new Known(entity, sources);
            entities.put(key, known);
            place(entity.place()).changed(now);
        } else {
            Entity merged = merged(known.entity, entity);
            boolean changed = !known.entity.equals(merged);
            if (!known.entity.place().equals(entity.place())) {
                place(known.entity.place()).leave(key, known.entity.platform());
                place(known.entity.place()).changed(now);
            }
            known.entity = merged;
            known.outdated = changed;
            if (carried || changed) {
                place(entity.place()).changed(now);
            }
        }
        known.sources = List.copyOf(sources);
        known.missingSince = Known.NEVER;
        for (Series series : sources) {
            bySeries.computeIfAbsent(series, s -> new Made(s, new ArrayList<>(1)))
                    .known()
                    .add(known);
        }
        dirty.add(known);
    }

    /** States that were seen stay options: one that is not there just now comes back. */
    private static Entity merged(Entity before, Entity now) {
        if (before.options().isEmpty() || now.options().containsAll(before.options())) {
            return now;
        }
        Set<String> all = new TreeSet<>(before.options());
        all.addAll(now.options());
        return all.size() > MOST_OPTIONS ? now : now.withOptions(List.copyOf(all));
    }

    private void missing(Known known, long now) {
        if (up && known.missingSince == Known.NEVER) {
            known.missingSince = now;
            dirty.add(known);
        } else if (!up) {
            known.missingSince = Known.NEVER;
        }
    }

    DeviceNames place(String id) {
        return places.computeIfAbsent(id, i -> new DeviceNames());
    }

    /** Everything is to be said again: the broker may have lost it. */
    void again() {
        saidUp = null;
        sayAllAgain();
        knownPlaces.keySet().forEach(id -> place(id).again());
    }

    /** Every state is to be said again. */
    void sayAllAgain() {
        entities.values().forEach(Known::sayAgain);
        dirty.addAll(entities.values());
    }

    /** It answers again, or no more. What stood still while it was away has expired at Home Assistant. */
    void turned(boolean isUp) {
        up = isUp;
        entities.values().forEach(each -> each.missingSince = Known.NEVER);
        if (isUp) {
            sayAllAgain();
        }
        wantScan();
    }

    void heartbeat(long now, long every) {
        for (Known known : entities.values()) {
            if (known.sentAt != Known.NEVER && now - known.sentAt >= every) {
                known.sayAgain();
                dirty.add(known);
            }
        }
    }

    /** What has been gone for so long, while the device answered, that it does not come back. */
    List<Known> goneForGood(long now, long removeAfter) {
        if (!up) {
            return List.of();
        }
        List<Known> missing = entities.values().stream()
                .filter(known -> known.missingSince != Known.NEVER)
                .sorted(Comparator.comparingLong(known -> known.missingSince))
                .toList();
        int tooMany = missing.size() - MOST_MISSING;
        return IntStream.range(0, missing.size())
                .filter(i -> i < tooMany || now - missing.get(i).missingSince >= removeAfter)
                .mapToObj(missing::get)
                .toList();
    }

    void remove(Known gone, long now) {
        entities.remove(gone.entity.key());
        dirty.remove(gone);
        DeviceNames place = place(gone.entity.place());
        place.leave(gone.entity.key(), gone.entity.platform());
        place.changed(now);
    }

    /** Its components in one place, as they are to be announced. */
    Map<String, Object> components(DeviceName place, Function<Known, Map<String, Object>> announce) {
        Map<String, Object> components = new LinkedHashMap<>();
        entities.values().stream()
                .filter(each -> each.entity.place().equals(place.id()))
                .forEach(each -> components.put(each.entity.key(), announce.apply(each)));
        return components;
    }

    long expireAfter(long heartbeatSeconds) {
        return intervalSeconds == 0 ? 0 : heartbeatSeconds + Math.max(60, 3 * intervalSeconds);
    }
}
