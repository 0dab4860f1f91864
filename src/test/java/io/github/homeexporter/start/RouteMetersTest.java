package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.QuickContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The names and labels are camel-micrometer's: dashboards and alerts ask for them. */
class RouteMetersTest {
    private static final String LABELS =
            "{camelContext=\"house\",eventType=\"route\",kind=\"CamelRoute\",routeId=\"%s\"} ";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DefaultCamelContext context = new QuickContext();

    @BeforeEach
    void start() throws Exception {
        context.getCamelContextExtension().setName("house");
        RouteMeters.addTo(context, registry);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:works").routeId("works").to("log:works");
                from("direct:fails").routeId("fails").throwException(new IllegalStateException("sick"));
                from("direct:handled")
                        .routeId("handled")
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .end()
                        .throwException(new IllegalStateException("sick"));
                from("direct:unused").routeId("unused").to("log:unused");
            }
        });
        context.start();
        for (String route : List.of("works", "fails", "handled")) {
            context.createProducerTemplate().send("direct:" + route, exchange -> {});
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void exchanges_are_counted_by_route_and_outcome() {
        assertThat(registry.scrape().lines())
                .contains(
                        "camel_exchanges_total" + LABELS.formatted("works") + "1.0",
                        "camel_exchanges_succeeded_total" + LABELS.formatted("works") + "1.0",
                        "camel_exchanges_failed_total" + LABELS.formatted("works") + "0.0",
                        "camel_exchanges_total" + LABELS.formatted("fails") + "1.0",
                        "camel_exchanges_failed_total" + LABELS.formatted("fails") + "1.0",
                        "camel_exchanges_succeeded_total" + LABELS.formatted("fails") + "0.0",
                        "camel_exchanges_failures_handled_total" + LABELS.formatted("handled") + "1.0",
                        "camel_exchanges_external_redeliveries_total" + LABELS.formatted("works") + "0.0",
                        "camel_exchanges_total" + LABELS.formatted("unused") + "0.0",
                        "camel_route_policy_seconds_count" + LABELS.formatted("works") + "1");
    }

    @Test
    void a_route_that_nothing_passed_has_no_times() {
        assertThat(registry.scrape().lines())
                .filteredOn(line -> line.startsWith("camel_route_policy"))
                .noneMatch(line -> line.contains("unused"));
    }

    @Test
    void routes_are_counted_that_are_there_and_that_run() throws Exception {
        context.getRouteController().stopRoute("unused");
        assertThat(registry.scrape().lines())
                .contains(
                        "camel_routes_added_routes{camelContext=\"house\",eventType=\"RouteEvent\",kind=\"CamelRoute\"} 4.0",
                        "camel_routes_running_routes{camelContext=\"house\",eventType=\"RouteEvent\",kind=\"CamelRoute\"} 3.0",
                        "app_info{camel_context=\"house\",camel_runtime_provider=\"Main\",camel_runtime_version=\""
                                + context.getVersion() + "\",camel_version=\"" + context.getVersion() + "\"} 1");
    }

    @Test
    void the_meters_of_a_removed_route_go() throws Exception {
        context.getRouteController().stopRoute("works");
        context.removeRoute("works");
        assertThat(registry.scrape()).doesNotContain("routeId=\"works\"").contains("routeId=\"fails\"");
    }
}
