package io.github.homeexporter.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The open connections: not more than so many, and none that lies still. Who sends a head letter by letter is never idle, so
 * a connection has a deadline for its next whole head.
 */
final class Connections implements Handler<HttpConnection> {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final HttpPortOptions options;
    private final Consumer<String> refused;
    private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

    /** @param refused is told the reason of each connection that is closed */
    Connections(Vertx vertx, HttpPortOptions options, Consumer<String> refused) {
        this.vertx = vertx;
        this.options = options;
        this.refused = refused;
    }

    @Override
    public void handle(HttpConnection connection) {
        if (deadlines.size() >= options.maxConnections()) {
            refused.accept("connections");
            connection.close();
            return;
        }
        deadlines.put(connection, NONE);
        connection.closeHandler(closed -> cancel(deadlines.remove(connection)));
        await(connection, options.requestTimeout());
    }

    /** A whole head has come. */
    void asked(HttpConnection connection) {
        deadlines.computeIfPresent(connection, (c, timer) -> {
            cancel(timer);
            return NONE;
        });
    }

    /** The next one may take its time. */
    void answered(HttpConnection connection) {
        await(connection, options.idleTimeout());
    }

    private void await(HttpConnection connection, Duration longest) {
        deadlines.computeIfPresent(connection, (c, timer) -> {
            cancel(timer);
            return vertx.setTimer(longest.toMillis(), fired -> c.close());
        });
    }

    private void cancel(Long timer) {
        if (timer != null && timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }
}
