package io.github.homeexporter.homeassistant;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.entity.DeviceName;
import io.github.homeexporter.homeassistant.entity.DeviceNames;
import io.github.homeexporter.homeassistant.entity.DeviceRules;
import io.github.homeexporter.homeassistant.entity.EntityMapper;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.homeassistant.entity.EntityState;
import io.github.homeexporter.homeassistant.entity.Known;
import io.github.homeexporter.homeassistant.entity.Numerals;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides what to send and when. Hints say where to look, the store says what is there; whatever cannot be sent now stays
 * marked, so a broker that is away for a week costs no memory. Knows no clock and no broker. Called by two threads: the
 * queue's with hints, the worker's for the rest.
 */
final class Publisher {
    /** A device that has just come back has not said everything yet. */
    private static final long GRACE_MILLIS = 3_000;

    private final SampleStore store;
    private final PublishSettings settings;
    private final EntityRules rules;
    private final DeviceRules names;
    private final Discovery discovery;
    private final Retirement retirement;
    private final IsgFeed isg;
    private final Map<String, DeviceLedger> devices = new LinkedHashMap<>();
    private final LostHints hints = new LostHints();
    private boolean bridgeSaid;
    private boolean discoveryOpen;
    private long lost;
    private int turn;

    Publisher(SampleStore store, PublishSettings settings, EntityRules rules, DeviceRules names, Discovery discovery) {
        this.store = store;
        this.settings = settings;
        this.rules = rules;
        this.names = names;
        this.discovery = discovery;
        this.retirement = new Retirement(settings);
        this.isg = new IsgFeed(settings);
    }

    /** A hint from the queue. */
    synchronized void changed(Changes changes) {
        hints.received(changes.device(), changes.number());
        DeviceLedger device = devices.get(changes.device());
        if (device != null) {
            device.changed(changes);
            isg.changed(device, changes);
        }
    }

    /** A connection is there: everything is to be said anew, to a broker that may have lost it all. */
    synchronized void again() {
        bridgeSaid = false;
        devices.values().forEach(DeviceLedger::again);
    }

    /** A discovery message that was on the broker when we came. */
    synchronized void retained(String topic, String payload) {
        Retained.read(topic, payload, settings.topics()).ifPresent(retirement::found);
    }

    /** From now on discovery may be sent: what the broker kept of it has been read. */
    synchronized void openDiscovery(long now) {
        discoveryOpen = true;
        devices.values().forEach(device -> retirement.adopt(device, now));
    }

