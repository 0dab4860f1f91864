package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A route that fails while it runs. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class RouteOutcomesTest {
    private final LogLines log = new LogLines(RouteOutcomes.class);
    private final DefaultCamelContext context = new QuickContext();

    @BeforeEach
    void listen() {
        RouteOutcomes.watch(context);
    }

    @AfterEach
    void stop() {
        log.close();
        context.stop();
    }

    private List<String> said() {
        return log.of("route letters ");
    }

    private Map<String, List<String>> findings() {
        return SamplesComponent.store(context).self().faults();
    }

    @Test
    void a_fault_is_told_once_and_once_when_it_is_over() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").routeId("letters").process(exchange -> {
                    if (exchange.getMessage().getBody(String.class).equals("bad")) {
                        throw new IOException("no such letter box");
                    }
                });
            }
        });
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        for (int i = 0; i < 3; i++) {
            template.sendBody("seda:in", "bad");
        }
        Awaitility.await().untilAsserted(() -> assertThat(said())
                .singleElement()
                .asString()
                .contains("route letters fails", "no such letter box"));
        // said first, and then noted
        Awaitility.await().untilAsserted(() -> assertThat(findings()).containsKey("route letters"));
        template.sendBody("seda:in", "good");
        Awaitility.await()
                .untilAsserted(() -> assertThat(said()).hasSize(2).last().isEqualTo("INFO route letters works again"));
        Awaitility.await().untilAsserted(() -> assertThat(findings()).isEmpty());
    }

    @Test
    void what_another_route_calls_fails_as_that_route() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").routeId("letters").to("direct:box");
                from("direct:box").routeId("box").throwException(new IOException("no such letter box"));
            }
        });
        context.start();
        context.createProducerTemplate().sendBody("seda:in", "any");
        Awaitility.await().untilAsserted(() -> assertThat(said())
                .singleElement()
                .asString()
                .contains("route letters fails", "no such letter box"));
    }
}
