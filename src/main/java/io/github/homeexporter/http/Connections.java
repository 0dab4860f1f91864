package io.github.homeexporter.http;

import io.github.homeexporter.http.HttpPort.HttpPortOptions;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The open connections: not more than so many, and none that lies still. Who sends a head letter by letter is never idle, so
 * a connection has a deadline for its next whole head. When all places are taken, one of those who have most makes room: who
 * opens hundreds keeps nobody out.
 */
final class Connections implements Handler<HttpConnection> {
    private final Vertx vertx;
    private final HttpPortOptions options;
    private final Consumer<String> refused;
    private final Map<HttpConnection, Place> places = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();

    /**
     * @param timer of the deadline, null while a request is answered
     * @param since counts up with each that began to wait
     */
    private record Place(Long timer, long since) {}

    /** @param refused is told the reason of each connection that is closed */
    Connections(Vertx vertx, HttpPortOptions options, Consumer<String> refused) {
        this.vertx = vertx;
        this.options = options;
        this.refused = refused;
    }

    @Override
    public void handle(HttpConnection connection) {
        if (places.size() >= options.maxConnections()) {
            refused.accept("connections");
            Optional<HttpConnection> other = inTheWayOf(connection);
            if (other.isEmpty()) {
                connection.close();
                return;
            }
            forget(other.get());
            Pipelined.cut(other.get());
        }
        places.put(connection, new Place(null, 0));
        Pipelined.order(connection, () -> forget(connection));
        await(connection, options.requestTimeout());
    }

    /** A whole head has come. */
    void asked(HttpConnection connection) {
        places.computeIfPresent(connection, (c, place) -> {
            cancel(place);
            return new Place(null, 0);
        });
    }

    /** The next one may take its time. */
    void answered(HttpConnection connection) {
        await(connection, options.idleTimeout());
    }

    private void await(HttpConnection connection, Duration longest) {
        places.computeIfPresent(connection, (c, place) -> {
            cancel(place);
            return new Place(vertx.setTimer(longest.toMillis(), fired -> c.close()), turns.incrementAndGet());
        });
    }

    /**
     * Of those that ask nothing: of the address with most of them, the one that has waited longest. Where all ask, one of an
     * address that has more than half of all, unless it is the newcomer's.
     */
    private Optional<HttpConnection> inTheWayOf(HttpConnection newcomer) {
        Map<String, Integer> counts = new HashMap<>();
        places.keySet().forEach(connection -> counts.merge(address(connection), 1, Integer::sum));
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().timer() != null)
                .min(Comparator.<Map.Entry<HttpConnection, Place>>comparingInt(
                                entry -> -counts.getOrDefault(address(entry.getKey()), 0))
                        .thenComparingLong(entry -> entry.getValue().since()))
                .map(Map.Entry::getKey)
                .or(() -> places.keySet().stream()
                        .filter(connection -> !address(connection).equals(address(newcomer)))
                        .filter(connection ->
                                counts.getOrDefault(address(connection), 0) > options.maxConnections() / 2)
                        .findAny());
    }

    private static String address(HttpConnection connection) {
        return String.valueOf(connection.remoteAddress().hostAddress());
    }

    private void forget(HttpConnection connection) {
        Place place = places.remove(connection);
        if (place != null) {
            cancel(place);
        }
    }

    private void cancel(Place place) {
        if (place.timer() != null) {
            vertx.cancelTimer(place.timer());
        }
    }
}
