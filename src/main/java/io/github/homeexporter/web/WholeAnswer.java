package io.github.homeexporter.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A deadline for a whole answer. The client knows only ones between two bytes: with a byte now and then, or interim answers without
 * end, one exchange would last for ever.
 */
final class WholeAnswer {
    /** From the question to the end of the head, and from there to the end of the body. */
    static final int LONGEST_SECONDS = 60;

    private final long millis;
    private final ScheduledFuture<?> hangingUp;
    private volatile boolean late;

    /**
     * @param millis at least, as the route has it
     * @param hangUp ends the connection; again and again, since a client may try once more
     */
    WholeAnswer(ScheduledExecutorService timer, long millis, Runnable hangUp) {
        this.millis = millis;
        this.hangingUp = timer.scheduleWithFixedDelay(
                () -> {
                    late = true;
                    hangUp.run();
                },
                millis,
                1_000,
                TimeUnit.MILLISECONDS);
    }

    /** Nothing more is waited for. */
    void over() {
        hangingUp.cancel(false);
    }

    /** As it is to be said. */
    IOException why(IOException failure) {
        return late
                ? (IOException)
                        new InterruptedIOException("no whole answer within " + millis + " ms").initCause(failure)
                : failure;
    }
}
