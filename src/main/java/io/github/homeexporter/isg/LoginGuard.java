package io.github.homeexporter.isg;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When we may log in: never again at once, and after a refusal only after a pause that doubles up to an hour. An ISG that is
 * logged in to again and again piles up sessions, and may lock the account.
 */
final class LoginGuard {
    private static final long GAP_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final long firstPause;
    private final DoubleSupplier random;
    private long pause;
    private boolean refused;
    private boolean tried;
    private long from;
    private long wait;

    /**
     * @param pause after the first refusal
     * @param random from 0 to 1, to spread the pauses
     */
    LoginGuard(Duration pause, DoubleSupplier random) {
        this.firstPause = pause.toNanos();
        this.random = random;
        this.pause = firstPause;
    }

    synchronized boolean mayLogIn(long nanos) {
        return !tried || nanos - from >= wait;
    }

    /** Whether the last login was refused and its pause is not over: then there is nothing to ask for. */
    synchronized boolean isPausing(long nanos) {
        return refused && !mayLogIn(nanos);
    }

    synchronized long secondsLeft(long nanos) {
        return mayLogIn(nanos) ? 0 : Duration.ofNanos(wait - (nanos - from)).toSeconds();
    }

    synchronized void tried(long nanos) {
        tried = true;
        from = nanos;
        wait = GAP_NANOS;
    }

    synchronized void accepted() {
        refused = false;
        pause = firstPause;
    }

    synchronized void refused(long nanos) {
        refused = true;
        tried = true;
        from = nanos;
        wait = Math.round(pause * (1 + 0.25 * random.getAsDouble()));
        pause = Math.min(LONGEST_NANOS, pause * 2);
    }
}
