package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.TransportFault;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to leave a plug alone after a cycle that failed; doubles, has a cap, and is spread so that plugs do not come in step. */
public final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration REFUSED_FIRST = Duration.ofMinutes(1);
    private static final Duration REFUSED_LONGEST = Duration.ofHours(1);
    private static final Duration CLOSED = Duration.ofMinutes(5);
    private static final Duration BLOCKED = Duration.ofMinutes(30);

    private final Duration interval;
    private final DoubleSupplier random;
    private int failures;
    private int refusals;

    /**
     * @param interval of the usual cycle: the first wait
     * @param random from 0 to 1
     */
    public Patience(Duration interval, DoubleSupplier random) {
        this.interval = interval;
        this.random = random;
    }

    public void succeeded() {
        failures = 0;
        refusals = 0;
    }

    /** A wrong password is not an outage: too many attempts get an account or a plug blocked. */
    public Duration after(TransportFault fault) {
        Duration wait =
                switch (fault.kind()) {
                    case CREDENTIALS -> doubled(REFUSED_FIRST, REFUSED_LONGEST, refusals++);
                    case CLOSED -> CLOSED;
                    case BLOCKED -> BLOCKED;
                    default -> doubled(interval, interval.compareTo(LONGEST) > 0 ? interval : LONGEST, failures++);
                };
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 + 0.25 * random.getAsDouble())));
    }

    private static Duration doubled(Duration first, Duration longest, int times) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 16));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
