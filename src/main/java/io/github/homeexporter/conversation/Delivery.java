package io.github.homeexporter.conversation;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * From the event loop, which all devices share, to a thread on which a route may take its time: in order, one after the other.
 * Nothing more is read from the peer until all is delivered: that is the back-pressure.
 */
final class Delivery {
    private final Executor executor;
    private final Channel channel;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
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
        while (true) {
            Runnable next;
            synchronized (this) {
                next = waiting.poll();
                running = next != null;
            }
            if (next == null) {
                more();
                return;
            }
            next.run();
        }
    }

    private void more() {
        try {
            channel.read();
        } catch (RejectedExecutionException e) {
            // the component has stopped, and its connections with it
        }
    }

    /** Whether the peer may say more. */
    synchronized boolean idle() {
        return !running;
    }
}
