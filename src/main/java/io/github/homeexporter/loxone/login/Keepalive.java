package io.github.homeexporter.loxone.login;

import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.net.Fault;

/** The protocol's own keep-alive: WebSocket pings are not reliably answered by a busy Miniserver. */
public final class Keepalive {
    /** Shorter payloads are through before it matters. */
    private static final long LARGE = 64 * 1024;

    private final SessionTiming timing;
    private final Line line;
    private long next;
    private long deadline;
    private long busyUntil;
    private boolean waiting;

    /** @param now monotonic nanoseconds, as everywhere here */
    public Keepalive(SessionTiming timing, Line line, long now) {
        this.timing = timing;
        this.line = line;
        this.next = now + timing.keepalive().toNanos();
        this.busyUntil = now;
    }

    public void answered(long now) {
        waiting = false;
        next = now + timing.keepalive().toNanos();
    }

    /** A payload of so many bytes is under way: an answer comes behind it. */
    public void announced(long length, long now) {
        if (length > LARGE) {
            busyUntil = now + SessionTiming.nanosFor(length);
        }
    }

    public void tick(long now) {
        if (!waiting && now - next >= 0) {
            waiting = true;
            deadline = now + timing.keepaliveAnswer().toNanos();
            line.send("keepalive");
        } else if (waiting
                && now - deadline >= 0
                && now - busyUntil >= timing.keepaliveAnswer().toNanos()) {
            line.fail(new Fault(
                    "keepalive_timeout",
                    "the Miniserver did not answer a keep-alive within "
                            + timing.keepaliveAnswer().toSeconds() + " s"));
        }
    }
}
