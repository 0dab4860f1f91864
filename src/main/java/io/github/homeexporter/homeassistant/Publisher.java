package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.entity.DeviceNames;
import io.github.homeexporter.homeassistant.entity.DeviceRules;
import io.github.homeexporter.homeassistant.entity.Entity.Known;
import io.github.homeexporter.homeassistant.entity.EntityMapper;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.select.SelectComponent.Selects;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what to send and when. Hints say where to look, the store says what is there; whatever cannot be sent now stays
 * marked, so a broker that is away for a week costs no memory. Knows no clock and no broker. Called by two threads: the
 * queue's with hints, the worker's for the rest.
 */
final class Publisher {
    final SelectFeed selects;
    private final SampleStore store;
    private final PublishSettings settings;
    private EntityRules rules;
    private final DeviceRules names;
    private final Announcements announcements;
    private final Bridge bridge;
    private final States states;
    private final Retirement retirement;
    private final IsgFeed isg;
    private final Map<String, DeviceLedger> devices = new LinkedHashMap<>();
    private final LostHints hints = new LostHints();
    private final Set<String> findings = new LinkedHashSet<>();
    private boolean bridgeSaid;
    private boolean discoveryOpen;
    private long lost;
    private int turn;
    private int unheard;

    Publisher(
            SampleStore store,
            PublishSettings settings,
            EntityRules rules,
            DeviceRules names,
            Discovery discovery,
            Selects offered) {
        this.selects = new SelectFeed(offered, settings.topics(), discovery);
        this.store = store;
        this.settings = settings;
        this.rules = rules;
        this.names = names;
        this.announcements = new Announcements(settings, discovery);
        this.states = new States(store, settings);
        this.bridge = new Bridge(settings.topics(), discovery);
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
        bridge.again();
        selects.again();
        devices.values().forEach(DeviceLedger::again);
    }

    /** A discovery message that was on the broker when we came. */
    synchronized void retained(String topic, String payload, boolean retained) {
        Optional<Retained> ours = !retained || payload.isEmpty() || selects.retained(topic)
                ? Optional.empty()
                : Retained.read(topic, payload, settings.topics());
        if (ours.isPresent() && !retirement.found(ours.get())) {
            findings.add(
                    "the broker keeps more discovery messages of ours than there is room for; some of those of earlier"
                            + " runs stay on it: see --mqtt-clear");
        }
    }

    /** From now on discovery may be sent: what the broker kept of it has been read. */
    synchronized void openDiscovery(long now) {
        discoveryOpen = true;
        devices.values().forEach(device -> retirement.adopt(device, now));
        retirement.unheard(devices.values());
    }

    /** @param bytes the largest packet that the broker takes */
    synchronized void limit(int bytes) {
        if (announcements.limit(bytes)) {
            devices.values().forEach(device -> device.places.values().forEach(DeviceNames::forgetParts));
        }
    }

    /** What of the series cannot be announced as it is, a sentence each. */
    synchronized List<String> findings() {
        Set<String> all = new LinkedHashSet<>(findings);
        devices.values().forEach(device -> all.addAll(device.findings()));
        return List.copyOf(all);
    }

    /** What the program says of itself at Home Assistant. */
    synchronized void say(String page, List<String> faults) {
        int down = (int) devices.values().stream().filter(device -> !device.up).count();
        bridge.facts(page, faults, Math.max(down, unheard));
    }

