package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to leave a plug alone after a cycle that failed. */
public final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** A wrong password is not an outage: too many attempts get an account or a plug blocked. */
    private static final Duration REFUSED_FIRST = Duration.ofMinutes(1);

    private static final Duration REFUSED_LONGEST = Duration.ofHours(1);
    private static final Duration CLOSED = Duration.ofMinutes(5);
    private static final Duration BLOCKED = Duration.ofMinutes(30);

    private final Backoff failures;
    private final Backoff refusals;

    /**
     * @param interval of the usual cycle: the first wait
     * @param random from 0 to 1
     */
    public Patience(Duration interval, DoubleSupplier random) {
        failures = new Backoff(interval, interval.compareTo(LONGEST) > 0 ? interval : LONGEST, random);
        refusals = new Backoff(REFUSED_FIRST, REFUSED_LONGEST, random);
    }

    public void succeeded() {
        failures.reset();
        refusals.reset();
    }

    public Duration after(TransportFault fault) {
        return switch (fault.kind()) {
            case CREDENTIALS -> refusals.next(REFUSED_FIRST);
            case CLOSED -> failures.next(CLOSED);
            case BLOCKED -> failures.next(BLOCKED);
            default -> failures.next();
        };
    }
}
