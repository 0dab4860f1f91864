package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.Authorization.BearerToken;
import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.Health.Verdict;
import io.github.homeexporter.status.StatusComponent.Reload;
import io.github.homeexporter.status.StatusEndpoint.StatusView;
import io.github.homeexporter.status.StatusFacts.CollectorsDetail;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /health}, {@code /collectors} and {@code POST /collect} as metrics-exporters had them, and {@code POST /-/reload}. */
class CollectionProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(CollectionProducer.class);

    private final StatusView view;
    private final CamelContext context;
    private final SampleStore store;
    private final Duration maxAge;
    private final BearerToken token;
    private final String exportFormat;
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock turn;

    CollectionProducer(StatusEndpoint endpoint) {
        super(endpoint);
        this.view = StatusView.of(endpoint.getView());
        this.context = endpoint.getCamelContext();
        this.store = SamplesComponent.store(context);
        this.maxAge = Durations.parse(endpoint.getMaxAge());
        this.token = new BearerToken(endpoint.getToken());
        this.turn = ((StatusComponent) endpoint.getComponent()).collecting;
        this.exportFormat = endpoint.getExportFormat();
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Message message = exchange.getMessage();
        String authorization = message.getHeader("Authorization", String.class);
        boolean strict = Boolean.parseBoolean(message.getHeader("strict", String.class));
        // nothing of the request goes into the answer
        message.removeHeaders("*");
        switch (view) {
            case HEALTH -> health(message, strict);
            case COLLECTORS -> answer(message, 200, collectors());
            case COLLECT -> {
                if (mayAsk(message, authorization, "a collection")) {
                    collect(message);
                }
            }
            case RELOAD -> {
                if (mayAsk(message, authorization, "a reload")) {
                    reload(message);
                }
            }
            default -> throw new IllegalStateException(view.word);
        }
    }

    private void health(Message message, boolean strict) {
        Verdict devices = Health.of(store, clock.instant(), maxAge).verdict();
        CollectionHealth health = CollectionHealth.of(
                CollectorsDetail.cycle(context), devices, store, exportFormat, strict, clock.millis());
        answer(message, health.code(), health.text());
    }

    private String collectors() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("collectors", CollectorsDetail.of(context));
        all.put(
                "enabled_collectors",
                CollectorsDetail.cycle(context).map(CollectionCycle::enabled).orElse(List.of()));
        return Json.write(all) + "\n";
    }

    /** Answers who has not got the token. */
    private boolean mayAsk(Message message, String authorization, String what) {
        if (!token.isSet()) {
            answer(message, 403, error("http.token is not set, so nobody may ask for " + what));
        } else if (!token.isIn(authorization)) {
            message.setHeader("WWW-Authenticate", "Bearer");
            answer(message, 401, error("no or a wrong bearer token; it is http.token"));
        }
        return token.isSet() && token.isIn(authorization);
    }

    private void reload(Message message) {
        Iterator<Reload> reload = context.getRegistry().findByType(Reload.class).iterator();
        if (reload.hasNext()) {
            answer(message, 200, Json.write(reload.next().now()) + "\n");
        } else {
            answer(message, 503, error("the settings of this run cannot change"));
        }
    }

    private void collect(Message message) throws InterruptedException {
        List<CollectionCycle> cycles = CollectorsDetail.cycles(context);
        if (cycles.isEmpty()) {
            answer(message, 503, error("nothing is collected in cycles; is host.enabled false?"));
            return;
        }
        Duration limit = cycles.stream().map(CollectionCycle::limit).reduce(Duration.ZERO, Duration::plus);
        if (!turn.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            answer(message, 409, error("another collection runs and did not end within " + limit.toSeconds() + " s"));
            return;
        }
        try {
            long start = System.nanoTime();
            int metrics = 0;
            for (CollectionCycle cycle : cycles) {
                metrics += cycle.collect().metrics();
            }
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("success", true);
            done.put("message", "Metrics collection triggered");
            done.put(
                    "collection_count",
                    cycles.stream().mapToLong(c -> c.progress().total()).sum());
            done.put(
                    "duration_seconds",
                    Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
            done.put("metrics", metrics);
            answer(message, 200, Json.write(done) + "\n");
        } catch (TimeoutException e) {
            answer(message, 409, error("the collection under way did not end within " + limit.toSeconds() + " s"));
        } catch (IllegalStateException e) {
            LOG.warn("a collection that was asked for failed: {}", e.getMessage());
            answer(message, 500, error(e.getMessage()));
        } finally {
            turn.unlock();
        }
    }

    private static String error(String sentence) {
        return Json.write(Map.of("detail", Map.of("error", sentence))) + "\n";
    }

    private static void answer(Message message, int code, String json) {
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Cache-Control", "no-store");
        StatusAnswer.json(message, code, json);
    }

    /**
     * The answer of {@code /health} in the shape of metrics-exporters, with what it lacked. Only a collection that does not come
     * any more is an outage; an output in trouble or a collector that fails degrades, since a restart would mend neither.
     */
    record CollectionHealth(int code, Map<String, Object> body) {
        private static final String FAILURES = "home_exporter_otlp_consecutive_failures";
        /** States of {@link Health#EXPORT_STATE}: 0 disabled, 1 starting, 2 healthy, 3 degraded, 4 failed. */
        private static final int DISABLED = 0;

        private static final int TROUBLE = 3;

        /**
         * @param cycle empty when nothing is collected in cycles; then the devices are judged
         * @param format {@code prometheus}, {@code otlp}, {@code both} or {@code none}; {@code auto} to tell it by what runs
         * @param strict whether degraded is to be answered with 503
         */
        static CollectionHealth of(
                Optional<CollectionCycle> cycle,
                Verdict devices,
                SampleStore store,
                String format,
                boolean strict,
                long nowMillis) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("status", null);
            Verdict verdict =
                    cycle.map(each -> collection(json, each, nowMillis)).orElseGet(() -> nothing(json, devices));
            OptionalDouble state = Health.number(store, Health.EXPORT_STATE);
            boolean pushes = state.isPresent() && state.getAsDouble() != DISABLED;
            boolean trouble = state.isPresent() && state.getAsDouble() >= TROUBLE;
            json.put("export_format", format.equals("auto") ? (pushes ? "both" : "prometheus") : format);
            json.put("exporter_healthy", !trouble);
            if (state.isPresent()) {
                json.put("exporter_state", (int) state.getAsDouble());
                Health.number(store, FAILURES).ifPresent(n -> json.put("consecutive_export_failures", (long) n));
            }
            if (verdict == Verdict.HEALTHY && trouble) {
                verdict = Verdict.DEGRADED;
            }
            json.put("status", verdict.word());
            boolean refused = verdict == Verdict.UNHEALTHY || strict && verdict == Verdict.DEGRADED;
            return new CollectionHealth(refused ? 503 : 200, refused ? Map.of("detail", json) : json);
        }

        String text() {
            return Json.write(body) + "\n";
        }

        private static Verdict collection(Map<String, Object> json, CollectionCycle cycle, long nowMillis) {
            CollectionCycle.Progress progress = cycle.progress();
            boolean collected = progress.lastMillis() != 0;
            double age = Math.max(0, nowMillis - progress.lastMillis()) / 1000.0;
            double interval = cycle.interval().toMillis() / 1000.0;
            counts(json, collected ? (Double) age : null, whole(interval), progress.total(), progress.errors());
            TreeSet<String> failed = new TreeSet<>(progress.failed());
            json.put("failed_collectors", failed);
            if (!collected || age >= 2 * interval) {
                return Verdict.UNHEALTHY;
            }
            return failed.isEmpty() ? Verdict.HEALTHY : Verdict.DEGRADED;
        }

        private static Verdict nothing(Map<String, Object> json, Verdict devices) {
            counts(json, null, null, 0, 0);
            return devices;
        }

        private static void counts(Map<String, Object> json, Double age, Number interval, long total, long errors) {
            json.put("last_collection_seconds_ago", age);
            json.put("collection_interval", interval);
            json.put("total_collections", total);
            json.put("collection_errors", errors);
        }

        /** A whole number where it is one, as it was. */
        private static Number whole(double seconds) {
            if (seconds == Math.rint(seconds)) {
                return (long) seconds;
            }
            return seconds;
        }
    }
}
