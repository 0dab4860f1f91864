package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.BearerToken;
import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.Health.Verdict;
import io.github.homeexporter.status.StatusFacts.CollectorsDetail;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /health}, {@code /collectors} and {@code POST /collect} as metrics-exporters had them. */
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
        this.turn = ((StatusComponent) endpoint.getComponent()).collecting();
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
            case COLLECT -> collect(message, authorization);
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

    private void collect(Message message, String authorization) throws InterruptedException {
        List<CollectionCycle> cycles = CollectorsDetail.cycles(context);
        if (!token.isSet()) {
            answer(message, 403, error("http.token is not set, so nobody may ask for a collection"));
        } else if (!token.isIn(authorization)) {
            message.setHeader("WWW-Authenticate", "Bearer");
            answer(message, 401, error("no or a wrong bearer token; it is http.token"));
        } else if (cycles.isEmpty()) {
            answer(message, 503, error("nothing is collected in cycles; is host.enabled false?"));
        } else {
            inTurn(message, cycles);
        }
    }

    private void inTurn(Message message, List<CollectionCycle> cycles) throws InterruptedException {
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

    static String error(String sentence) {
        return Json.write(Map.of("detail", Map.of("error", sentence))) + "\n";
    }

    static void answer(Message message, int code, String json) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(json);
    }
}
