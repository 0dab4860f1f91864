package io.github.homeexporter.poll;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Collectors that are asked in turn, every interval. Who asks them binds one of these in the registry for as long as it
 * does, so that outputs can show how it goes and ask for a cycle out of turn without knowing who it is.
 */
public interface CollectionCycle {
    /** @param metrics how many samples it gave */
    record Collected(int metrics, Duration took) {}

    /**
     * How the cycles went so far.
     *
     * @param total cycles that ended, with or without faults
     * @param errors how many of them failed as a whole
     * @param lastMillis when the last one ended, milliseconds since 1970; 0 before the first
     * @param failed names of the collectors that failed in the last one
     */
    record Progress(long total, long errors, long lastMillis, Set<String> failed) {}

    /** Name of the device in {@code home_exporter_device_*}. */
    String device();

    Duration interval();

    /** How long one cycle may take. */
    Duration limit();

    Progress progress();

    /** Names of the collectors that are asked. */
    List<String> enabled();

    /**
     * {@code {"environment":{type, detection_confidence, detection_methods, supports_hardware_access},
     * "collectors":{NAME:{enabled, registered, auto_detected, class, help, strategy}}}}; empty before the first cycle.
     */
    Map<String, Object> describe();

    /**
     * A whole cycle now. Never two at once: who comes while one runs waits for its end.
     *
     * @throws TimeoutException when one that ran before did not end within {@link #limit()}
     * @throws IllegalStateException saying what was wrong, when the cycle failed as a whole
     */
    Collected collect() throws InterruptedException, TimeoutException;
}
