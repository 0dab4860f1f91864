package io.github.homeexporter.tapo;

import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.poll.PollingConsumer.Rounds;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

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
        due = plan(timer, due, this::enter, wait);
    }

    /** In place of what was planned before, which may be null; null when the timer has ended in between. */
    static ScheduledFuture<?> plan(
            ScheduledExecutorService timer, ScheduledFuture<?> before, Runnable task, Duration wait) {
        if (before != null) {
            before.cancel(false);
        }
        try {
            return timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
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

    /** Lets so many cycles run at a time; the others wait in line. A cycle is over when it says so, not when its task returns. */
    static final class QuestionGate {
        private final Executor pool;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int free;

        QuestionGate(Executor pool, int places) {
            this.pool = pool;
            this.free = places;
        }

        /** Each has to be followed by one {@link #leave}. */
        synchronized void enter(Runnable cycle) {
            if (free == 0) {
                waiting.add(cycle);
            } else {
                free--;
                pool.execute(cycle);
            }
        }

        synchronized void leave() {
            Runnable next = waiting.poll();
            if (next == null) {
                free++;
            } else {
                pool.execute(next);
            }
        }
    }

    /** How long to leave a plug alone after a cycle that failed. */
    static final class Patience {
        private static final Duration LONGEST = Duration.ofMinutes(2);
        /** A wrong password is not an outage: too many attempts get an account or a plug blocked. */
        private static final Duration REFUSED_FIRST = Duration.ofMinutes(1);

        private static final Duration REFUSED_LONGEST = Duration.ofHours(1);
        private static final Duration CLOSED = Duration.ofMinutes(5);
        private static final Duration BLOCKED = Duration.ofMinutes(30);

        private final Backoff failures;
        private final Backoff refusals;
        private boolean closed;

        /**
         * @param interval of the usual cycle: the first wait
         * @param random from 0 to 1
         */
        Patience(Duration interval, DoubleSupplier random) {
            failures = new Backoff(interval, interval.compareTo(LONGEST) > 0 ? interval : LONGEST, random);
            refusals = new Backoff(REFUSED_FIRST, REFUSED_LONGEST, random);
        }

        void succeeded() {
            failures.reset();
            refusals.reset();
            closed = false;
        }

        Duration after(TransportFault fault) {
            // a plug that has become another in the middle of a cycle looks closed once
            boolean still = closed;
            closed = fault.kind() == TransportFault.Kind.CLOSED;
            return switch (fault.kind()) {
                case CREDENTIALS -> refusals.next(REFUSED_FIRST);
                case CLOSED -> still ? failures.next(CLOSED) : failures.next();
                case BLOCKED -> failures.next(BLOCKED);
                default -> failures.next();
            };
        }
    }
}
