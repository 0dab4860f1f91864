package io.github.homeexporter.homeassistant;

import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: doubling, with a cap and ±25 %; long after a fault that does not pass by itself. */
final class Retry {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;
    private static final long FIRST_LASTING_MILLIS = 60_000;
    private static final long LONGEST_LASTING_MILLIS = 15 * 60_000;

    private final DoubleSupplier random;
    private long next = FIRST_MILLIS;
    private long nextLasting = FIRST_LASTING_MILLIS;

    /** @param random from 0 to 1 */
    Retry(DoubleSupplier random) {
        this.random = random;
    }

    void reset() {
        next = FIRST_MILLIS;
        nextLasting = FIRST_LASTING_MILLIS;
    }

    long millisAfter(MqttFault fault) {
        long wait = fault.lasting() ? nextLasting : next;
        if (fault.lasting()) {
            nextLasting = Math.min(LONGEST_LASTING_MILLIS, nextLasting * 2);
        } else {
            next = Math.min(LONGEST_MILLIS, next * 2);
        }
        return Math.round(wait * (0.75 + 0.5 * random.getAsDouble()));
    }
}
