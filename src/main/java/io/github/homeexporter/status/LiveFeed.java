package io.github.homeexporter.status;

import io.github.homeexporter.http.HttpPort.EndlessAnswers;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.Selection.StatusQuery;
import io.github.homeexporter.status.StatusAnswer.Look;
import io.github.homeexporter.status.StatusComponent.KeptRounds;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;

/**
 * Sends the page what changes while it is looked at, and keeps what the page draws charts of. It looks at the store
 * again and again while somebody listens: the way of a value does not know of it. A reader that does not keep up is sent less, and
 * is cut off in the end; one too many is turned away and asks {@code /status} instead.
 */
public final class LiveFeed implements EndlessAnswers {
    static final int MOST_READERS = 16;
    /** For one reader: what is sent first is a text of so many series. */
    static final int MOST_SERIES = 1_000;

    /** Of one event: so much a reader holds of the heap who does not take it. */
    static final int LONGEST_EVENT = 512 * 1024;

    private static final int PATIENCE_LOOKS = 5;
    private static final int QUIET_LOOKS = 8;
    private static final long FIRST_ROUND_MILLIS = 5_000;

    private final CamelContext context;
    private final Duration looks;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    /** Whether it looks again and again. */
    private final AtomicBoolean looking = new AtomicBoolean();

    private Vertx vertx;
    private Consumer<String> refused;

    /** @param looks time between two looks at the store */
    public LiveFeed(CamelContext context, Duration looks) {
        this.context = context;
        this.looks = looks;
    }

    @Override
    public void serve(Vertx portVertx, Router router, Consumer<String> tellRefused) {
        vertx = portVertx;
        refused = tellRefused;
        router.route("/events").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::open);
        vertx.setTimer(FIRST_ROUND_MILLIS, fired -> round());
    }

    private StatusComponent component() {
        return context.getComponent("status", StatusComponent.class);
    }

    /** Again after the time that the history says, and after its default while there is none. */
    private void round() {
        KeptRounds kept = component().history;
        if (kept == null) {
            vertx.setTimer(FIRST_ROUND_MILLIS, fired -> round());
            return;
        }
        vertx.setTimer(kept.every().toMillis(), fired -> round());
        vertx.executeBlocking(() -> {
            kept.history().round(SamplesComponent.store(context), System.currentTimeMillis());
            return null;
        });
    }

    private void open(RoutingContext request) {
        if (component().live == null) {
            request.next();
            return;
        }
        StatusQuery query;
        try {
            UnaryOperator<String> parameter =
                    name -> Objects.toString(request.queryParams().get(name), "");
            query = StatusQuery.of(parameter, MOST_SERIES);
        } catch (IllegalArgumentException e) {
            end(request, 400, e.getMessage());
            return;
        }
        if (readers.size() >= MOST_READERS) {
            refused.accept("events");
            request.response().putHeader("Retry-After", "60");
            end(request, 503, "too many are told what changes already; ask /status");
            return;
        }
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", "text/event-stream")
                // for a proxy that would wait for more
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
        if (request.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        Reader reader = new Reader(request.request(), query);
        // its head goes out now: what is looked for at first may take longer than a request may
        response.write(":\n\n");
        readers.add(reader);
        request.addEndHandler(ended -> readers.remove(reader));
        reader.look();
        // one for all: who chooses something else leaves and comes again before the next look
        if (looking.compareAndSet(false, true)) {
            vertx.setPeriodic(looks.toMillis(), this::look);
        }
    }

    private static void end(RoutingContext request, int code, String sentence) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(sentence + "\n");
    }

    private void look(long timer) {
        if (readers.isEmpty() && looking.compareAndSet(true, false)) {
            vertx.cancelTimer(timer);
        }
        readers.forEach(Reader::look);
    }

    /** Somebody who listens, and what he was told. */
    private final class Reader {
        private final HttpConnection connection;
        private final HttpServerResponse response;
        private final StatusQuery query;
        private final ChangeEvents differences = new ChangeEvents();
        private String facts = "";
        private boolean busy;
        private int behind;
        private int quiet;

        Reader(HttpServerRequest request, StatusQuery query) {
            this.connection = request.connection();
            this.response = request.response();
            this.query = query;
        }

        /** On one event loop; looking at the store is done beside it. */
        void look() {
            if (busy) {
                return;
            }
            if (response.writeQueueFull()) {
                if (++behind > PATIENCE_LOOKS) {
                    refused.accept("slow");
                    readers.remove(this);
                    EndlessAnswers.cut(connection);
                }
                return;
            }
            behind = 0;
            StatusAnswer answer = component().live;
            if (answer == null) {
                response.end();
                return;
            }
            busy = true;
            vertx.executeBlocking(() -> news(answer)).onComplete(news -> {
                busy = false;
                tell(news.succeeded() ? news.result() : "");
            });
        }

        private void tell(String event) {
            if (response.ended() || response.closed()) {
                readers.remove(this);
            } else if (event.length() > LONGEST_EVENT) {
                refused.accept("events");
                response.end();
            } else if (!event.isEmpty()) {
                quiet = 0;
                response.write(event);
            } else if (++quiet >= QUIET_LOOKS) {
                quiet = 0;
                // an event, since a page is not told of comments
                response.write("event: quiet\ndata: 0\n\n");
            }
        }

        private String news(StatusAnswer answer) {
            StatusFacts now = answer.facts();
            String fingerprint = now.fingerprint();
            if (fingerprint.equals(facts)) {
                return "";
            }
            facts = fingerprint;
            Look look = answer.look(query, now);
            return differences.event(look, System.nanoTime() / 1_000_000);
        }
    }
}
