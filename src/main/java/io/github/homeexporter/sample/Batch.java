package io.github.homeexporter.sample;

import io.github.homeexporter.sample.Reading.Readings;
import java.time.Duration;
import java.util.Objects;

/**
 * What one message, table or page of a device said: the body between the steps of a route.
 *
 * @param device route id or the endpoint's name; when it equals {@code kind} the series keep their bare names, any other
 *     device's series carry a {@code device} label
 * @param kind the device's kind: {@code luxtronik}, {@code host}
 * @param interval how often a polled device is asked; zero for one that pushes
 * @param complete whether this is all the device has: series of the device that are not in it go at once
 * @param naming under which names its values are exported
 * @param timestampMillis when the device said it, milliseconds since 1970
 * @param values text before the rules, numbers after them
 */
public record Batch(
        String device,
        String kind,
        Duration interval,
        boolean complete,
        Naming naming,
        long timestampMillis,
        Values values) {
    public Batch {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(naming, "naming");
        Objects.requireNonNull(values, "values");
    }

    /** The same batch after a step that made other values of it. */
    public Batch with(Values other) {
        return new Batch(device, kind, interval, complete, naming, timestampMillis, other);
    }

    /** The value of the {@code device} label its series carry, empty when they keep bare names. */
    public String deviceLabel() {
        return device.equals(kind) ? "" : device;
    }

    /** What a batch carries: text that still needs rules, or numbers that are ready for the store. */
    public sealed interface Values permits Readings, Samples {
        int size();
    }
}
