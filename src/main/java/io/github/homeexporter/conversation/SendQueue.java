package io.github.homeexporter.conversation;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sends in order: the JDK's WebSocket refuses a second text while the first is on its way. */
final class SendQueue {
    /** A peer that reads so little does not listen any more. */
    private static final int LONGEST = 256;

    private final WebSocket socket;
    private final Consumer<Throwable> broken;
    private final AtomicInteger waiting = new AtomicInteger();
    private CompletableFuture<WebSocket> tail;

    SendQueue(WebSocket socket, Consumer<Throwable> broken) {
        this.socket = socket;
        this.broken = broken;
        this.tail = CompletableFuture.completedFuture(socket);
    }

    synchronized void text(String text) {
        if (waiting.incrementAndGet() > LONGEST) {
            broken.accept(new IllegalStateException("more than " + LONGEST + " messages wait to be sent"));
            return;
        }
        tail = tail.thenCompose(ws -> ws.sendText(text, true)).whenComplete((ws, failure) -> {
            waiting.decrementAndGet();
            if (failure != null) {
                broken.accept(failure);
            }
        });
    }

    /** After what waits; a socket that cannot send any more is aborted by its owner. */
    synchronized void close() {
        tail = tail.thenCompose(ws -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
}
