package io.github.homeexporter.tapo;

import io.github.homeexporter.poll.Rounds;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** When a plug's cycles are: one at a time, through the gate that all plugs share. */
final class Turns {
    private final ScheduledExecutorService timer;
    private final QuestionGate gate;
    private final Rounds rounds;
    private final Runnable cycle;
    private ScheduledFuture<?> due;
    private boolean running;
    private boolean again;
    private boolean stopped;

    /** @param cycle begins one; it has ended with {@link #leave} */
    Turns(ScheduledExecutorService timer, QuestionGate gate, Rounds rounds, Runnable cycle) {
        this.timer = timer;
        this.gate = gate;
        this.rounds = rounds;
        this.cycle = cycle;
    }

    synchronized void stop() {
        stopped = true;
        if (due != null) {
            due.cancel(false);
        }
    }

    /** Now, or as soon as the cycle under way has ended without success. */
    void soon() {
        plan(Duration.ZERO);
    }

    private synchronized void plan(Duration wait) {
        if (stopped) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        if (due != null) {
            due.cancel(false);
        }
        try {
            due = timer.schedule(this::enter, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // stopped in between
        }
    }

    private synchronized void enter() {
        running = true;
        rounds.restart();
        gate.enter(cycle);
    }

    /** A cycle went well: the next one in its turn. */
    void leave() {
        leave(rounds.untilNext(), false);
    }

    /** A cycle failed: the next one after the wait, or at once when it was asked for meanwhile. */
    void leave(Duration wait) {
        leave(wait, true);
    }

    private void leave(Duration wait, boolean failed) {
        gate.leave();
        boolean soon;
        synchronized (this) {
            running = false;
            soon = again && failed;
            again = false;
        }
        plan(soon ? Duration.ZERO : wait);
    }
}