    /** Hints that the queue dropped since it was last asked. */
    synchronized long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }

    synchronized int entities() {
        return devices.values().stream().mapToInt(d -> d.entities.size()).sum();
    }

    /** States that wait to be sent. */
    synchronized int waiting() {
        return devices.values().stream().mapToInt(d -> d.dirty.size()).sum();
    }

    /** Once a second or so: looks at what the hints cannot say. */
    synchronized void look(List<DeviceStatus> statuses, boolean queueIsEmpty, long now) {
        Set<String> present = new HashSet<>();
        unheard = 0;
        for (DeviceStatus status : statuses) {
            if (!settings.wantsDevice(status.name(), status.kind())) {
                continue;
            }
            present.add(status.name());
            if (status.state() == DeviceState.DOWN) {
                unheard++;
            }
            DeviceLedger known = devices.get(status.name());
            DeviceLedger device = known == null ? entered(status) : known;
            if (device == null) {
                continue;
            }
            look(device, status, now);
            if (queueIsEmpty) {
                long more = hints.lost(device.name, store.changes().latest(device.name));
                lost += more;
                if (more > 0) {
                    device.wantScan();
                }
            }
        }
        for (DeviceLedger device : List.copyOf(devices.values())) {
            if (!present.contains(device.name)) {
                device.up = false;
                hints.forget(device.name);
            }
            if (retirement.isForgotten(device, present.contains(device.name), now)) {
                retirement.bury(device);
                devices.remove(device.name);
            }
        }
        retirement.look(devices.values(), now);
    }

    private void look(DeviceLedger device, DeviceStatus status, long now) {
        boolean up = status.state() == DeviceState.UP;
        if (up != device.up) {
            device.turned(up);
        }
        device.heartbeat(now, settings.heartbeat().toMillis());
        if (device.isScanDue(status.series(), now)) {
            List<StoredSample> samples = store.samples(device.name);
            if (isAnother(device, samples)) {
                devices.remove(device.name);
                return;
            }
            device.scan(samples, status.interval().toSeconds(), now);
            retirement.adopt(device, now);
            device.superseded().forEach(gone -> remove(device, gone, now));
        }
        for (Known gone : device.goneForGood(now, settings.removeAfter().toMillis())) {
            remove(device, gone, now);
        }
    }

    private void remove(DeviceLedger device, Known gone, long now) {
        device.remove(gone, now);
        retirement.clear(settings.topics().state(device.slug, gone.entity.key()));
    }

    /** The owner's words have changed. */
    synchronized void use(OwnEntities own) {
        rules = rules.with(own);
        EntityRules used = rules.including(settings.include());
        devices.values().forEach(device -> device.use(used));
    }

    /** Whether under that name another device answers now, or the same one has only now said which it is. */
    private boolean isAnother(DeviceLedger device, List<StoredSample> samples) {
        String says = DeviceRules.saysOfItself(device.name, device.kind, samples);
        if (says.isEmpty() || says.equals(device.slug)) {
            return false;
        }
        if (device.isNamed) {
            retirement.bury(device);
        } else {
            retirement.keep(device);
        }
        return true;
    }

    /** A device that is heard of for the first time; null as long as it has said nothing, or when it is there already. */
    private DeviceLedger entered(DeviceStatus status) {
        List<StoredSample> samples = store.samples(status.name());
        if (samples.isEmpty() && status.state() != DeviceState.DOWN) {
            return null;
        }
        String says = DeviceRules.saysOfItself(status.name(), status.kind(), samples);
        String slug = says.isEmpty() ? Slug.id(status.name()) : says;
        Optional<DeviceLedger> other =
                devices.values().stream().filter(d -> d.slug.equals(slug)).findFirst();
        if (other.isPresent() && !says.isEmpty()) {
            if (other.get().up) {
                findings.add(status.name() + " and " + other.get().name + " say that they are the same device, " + says
                        + ": only the second one is announced to Home Assistant");
                return null;
            }
            // the same one at another address or under another name
            retirement.keep(other.get());
            devices.remove(other.get().name);
        }
        boolean taken = says.isEmpty() && (other.isPresent() || slug.equals(Bridge.ID));
        String own = taken ? slug + "_" + Slug.hash(status.name()) : slug;
        EntityRules used = rules.including(settings.include());
        EntityMapper mapper = new EntityMapper(used, names, settings::wantsMetric, status.name(), status.kind(), own);
        DeviceLedger device = new DeviceLedger(status.name(), status.kind(), own, says.isEmpty(), mapper);
        devices.put(status.name(), device);
        return device;
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
        // first what is over: the same topic may be in use again
        retirement.due(out, most);
        for (DeviceLedger device : devices.values()) {
            if (out.size() < most && (device.saidUp == null || device.saidUp != device.up)) {
                out.add(Message.availability(settings.topics().status(device.slug), device.up));
                device.saidUp = device.up;
            }
        }
        if (discoveryOpen) {
            bridge.due(out, most);
            for (DeviceLedger device : devices.values()) {
                announcements.due(device, now, most, out, findings);
            }
        }
        // each time another one first, or one that never rests would leave no room for the others
        List<DeviceLedger> inTurn = new ArrayList<>(devices.values());
        Collections.rotate(inTurn, turn++);
        for (DeviceLedger device : inTurn) {
            states.due(device, discoveryOpen, now, most, out);
        }
        isg.due(store, now, most, out);
        selects.due(out, most, discoveryOpen, devices::get);
        return out;
    }
}
