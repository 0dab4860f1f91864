package io.github.homeexporter.http;

import io.github.homeexporter.http.Admission.HttpCall;
import io.github.homeexporter.http.Admission.HttpRefusal;
import io.github.homeexporter.net.Texts;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Who asked for what. Reading is said at debug, what may change something at info, and refusals once a minute at warn. */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final long MINUTE = 60_000_000_000L;

    private final boolean on;
    private final LongSupplier ticks;
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /** @param ticks monotonic nanoseconds */
    RequestLog(boolean on, LongSupplier ticks) {
        this.on = on;
        this.ticks = ticks;
    }

    /** The query is left out: who does not know better puts secrets there. */
    void answered(RoutingContext request, HttpCall call, long nanos) {
        if (!on) {
            return;
        }
        boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
        Level level = reads ? Level.DEBUG : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        int status = request.response().getStatusCode();
        LOG.atLevel(level)
                .addKeyValue("event_type", "http_request_complete")
                .addKeyValue("method", call.method())
                .addKeyValue("url", shown(call.path()))
                .addKeyValue("status_code", status)
                .addKeyValue("process_time_seconds", nanos * 1e-9)
                .addKeyValue("client_ip", call.client().getHostAddress())
                .addKeyValue("user_agent", shown(request.request().getHeader("User-Agent")))
                .log("{} {} {} {}", call.client().getHostAddress(), call.method(), shown(call.path()), status);
    }

    void refused(HttpCall call, HttpRefusal refusal) {
        long now = ticks.getAsLong();
        Long last = told.get(refusal.reason());
        boolean due = last == null || now - last > MINUTE;
        if (due) {
            told.put(refusal.reason(), now);
        }
        LOG.atLevel(due ? Level.WARN : Level.DEBUG)
                .addKeyValue("event_type", refusal.status() == 429 ? "rate_limit_exceeded" : "security_violation")
                .addKeyValue("method", call.method())
                .addKeyValue("url", shown(call.path()))
                .addKeyValue("status_code", refusal.status())
                .addKeyValue("client_ip", call.client().getHostAddress())
                .log(
                        "refused with {}: {}; {} {} of {}",
                        refusal.status(),
                        refusal.detail(),
                        call.method(),
                        shown(call.path()),
                        call.client().getHostAddress());
    }

    /** A caller must not write lines of its own into the log. */
    private static String shown(String text) {
        return text == null ? "" : Texts.oneLine(text);
    }
}
