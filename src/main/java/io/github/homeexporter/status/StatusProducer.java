package io.github.homeexporter.status;

import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Answers with one {@link View}. What the request's headers said is taken off the message, or it would go back with the answer. */
class StatusProducer extends DefaultProducer {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private final View view;
    private final CamelContext context;
    private final SampleStore store;
    private final Duration maxAge;
    private final Clock clock = Clock.systemUTC();

    StatusProducer(StatusEndpoint endpoint) {
        super(endpoint);
        this.view = View.of(endpoint.getView());
        this.maxAge = Durations.parse(endpoint.getMaxAge());
        this.context = endpoint.getCamelContext();
        this.store = SamplesComponent.store(context);
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String format = message.getHeader("format", "", String.class);
        message.removeHeaders("*");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("X-Frame-Options", "DENY");
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("Content-Security-Policy", StatusPage.CONTENT_SECURITY_POLICY);
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
            case VALUES -> values(message, format);
            case PAGE -> answer(message, 200, "text/html; charset=utf-8", StatusPage.write(health(), clock.instant()));
            default -> throw new IllegalStateException(view.word);
        }
    }

    private Health health() {
        return Health.of(store, clock.instant(), maxAge);
    }

    private Map<String, Collection<?>> details() {
        Map<String, Collection<?>> details = new HashMap<>();
        for (HealthDetail detail : context.getRegistry().findByType(HealthDetail.class)) {
            details.put(detail.key(), detail.of(store));
        }
        return details;
    }

    private void values(Message message, String format) {
        switch (format) {
            case "" -> answer(message, 200, JSON, ValuesJson.write(store));
            case "isg" -> answer(message, 200, JSON, ValuesJson.writeIsg(store));
            default -> answer(message, 400, PLAIN, "unknown format; allowed: format=isg, or none\n");
        }
    }

    private boolean isReady() {
        return context.isStarted() && !context.getRouteController().isStartingRoutes();
    }

    private static void answer(Message message, int code, String contentType, String body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }
}
