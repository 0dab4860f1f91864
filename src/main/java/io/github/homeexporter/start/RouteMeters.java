package io.github.homeexporter.start;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.RoutePolicySupport;

/**
 * What passes through the routes, under the names that camel-micrometer has. Its own policy makes four JSON mappers at the start that
 * nobody asks, and formats two texts for each exchange.
 */
final class RouteMeters implements RoutePolicyFactory {
    private final MeterRegistry registry;
    private final CamelContext context;
    private final AtomicLong running = new AtomicLong();
    private final AtomicLong reloaded = new AtomicLong();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private RouteMeters(MeterRegistry registry, CamelContext context) {
        this.registry = registry;
        this.context = context;
    }

    /** Before the routes. */
    static void addTo(CamelContext context, MeterRegistry registry) {
        RouteMeters meters = new RouteMeters(registry, context);
        context.addRoutePolicyFactory(meters);
        String version = context.getVersion();
        Gauge.builder("app.info", () -> 1)
                .tags("camel.version", version, "camel.context", context.getName())
                .tags("camel.runtime.provider", "Main", "camel.runtime.version", version)
                .register(registry);
        meters.gauge("camel.routes.added", context::getRoutesSize);
        meters.gauge("camel.routes.running", meters.running::get);
        meters.gauge("camel.routes.reloaded", meters.reloaded::get);
    }

    private void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit("routes").tags(tags("RouteEvent")).register(registry);
    }

    private Tags tags(String eventType) {
        return Tags.of("camelContext", context.getName(), "kind", "CamelRoute", "eventType", eventType);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camelContext, String routeId, NamedNode definition) {
        if (!known.add(routeId)) {
            reloaded.incrementAndGet();
        }
        return new Passages(routeId);
    }

    private final class Passages extends RoutePolicySupport {
        private final Tags tags;
        private final String started;
        private final List<Counter> counters = new ArrayList<>();
        private Counter total;
        private Counter succeeded;
        private Counter failed;
        private Counter handled;
        private Counter redelivered;
        private volatile Timer timer;

        Passages(String routeId) {
            this.tags = tags("route").and("routeId", routeId);
            this.started = "home-exporter.started." + routeId;
        }

        @Override
        public void onStart(Route route) {
            running.incrementAndGet();
            if (counters.isEmpty()) {
                total = counter("total", "Total number of processed exchanges");
                succeeded = counter("succeeded", "Number of successfully completed exchanges");
                failed = counter("failed", "Number of failed exchanges");
                handled = counter("failures.handled", "Number of failures handled");
                redelivered = counter(
                        "external.redeliveries", "Number of external initiated redeliveries (such as from JMS broker)");
            }
        }

        @Override
        public void onStop(Route route) {
            running.decrementAndGet();
        }

        @Override
        public void onRemove(Route route) {
            counters.forEach(registry::remove);
            if (timer != null) {
                registry.remove(timer);
            }
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.setProperty(started, System.nanoTime());
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.removeProperty(started) instanceof Long at) {
                timer().record(System.nanoTime() - at, TimeUnit.NANOSECONDS);
            }
            total.increment();
            if (exchange.isFailed()) {
                failed.increment();
                return;
            }
            succeeded.increment();
            if (ExchangeHelper.isFailureHandled(exchange)) {
                handled.increment();
            }
            if (exchange.isExternalRedelivered()) {
                redelivered.increment();
            }
        }

        /** From the first exchange on: a route that nothing passed has no times. */
        private Timer timer() {
            if (timer == null) {
                timer = Timer.builder("camel.route.policy")
                        .description("Route performance metrics")
                        .tags(tags)
                        .register(registry);
            }
            return timer;
        }

        private Counter counter(String what, String description) {
            Counter counter = Counter.builder("camel.exchanges." + what)
                    .description(description)
                    .tags(tags)
                    .register(registry);
            counters.add(counter);
            return counter;
        }
    }
}
