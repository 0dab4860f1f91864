package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.Health.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Answers with one {@link StatusView}. What the request's headers said is taken off the message, or it would go back with the answer. */
class StatusProducer extends DefaultProducer {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    /** Everything comes from here: no other host, no script or style within the page, no frame around it. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none';" + " form-action 'none'; frame-ancestors 'none'";

    private final StatusView view;
    private final CamelContext context;
    private final SampleStore store;
    private final Duration maxAge;
    private final Clock clock = Clock.systemUTC();
    private final StatusAnswer statusAnswer;

    StatusProducer(StatusEndpoint endpoint) {
        super(endpoint);
        this.view = StatusView.of(endpoint.getView());
        this.maxAge = Durations.parse(endpoint.getMaxAge());
        this.context = endpoint.getCamelContext();
        this.store = SamplesComponent.store(context);
        this.statusAnswer = new StatusAnswer(context, store, maxAge, clock);
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        StatusRequest request = StatusRequest.of(message);
        message.removeHeaders("*");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("X-Frame-Options", "DENY");
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        switch (view) {
            case HEALTHY -> answer(message, 200, PLAIN, "ok\n");
            case READY -> {
                boolean ready = isReady();
                answer(
                        message,
                        ready ? 200 : 503,
                        PLAIN,
                        ready ? "ready\n" : "not ready: routes are starting or stopping\n");
            }
            case HEALTHZ -> {
                Health health = health();
                int code = health.verdict() == Verdict.UNHEALTHY ? 503 : 200;
                answer(message, code, JSON, HealthJson.write(health, clock.instant(), details()));
            }
            case VALUES -> statusAnswer.answer(request, message);
            case PAGE -> PageFiles.answerPage(request, message);
            case FILES -> PageFiles.answerFile(request, message);
            default -> throw new IllegalStateException(view.word);
        }
    }

    private Health health() {
        return Health.of(store, clock.instant(), maxAge);
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new HashMap<>();
        details.put("findings", store.self().faults());
        for (HealthDetail detail : context.getRegistry().findByType(HealthDetail.class)) {
            details.put(detail.key(), detail.of(store));
        }
        return details;
    }

    private boolean isReady() {
        return context.isStarted() && !context.getRouteController().isStartingRoutes();
    }

    private static void answer(Message message, int code, String contentType, String body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }

    /** {@link Health} for machines. */
    static final class HealthJson {
        private HealthJson() {}

        /** @param details further parts by their names */
        static String write(Health health, Instant now, Map<String, Object> details) {
            List<Object> devices = new ArrayList<>();
            health.devices().forEach(device -> devices.add(device(device, health, now)));
            List<Object> files = new ArrayList<>();
            new TreeMap<>(health.configFiles()).forEach((file, loaded) -> {
                Map<String, Object> each = new LinkedHashMap<>();
                each.put("file", file);
                each.put("loaded", loaded);
                files.add(each);
            });
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("status", health.verdict().word());
            all.put("devices", devices);
            all.put("config", files);
            new TreeMap<>(details).forEach((key, list) -> {
                boolean empty =
                        list instanceof Collection<?> c ? c.isEmpty() : list instanceof Map<?, ?> m && m.isEmpty();
                if (!empty) {
                    all.put(key, list);
                }
            });
            return Json.write(all) + "\n";
        }

        private static Map<String, Object> device(DeviceStatus device, Health health, Instant now) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", device.name());
            json.put("kind", device.kind());
            json.put("state", device.state().name().toLowerCase(Locale.ROOT));
            json.put("since", device.since().toString());
            json.put("last_sample_age_seconds", age(device, now));
            json.put("silent", health.silent().contains(device.name()));
            json.put("last_error", device.lastError().isEmpty() ? null : device.lastError());
            json.put("series", device.series());
            return json;
        }

        private static Double age(DeviceStatus device, Instant now) {
            return device.lastSampleMillis() == 0
                    ? null
                    : (Double) Math.max(0, (now.toEpochMilli() - device.lastSampleMillis()) / 1000.0);
        }
    }
}
