package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.Health.Verdict;
import io.github.homeexporter.status.History.Past;
import io.github.homeexporter.status.StatusComponent.KeptRounds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private final StatusComponent component;
    private final KeptRounds kept;

    StatusProducer(StatusEndpoint endpoint) {
        super(endpoint);
        this.view = StatusView.of(endpoint.getView());
        this.maxAge = Durations.parse(endpoint.getMaxAge());
        this.context = endpoint.getCamelContext();
        this.store = SamplesComponent.store(context);
        this.statusAnswer = new StatusAnswer(context, store, maxAge, clock);
        this.component = (StatusComponent) endpoint.getComponent();
        this.kept =
                view == StatusView.HISTORY ? new KeptRounds(new History(), Durations.parse(endpoint.getEvery())) : null;
    }

    /** Only what a route serves is served by the port's event loop, too, and only what somebody can see is kept. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        switch (view) {
            case EVENTS -> component.live(statusAnswer);
            case HISTORY -> component.history(kept);
            default -> {}
        }
    }

    @Override
    protected void doStop() throws Exception {
        switch (view) {
            case EVENTS -> component.live(null);
            case HISTORY -> component.history(null);
            default -> {}
        }
        super.doStop();
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
            // the port's event loop has taken it already, where there is one of ours
            case EVENTS -> answer(message, 404, PLAIN, "no events are sent here; ask /status\n");
            case HISTORY -> history(request, message);
            case PAGE -> PageFiles.answerPage(request, message);
            case FILES -> PageFiles.answerFile(request, message);
            default -> throw new IllegalStateException(view.word);
        }
    }

    private void history(StatusRequest request, Message message) {
        Optional<Past> past = kept.history()
                .of(request.parameter("device"), request.parameter("series").getBytes(StandardCharsets.UTF_8));
        if (past.isEmpty()) {
            answer(
                    message,
                    404,
                    PLAIN,
                    "nothing is kept of this series; it is asked for by device=NAME&series=NAME{LABELS}\n");
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device", request.parameter("device"));
        json.put("series", request.parameter("series"));
        json.put("every_seconds", ValuesJson.number(kept.every().toMillis() / 1000.0));
        json.put("whole", past.get().whole());
        json.put("times", Arrays.stream(past.get().times()).boxed().toList());
        json.put(
                "values",
                Arrays.stream(past.get().values()).mapToObj(ValuesJson::number).toList());
        answer(message, 200, JSON, request.head() ? null : Json.write(json) + "\n");
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
