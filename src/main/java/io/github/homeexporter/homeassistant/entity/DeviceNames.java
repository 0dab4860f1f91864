package io.github.homeexporter.homeassistant.entity;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Home Assistant was told of one of its devices, and what it still has to be told. */
public final class DeviceNames {
    /** Home Assistant skips the rest of a device message while an entity of it is under way: no two in quick succession. */
    private static final long QUIET_MILLIS = 2_000;
    /** A device whose entities keep coming is announced all the same. */
    private static final long LONGEST_MILLIS = 10_000;

    /** Announced in an earlier run and not there yet: kept until it is certain that they do not come. */
    public final Map<String, Map<String, Object>> carried = new LinkedHashMap<>();
    /** Ids that go with the next message, with their platform. */
    public final Map<String, String> leaving = new LinkedHashMap<>();

    public String sent = "";
    private long sentAt = Known.NEVER;
    private long firstChange = Known.NEVER;
    private long lastChange = Known.NEVER;

    public void changed(long now) {
        lastChange = now;
        if (firstChange == Known.NEVER) {
            firstChange = now;
        }
    }

    /** As after a connection or a birth message: at once, since nothing of it is under way. */
    public void again() {
        sent = "";
        firstChange = lastChange = Long.MIN_VALUE + 1;
    }

    public boolean isDue(long now) {
        if (firstChange == Known.NEVER || (sentAt != Known.NEVER && now - sentAt < QUIET_MILLIS)) {
            return false;
        }
        return firstChange == Long.MIN_VALUE + 1
                || now - lastChange >= QUIET_MILLIS
                || now - firstChange >= LONGEST_MILLIS;
    }

    public void sent(String payload, long now) {
        sent = payload;
        sentAt = now;
        firstChange = lastChange = Known.NEVER;
    }

    public void settled() {
        firstChange = lastChange = Known.NEVER;
    }
}
