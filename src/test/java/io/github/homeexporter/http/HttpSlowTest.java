package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.routes.RouteOutcomes;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that do not say what they want, and routes that do not answer or fail. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HttpSlowTest extends OpenedPort {
    @Test
    void a_connection_that_never_says_what_it_wants_is_closed() throws Exception {
        ports.requestTimeout = java.time.Duration.ofSeconds(1);
        start();
        try (RawHttp raw = new RawHttp(ports.port)) {
            assertThat(raw.ask("GET /metrics HTTP/1.1\r\nHost: x\r\n")).isEmpty();
        }
    }

    @Test
    void a_route_that_does_not_answer_is_answered_for_and_counted() throws Exception {
        ports.requestTimeout = java.time.Duration.ofSeconds(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/slow").delay(20_000).setBody(constant("late"));
            }
        });
        start();
        HttpResponse<String> answer = get("/slow");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("http.request-timeout");
        assertThat(refused("timeout")).isEqualTo(1);
    }

    /** Whoever asks sees that it failed, but not why; that is told to the person who can mend it. */
    @Test
    void a_route_that_fails_answers_500_and_is_a_finding() throws Exception {
        RouteOutcomes.watch(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/hook").routeId("hook").throwException(new IOException("no such letter box"));
            }
        });
        start();
        HttpResponse<String> answer = get("/hook");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("letter box");
        Awaitility.await().untilAsserted(() -> assertThat(
                        SamplesComponent.store(context).self().faults().get("route hook"))
                .singleElement()
                .asString()
                .contains("route hook fails", "no such letter box"));
    }

    @Test
    void too_many_requests_at_once_are_turned_away_but_probes_are_not() throws Exception {
        ports.maxRequests = 1;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/slow").delay(20_000).setBody(constant("late"));
            }
        });
        start();
        try (RawHttp slow = new RawHttp(ports.port)) {
            slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            Awaitility.await().untilAsserted(() -> assertThat(get("/metrics").statusCode())
                    .isEqualTo(503));
            assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(get("/metrics").statusCode()).isEqualTo(200));
    }
}
