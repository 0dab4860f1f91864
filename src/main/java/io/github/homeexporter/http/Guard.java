package io.github.homeexporter.http;

import io.github.homeexporter.http.Admission.HttpCall;
import io.github.homeexporter.http.Admission.HttpRefusal;
import io.github.homeexporter.http.HttpPort.HttpPortOptions;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Stands before all routes: lets in who may come, sees to the deadline, and to what every answer carries. */
final class Guard implements Handler<RoutingContext> {
    private static final MetricFamily REFUSED = MetricFamily.counter(
            "home_exporter_http_refused_total",
            "",
            "Requests and connections that were refused before a route saw them, by reason.");

    /** Stands for a peer whose address is not numeric; never a loopback address, which is let off. */
    private static final InetAddress NOBODY = Networks.address("0.0.0.0").orElseThrow();

    /** On every answer, unless who answers has said something else. */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            // off: the filters of old browsers could be made to break pages
            "X-XSS-Protection",
            "0",
            "Referrer-Policy",
            "no-referrer",
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cache-Control",
            "no-store");

    private final HttpPortOptions options;
    private final SelfMetrics self;
    private final LongSupplier ticks;
    private final Admission admission;
    private final RequestLog log;
    private final AtomicInteger running = new AtomicInteger();
    /** By address. */
    private final Map<InetAddress, Integer> runningOf = new ConcurrentHashMap<>();

    private Connections connections;

    /** @param ticks monotonic nanoseconds */
    Guard(HttpPortOptions options, SelfMetrics self, LongSupplier ticks) {
        this.options = options;
        this.self = self;
        this.ticks = ticks;
        this.admission = new Admission(options, ticks);
        this.log = new RequestLog(options.requestLog(), ticks);
    }

    void connections(Connections connections) {
        this.connections = connections;
    }

    void count(String reason) {
        self.add(Series.of(REFUSED, Map.of("reason", reason)), 1);
    }

    @Override
    public void handle(RoutingContext request) {
        HttpServerResponse before = request.response();
        if (before.closed()) {
            // one of many that were read before the connection ended
            return;
        }
        if (before.writeQueueFull()) {
            // it asks on and does not read: its answers would be kept until the heap is full
            request.request().pause();
            before.drainHandler(read -> {
                before.drainHandler(null);
                request.request().resume();
                handle(request);
            });
            return;
        }
        long start = ticks.getAsLong();
        HttpCall call = call(request);
        connections.asked(request.request().connection());
        int now = running.incrementAndGet();
        int ofHim = runningOf.merge(call.client(), 1, Integer::sum);
        long deadline = request.vertx().setTimer(options.requestTimeout().toMillis(), fired -> late(request));
        AtomicBoolean asks = new AtomicBoolean(true);
        Runnable served = () -> {
            if (asks.getAndSet(false)) {
                running.decrementAndGet();
                runningOf.computeIfPresent(call.client(), (client, count) -> count == 1 ? null : count - 1);
                request.vertx().cancelTimer(deadline);
            }
        };
        request.addHeadersEndHandler(head -> {
            complete(request.response().headers(), ticks.getAsLong() - start);
            if (isEndless(request)) {
                served.run();
            }
        });
        request.addEndHandler(ended -> {
            served.run();
            connections.answered(request.request().connection());
            admission.answered(call, request.response().getStatusCode());
            log.answered(request, call, ticks.getAsLong() - start);
        });
        Optional<HttpRefusal> refusal = admission.check(call).or(() -> busy(call, now, ofHim));
        if (refusal.isPresent()) {
            refuse(request, call, refusal.get());
        } else {
            request.next();
        }
    }

    /** @param nanos since the request came */
    private static void complete(MultiMap headers, long nanos) {
        HEADERS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
        headers.remove("Server");
        // in seconds, with six digits behind the point
        headers.set(
                "X-Process-Time", BigDecimal.valueOf((nanos + 500) / 1_000, 6).toPlainString());
    }

    /** See {@link HttpPort.EndlessAnswers}: it holds no thread and has no end to wait for. */
    private static boolean isEndless(RoutingContext request) {
        return "text/event-stream".equals(request.response().headers().get("Content-Type"));
    }

    /** Half of the places are for others than the one who has the other half. */
    private Optional<HttpRefusal> busy(HttpCall call, int now, int ofHim) {
        boolean room = now <= options.maxRequests() && ofHim <= Math.max(1, options.maxRequests() / 2);
        return room || Admission.isProbe(call.path())
                ? Optional.empty()
                : Optional.of(new HttpRefusal(503, "busy", "too many requests at once", Map.of("Retry-After", "1")));
    }

    private void refuse(RoutingContext request, HttpCall call, HttpRefusal refusal) {
        count(refusal.reason());
        log.refused(call, refusal);
        refusal.headers().forEach(request.response()::putHeader);
        if (call.length() > 0 || request.request().getHeader("Transfer-Encoding") != null) {
            // the body is not wanted
            ErrorAnswers.close(request);
        }
        ErrorAnswers.write(request, refusal.status(), refusal.detail());
    }

    /** An answer that has begun can only be cut off, or it would look whole. */
    private void late(RoutingContext request) {
        if (request.response().ended()) {
            return;
        }
        count("timeout");
        if (request.response().headWritten()) {
            Pipelined.cut(request.request().connection());
        } else {
            if (!request.request().isEnded()) {
                // it is the request that does not come to its end
                ErrorAnswers.close(request);
            }
            ErrorAnswers.write(request, 503, "no answer within http.request-timeout");
        }
    }

    private HttpCall call(RoutingContext request) {
        HttpServerRequest http = request.request();
        InetAddress peer = Networks.address(http.remoteAddress().hostAddress()).orElse(NOBODY);
        List<String> forwarded = http.headers().getAll("X-Forwarded-For");
        return new HttpCall(
                http.method().name(),
                request.normalizedPath(),
                http.version() != HttpVersion.HTTP_1_0,
                http.headers().getAll("Host"),
                http.getHeader("Authorization"),
                length(http.getHeader("Content-Length")),
                http.getHeader("Origin"),
                http.getHeader("Sec-Fetch-Site"),
                options.trustedProxies().client(peer, forwarded));
    }

    private static long length(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
