package io.github.homeexporter.conversation;

import io.netty.channel.Channel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * From the event loop, which all devices share, to a thread on which a route may take its time: in order, one after the other.
 * Nothing more is read from the peer until all is delivered: that is the back-pressure; nor while it says more than its
 * {@link Pace} allows.
 */
final class Delivery {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Executor executor;
    private final Channel channel;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean resting;
    final ClientSocket.Listener listener;

    Delivery(Executor executor, ClientSocket.Listener listener, Channel channel) {
        this.executor = executor;
        this.listener = listener;
        this.channel = channel;
    }

    void add(Runnable message) {
        synchronized (this) {
            waiting.add(message);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // the application is ending; nobody waits for the message any more
            ClientSocket.abort(channel);
        }
    }

    private void deliver() {
        long begun = THREADS.getCurrentThreadCpuTime();
        while (true) {
            Runnable next;
            synchronized (this) {
                next = waiting.poll();
                running = next != null;
            }
            if (next == null) {
                listener.worked(THREADS.getCurrentThreadCpuTime() - begun);
                more();
                return;
            }
            next.run();
        }
    }

    /** Reads on, after a rest if one is due. */
    void more() {
        try {
            long rest = listener.rest();
            if (rest == 0) {
                channel.read();
                return;
            }
            synchronized (this) {
                resting = true;
            }
            var unused = channel.eventLoop()
                    .schedule(
                            () -> {
                                synchronized (this) {
                                    resting = false;
                                }
                                channel.read();
                            },
                            rest,
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the component has stopped, and its connections with it
        }
    }

    /** Whether the peer may say more. */
    synchronized boolean idle() {
        return !running && !resting;
    }

    /**
     * How much of a core a device may keep busy. What it says beyond that waits on the wire, where TCP holds it back: a house's
     * device takes some thousandths. Knows no clock; nanoseconds of one that only rises.
     */
    static final class Pace {
        /** Of a core, in the long run. */
        private static final int PERCENT = 60;

        /** May be used at once. */
        private static final long BURST = 20_000_000;
        /** What is remembered of a single long work, a structure file for example: nothing may make a device wait for long. */
        private static final long MOST = 60_000_000;

        private static final long LONG_ENOUGH_TO_TELL = 10_000_000_000L;
        private static final long PAUSE_OF_A_FLOOD = 2_000_000_000;

        private long debt;
        private long paidAt;
        private boolean rested;
        private long firstRest;
        private long lastRest;

        /**
         * Counts work.
         *
         * @param nanos of a core
         */
        synchronized void worked(long nanos) {
            debt = Math.min(MOST, debt + nanos);
        }

        /** How long to wait before more is read, in nanoseconds; mostly 0. */
        synchronized long rest(long now) {
            debt = Math.max(0, debt - Math.max(0, now - paidAt) * PERCENT / 100);
            paidAt = now;
            if (debt <= BURST) {
                return 0;
            }
            if (!rested || now - lastRest > PAUSE_OF_A_FLOOD) {
                firstRest = now;
            }
            rested = true;
            lastRest = now;
            return debt * 100 / PERCENT;
        }

        /** Whether it has had to wait again and again for ten seconds, and has not been quiet for so long since. */
        synchronized boolean isFlood(long now) {
            return rested && lastRest - firstRest >= LONG_ENOUGH_TO_TELL && now - lastRest < LONG_ENOUGH_TO_TELL;
        }
    }
}
