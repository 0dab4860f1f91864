package io.github.homeexporter.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code {"detail":"Not Found"}}: what is said when no route answers. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final long LINGER = 500;
    private static final int[] CODES = {400, 404, 405, 406, 408, 413, 414, 415, 417, 500, 501, 503};

    private ErrorAnswers() {}

    static void addTo(Router router) {
        for (int code : CODES) {
            router.errorHandler(code, request -> {
                if (code == 405) {
                    request.response().putHeader("Allow", String.join(", ", allowed(router, request.normalizedPath())));
                }
                if (code == 413) {
                    // the rest of the body is not wanted
                    close(request);
                }
                write(request, code, HttpResponseStatus.valueOf(code).reasonPhrase());
            });
        }
    }

    /**
     * Who goes in the middle of what it sends, or sends pieces without a length (for Netty a number that is none), has made no
     * fault of ours, and hears no answer; Vert.x would log a stack trace.
     */
    static void brokenOff(RoutingContext request, Consumer<String> counted) {
        Throwable failure = request.failure();
        boolean unreadable =
                failure instanceof NumberFormatException && !request.request().isEnded();
        if (failure instanceof HttpClosedException || failure instanceof IOException || unreadable) {
            LOG.debug("a request was broken off: {}", failure.getMessage());
            if (unreadable) {
                // which breaks it off, and comes here again
                request.request().connection().close();
            } else {
                counted.accept("broken-off");
            }
        } else {
            request.next();
        }
    }

    /** The connection, after the answer: at once could cut it off. */
    static void close(RoutingContext request) {
        request.response().putHeader("Connection", "close");
        request.addEndHandler(ended -> request.vertx()
                .setTimer(LINGER, fired -> request.request().connection().close()));
    }

    /** Nothing when the answer has begun already. */
    static void write(RoutingContext request, int code, String detail) {
        if (!request.response().headWritten()) {
            request.response()
                    .setStatusCode(code)
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject().put("detail", detail).encode() + "\n");
        }
    }

    private static Set<String> allowed(Router router, String path) {
        return router.getRoutes().stream()
                .filter(route -> path.equals(route.getPath()) && route.methods() != null)
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
