package io.github.homeexporter.routes;

import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the routes get on while they run. A route that reads a device without any component of ours is a device from its start
 * on; any other that fails is told once, and once when it works again. Camel itself would print a stack
 * trace each time, see log/LogSetup.
 */
public final class RouteOutcomes extends EventNotifierSupport implements RoutePolicyFactory {
    private static final Logger LOG = LoggerFactory.getLogger(RouteOutcomes.class);
    private static final String KIND = "route";
    /** What is called by a route fails as that route. */
    private static final String CALLED = "direct";
    /** A client that goes away before it has its answer is no fault of the route. */
    private static final String ASKED = "platform-http";

    private final SampleStore store;
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    /** Of all routes; Camel's own list has a lock, which who removes a route holds while it waits for one that begins. */
    private final Map<String, RouteDefinition> definitions = new ConcurrentHashMap<>();

    private RouteOutcomes(SampleStore store) {
        this.store = store;
    }

    /** Before the routes. */
    public static void watch(CamelContext context) {
        RouteOutcomes outcomes = new RouteOutcomes(SamplesComponent.store(context));
        context.addRoutePolicyFactory(outcomes);
        context.getManagementStrategy().addEventNotifier(outcomes);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode definition) {
        if (!(definition instanceof RouteDefinition route)) {
            return null;
        }
        definitions.put(routeId, route);
        if (CALLED.equals(RouteSource.scheme(route.getInput().getEndpointUri()))) {
            return null;
        }
        Outcome outcome = new Outcome(context, routeId, route);
        outcomes.put(routeId, outcome);
        return outcome;
    }

    /** A consumer that cannot be started is tried again and again by Camel's controller. */
    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.RouteRestartingFailureEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        CamelEvent.RouteRestartingFailureEvent failure = (CamelEvent.RouteRestartingFailureEvent) event;
        Outcome outcome = outcomes.get(failure.getRoute().getRouteId());
        if (outcome != null) {
            outcome.failed(failure.getCause());
        }
    }

    private final class Outcome extends RoutePolicySupport {
        private final CamelContext context;
        private final String id;
        private final RouteDefinition definition;
        private volatile Device device;
        private String told = "";

        Outcome(CamelContext context, String id, RouteDefinition definition) {
            this.context = context;
            this.id = id;
            this.definition = definition;
        }

        @Override
        public void onStart(Route route) {
            if (RouteWiring.isDeviceInYaml(context, definitions.values(), definition)) {
                device = store.device(id, KIND);
                device.connecting();
            }
            boolean asked =
                    ASKED.equals(RouteSource.scheme(definition.getInput().getEndpointUri()));
            if (!asked && route.getConsumer() instanceof DefaultConsumer consumer) {
                consumer.setExceptionHandler(new Quiet(this));
            }
        }

        @Override
        public void onStop(Route route) {
            if (device != null) {
                device.stopped();
            }
            forget();
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Throwable failure = exchange.getException();
            boolean taken = exchange.getProperty(SamplesComponent.TAKEN) != null;
            if (failure == null && device != null && !taken) {
                // caught by a step of the route, which has published nothing instead
                failure = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
            }
            if (failure != null) {
                failed(failure);
            } else {
                worked();
            }
        }

        synchronized void failed(Throwable failure) {
            String sentence = RouteSentences.running(failure).replace("device " + id + ": ", "");
            LOG.debug("{}: failed", id, failure);
            if (device != null) {
                device.down("failed", sentence);
            } else if (told.isEmpty()) {
                told = sentence;
                LOG.warn("route {} fails: {}", id, sentence);
                store.self().faults("route " + id, List.of("route " + id + " fails: " + sentence));
            }
        }

        private synchronized void worked() {
            if (forget()) {
                LOG.info("route {} works again", id);
            }
        }

        /** @return whether there was a fault */
        private synchronized boolean forget() {
            boolean failed = !told.isEmpty();
            if (failed) {
                told = "";
                store.self().faults("route " + id, List.of());
            }
            return failed;
        }
    }

    /** What a consumer says of a failed message has been told by then; what it says of itself has not. */
    private record Quiet(Outcome outcome) implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            outcome.failed(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            outcome.failed(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            LOG.debug("{}: {}", outcome.id, message, exception);
        }
    }
}