    /** Hints that the queue dropped since it was last asked. */
    synchronized long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }

    synchronized int entities() {
        return devices.values().stream().mapToInt(d -> d.entities().size()).sum();
    }

    /** States that wait to be sent. */
    synchronized int waiting() {
        return devices.values().stream().mapToInt(d -> d.dirty().size()).sum();
    }

    /** Once a second or so: looks at what the hints cannot say. */
    synchronized void look(List<DeviceStatus> statuses, boolean queueIsEmpty, long now) {
        Set<String> present = new HashSet<>();
        for (DeviceStatus status : statuses) {
            if (!settings.wantsDevice(status.name(), status.kind())) {
                continue;
            }
            present.add(status.name());
            DeviceLedger device = devices.computeIfAbsent(status.name(), n -> ledger(status));
            look(device, status, now);
            if (queueIsEmpty) {
                long more = hints.lost(device.name, store.changes().latest(device.name));
                lost += more;
                if (more > 0) {
                    device.wantScan();
                }
            }
        }
        for (DeviceLedger device : devices.values()) {
            if (!present.contains(device.name)) {
                device.up = false;
                hints.forget(device.name);
            }
        }
        Iterator<DeviceLedger> all = devices.values().iterator();
        while (all.hasNext()) {
            DeviceLedger device = all.next();
            if (retirement.isForgotten(device, present.contains(device.name), now)) {
                retirement.bury(device);
                all.remove();
            }
        }
        retirement.look(devices.values(), now);
    }

    private void look(DeviceLedger device, DeviceStatus status, long now) {
        boolean up = status.state() == DeviceState.UP;
        if (up != device.up) {
            device.up = up;
            device.entities().values().forEach(known -> known.missingSince = Known.NEVER);
            device.wantScan();
        }
        device.heartbeat(now, settings.heartbeat().toMillis());
        if (device.isScanDue(status.series(), now)) {
            List<StoredSample> samples = store.samples(device.name);
            device.scan(samples, status.interval().toSeconds(), now);
            retirement.adopt(device, now);
        }
        for (Known gone : device.goneForGood(now, settings.removeAfter().toMillis())) {
            device.remove(gone, now);
            retirement.clear(settings.topics().state(device.slug, gone.entity.key()));
        }
    }

    private DeviceLedger ledger(DeviceStatus status) {
        String slug = Slug.id(status.name());
        boolean taken = devices.values().stream().anyMatch(d -> d.slug.equals(slug));
        String own = taken ? slug + "_" + Slug.hash(status.name()) : slug;
        Predicate<String> wanted = settings::wantsMetric;
        EntityRules used = rules.including(settings.include());
        return new DeviceLedger(
                status.name(),
                status.kind(),
                own,
                new EntityMapper(used, names, wanted, status.name(), status.kind(), own));
    }

    /**
     * What is to be sent now; it counts as sent.
     *
     * @param most messages at most; the rest stays for the next time
     */
    synchronized List<Message> due(long now, int most) {
        List<Message> out = new ArrayList<>();
        if (!bridgeSaid && most > 0) {
            out.add(Message.availability(settings.topics().bridge(), true));
            bridgeSaid = true;
        }
        for (DeviceLedger device : devices.values()) {
            if (out.size() < most && (device.saidUp == null || device.saidUp != device.up)) {
                out.add(Message.availability(settings.topics().status(device.slug), device.up));
                device.saidUp = device.up;
            }
        }
        retirement.due(out, most);
        if (discoveryOpen) {
            for (DeviceLedger device : devices.values()) {
                discover(device, now, most, out);
            }
        }
        // each time another one first, or one that never rests would leave no room for the others
        List<DeviceLedger> inTurn = new ArrayList<>(devices.values());
        Collections.rotate(inTurn, turn++);
        for (DeviceLedger device : inTurn) {
            states(device, now, most, out);
        }
        isg.due(store, now, most, out);
        return out;
    }

    private void discover(DeviceLedger device, long now, int most, List<Message> out) {
        for (DeviceName place : List.copyOf(device.knownPlaces().values())) {
            DeviceNames ledger = device.place(place.id());
            if (out.size() >= most || !ledger.isDue(now)) {
                continue;
            }
            long expireAfter = device.expireAfter(settings.heartbeat().toSeconds());
            Map<String, Object> components = device.components(
                    place, known -> discovery.component(known.entity, place, device.slug, expireAfter));
            String topic = settings.topics().config(place.id());
            boolean isLeft = components.isEmpty();
            ledger.leaving.forEach((key, platform) -> components.putIfAbsent(key, Map.of("platform", platform)));
            if (isLeft && device.entities().isEmpty() && ledger.sent.isEmpty()) {
                ledger.settled();
            } else if (isLeft && !place.via().isEmpty()) {
                out.add(Message.removal(Message.Kind.DISCOVERY, topic));
                device.knownPlaces().remove(place.id());
                device.places.remove(place.id());
            } else {
                announce(device, place, components, topic, now, out);
            }
        }
    }

    private void announce(
            DeviceLedger device,
            DeviceName place,
            Map<String, Object> components,
            String topic,
            long now,
            List<Message> out) {
        DeviceNames ledger = device.place(place.id());
        if (place.via().isEmpty()) {
            components.put(Discovery.CONNECTION, discovery.connection(place, device.slug));
        }
        String payload = Json.write(discovery.config(place, device.slug, components));
        boolean anyLeaves = !ledger.leaving.isEmpty();
        if (payload.equals(ledger.sent)) {
            ledger.settled();
            return;
        }
        out.add(Message.discovery(topic, payload));
        ledger.sent(payload, now);
        ledger.leaving.clear();
        if (anyLeaves) {
            // named once as gone, and then no more
            ledger.changed(now);
        }
    }

    private void states(DeviceLedger device, long now, int most, List<Message> out) {
        Iterator<Known> dirty = device.dirty().iterator();
        while (dirty.hasNext() && out.size() < most) {
            Known known = dirty.next();
            if (known.sentAt != Known.NEVER
                    && now - known.sentAt < settings.minInterval().toMillis()) {
                continue;
            }
            boolean gone = known.missingSince != Known.NEVER;
            String payload = gone
                    ? Numerals.NONE
                    : EntityState.of(known.entity, known.sources, series -> number(device.name, series));
            boolean mayComeYet = gone && now - known.missingSince < GRACE_MILLIS;
            if (mayComeYet || (payload.equals(Numerals.NONE) && device.isScanWanted())) {
                continue;
            }
            dirty.remove();
            // what a device that is away had last stays what it was; that it is away is said elsewhere
            boolean isLastWord = payload.equals(Numerals.NONE) && !device.up;
            if (!payload.equals(known.sent) && !isLastWord) {
                String topic = settings.topics().state(device.slug, known.entity.key());
                out.add(new Message(Message.Kind.STATE, topic, payload, settings.qos(), true));
                known.sent = payload;
                known.sentAt = now;
            }
        }
    }

    private Double number(String device, Series series) {
        StoredSample sample = store.sample(device, series);
        return sample == null ? null : sample.value();
    }
}
