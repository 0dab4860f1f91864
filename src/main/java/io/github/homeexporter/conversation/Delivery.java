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
}
