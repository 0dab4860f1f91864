package io.github.homeexporter.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/**
 * Answers that go on for as long as somebody listens. They are given on the port's event loop, since a route would hold a
 * thread for each; they pass the port's guard like all others, and count as connections but not as requests once they have begun.
 */
public interface EndlessAnswers {
    /** Ends the connection of one who does not read. */
    static void cut(HttpConnection connection) {
        Pipelined.cut(connection);
    }

    /**
     * Before the port opens and before any route.
     *
     * @param refused is told the reason for which somebody is turned away or cut off
     */
    void serve(Vertx vertx, Router router, Consumer<String> refused);
}
