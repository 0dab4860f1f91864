package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.entity.Entity.Known;
import io.github.homeexporter.homeassistant.entity.EntityState;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.util.Iterator;
import java.util.List;

/** The states that are to be sent of a device, as the store has them at that moment. */
final class States {
    /** A device that has just come back has not said everything yet. */
    private static final long GRACE_MILLIS = 3_000;
    /** How long a pushed zero is held back, since nobody knows when the next number comes. */
    private static final long PUSHED_ZERO_MILLIS = 60_000;

    private final SampleStore store;
    private final PublishSettings settings;

    States(SampleStore store, PublishSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** @param announcing whether a discovery that is to go before them can */
    void due(DeviceLedger device, boolean announcing, long now, int most, List<Message> out) {
        Iterator<Known> dirty = device.dirty.iterator();
        while (dirty.hasNext() && out.size() < most) {
            Known known = dirty.next();
            boolean early = known.sentAt != Known.NEVER
                    && now - known.sentAt < settings.minInterval().toMillis();
            if (early || now < known.notBefore || (known.outdated && announcing)) {
                continue;
            }
            boolean gone = known.missingSince != Known.NEVER;
            String payload = gone
                    ? EntityState.NONE
                    : EntityState.of(known.entity, known.sources, series -> number(device.name, series));
            boolean mayComeYet = gone && now - known.missingSince < GRACE_MILLIS;
            boolean mayBeFound = payload.equals(EntityState.NONE) && device.isScanWanted();
            if (mayComeYet || mayBeFound || isHeldBack(device, known, payload, now)) {
                continue;
            }
            dirty.remove();
            // what a device that is away had last stays what it was; that it is away is said elsewhere
            boolean isLastWord = payload.equals(EntityState.NONE) && !device.up;
            if (!payload.equals(known.sent) && !isLastWord) {
                String topic = settings.topics().state(device.slug, known.entity.key());
                out.add(new Message(Message.Kind.STATE, topic, payload, settings.qos(), true));
                known.sent = payload;
                known.sentAt = now;
            }
        }
    }

    /**
     * A meter that starts again says 0 once: taken for a day that begins, its sum would count twice afterwards. What it said before
     * this program started again, as both do after a power cut, nobody knows: so the first 0 is held back as well.
     */
    private boolean isHeldBack(DeviceLedger device, Known known, String payload, long now) {
        boolean falls = payload.equals("0") && !"".equals(known.before) && settings.holdsZero(known.entity);
        if (!falls) {
            known.zeroSince = Known.NEVER;
            known.before = payload.equals("0") || payload.equals(EntityState.NONE) ? known.before : payload;
            return false;
        }
        if (known.zeroSince == Known.NEVER) {
            known.zeroSince = now;
        }
        long polled = device.intervalMillis();
        long held = polled == 0 ? PUSHED_ZERO_MILLIS : polled + Math.max(2_000, polled / 2);
        if (now - known.zeroSince < held) {
            return true;
        }
        known.before = "";
        return false;
    }

    private Double number(String device, Series series) {
        StoredSample sample = store.sample(device, series);
        return sample == null ? null : sample.value();
    }
}
