package io.github.homeexporter.sample;

import java.time.Duration;
import java.time.Instant;

/**
 * A device at one moment, for people and health checks.
 *
 * @param lastSampleMillis milliseconds since 1970, 0 when it never said anything
 * @param lastError the last thing that went wrong, in words; empty when nothing did
 * @param interval zero for a device that pushes
 */
public record DeviceStatus(
        String name,
        String kind,
        DeviceState state,
        Instant since,
        long lastSampleMillis,
        String lastError,
        int series,
        Duration interval) {

    /** Where a device stands. */
    public enum DeviceState {
        /** Not heard from yet; the first attempt is under way. */
        CONNECTING,
        UP,
        DOWN,
        /** Its route was stopped; it is forgotten after the stale time. */
        STOPPED
    }
}
