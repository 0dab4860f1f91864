package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.StatusComponent.Reload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code /health}, {@code /collectors} and {@code /collect} as endpoints, over a collection of our own. */
@Timeout(120)
class CollectionEndpointsTest {
    private static final String TOKEN = "s3cret & +token";

    private final DefaultCamelContext context = new QuickContext();
    private final Cycle cycle = new Cycle();

    @BeforeEach
    void start() {
        context.getPropertiesComponent().addInitialProperty("http.token", TOKEN);
        context.getRegistry().bind("cycle", CollectionCycle.class, cycle);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void health_is_unavailable_until_the_first_collection_ends() throws Exception {
        Exchange answer = ask("status:health", Map.of());
        assertThat(code(answer)).isEqualTo(503);
        assertThat(new LinkedHashMap<>((JsonObject) json(answer).get("detail")))
                .containsEntry("status", "unhealthy")
                .containsEntry("last_collection_seconds_ago", null);
    }

    @Test
    void health_has_the_keys_of_metrics_exporters() throws Exception {
        cycle.progress = new CollectionCycle.Progress(5, 1, System.currentTimeMillis(), Set.of());
        Exchange answer = ask("status:health", Map.of());
        assertThat(code(answer)).isEqualTo(200);
        assertThat(json(answer).keySet())
                .containsExactly(
                        "status",
                        "last_collection_seconds_ago",
                        "collection_interval",
                        "total_collections",
                        "collection_errors",
                        "failed_collectors",
                        "export_format",
                        "exporter_healthy");
        assertThat(json(answer).getString("status")).isEqualTo("healthy");
        assertThat(json(answer).getInteger("collection_interval")).isEqualTo(30);
        assertThat(json(answer).getInteger("total_collections")).isEqualTo(5);
        assertThat(json(answer).getInteger("collection_errors")).isEqualTo(1);
        assertThat(json(answer).getString("export_format")).isEqualTo("prometheus");
        assertThat(json(answer).getBoolean("exporter_healthy")).isTrue();
    }

    @Test
    void two_missed_intervals_are_an_outage() throws Exception {
        cycle.progress = new CollectionCycle.Progress(5, 0, System.currentTimeMillis() - 60_001, Set.of());
        assertThat(code(ask("status:health", Map.of()))).isEqualTo(503);
    }

    @Test
    void a_collector_that_fails_degrades_and_is_an_outage_only_to_who_is_strict() throws Exception {
        cycle.progress = new CollectionCycle.Progress(5, 0, System.currentTimeMillis(), Set.of("thermal", "hwmon"));
        Exchange answer = ask("status:health", Map.of());
        assertThat(code(answer)).isEqualTo(200);
        assertThat(json(answer).getString("status")).isEqualTo("degraded");
        assertThat(json(answer).get("failed_collectors")).hasToString("[hwmon, thermal]");
        assertThat(code(ask("status:health", Map.of("strict", "true")))).isEqualTo(503);
    }

    @Test
    void an_exporter_in_trouble_degrades() throws Exception {
        cycle.progress = new CollectionCycle.Progress(5, 0, System.currentTimeMillis(), Set.of());
        otlp("home_exporter_otlp_state", 2);
        JsonObject well = json(ask("status:health", Map.of()));
        assertThat(well.getString("status")).isEqualTo("healthy");
        assertThat(well.getInteger("exporter_state")).isEqualTo(2);
        assertThat(well.getString("export_format")).isEqualTo("both");
        otlp("home_exporter_otlp_state", 4);
        otlp("home_exporter_otlp_consecutive_failures", 7);
        Exchange ill = ask("status:health", Map.of());
        assertThat(code(ill)).isEqualTo(200);
        assertThat(json(ill).getString("status")).isEqualTo("degraded");
        assertThat(json(ill).getBoolean("exporter_healthy")).isFalse();
        assertThat(json(ill).getInteger("consecutive_export_failures")).isEqualTo(7);
    }

    @Test
    void collectors_says_where_it_runs_and_what_is_on() throws Exception {
        JsonObject answer = json(ask("status:collectors", Map.of()));
        assertThat(answer.keySet()).containsExactly("collectors", "enabled_collectors");
        assertThat(((JsonObject) answer.get("collectors")).keySet())
                .containsExactlyInAnyOrder("environment", "collectors");
        assertThat(answer.get("enabled_collectors")).hasToString("[memory, cpu]");
    }

    @Test
    void without_a_token_nobody_may_collect_and_the_key_is_named() throws Exception {
        Exchange answer = ask("status:collect", Map.of("Authorization", "Bearer "));
        assertThat(code(answer)).isEqualTo(403);
        assertThat(text(answer)).contains("http.token");
        assertThat(cycle.collections).hasValue(0);
    }

    @Test
    void a_wrong_token_is_refused_and_nothing_of_the_request_comes_back() throws Exception {
        for (String wrong : List.of("Bearer wrong", "Bearer", "Basic " + TOKEN, "Bearer " + TOKEN + "x")) {
            Exchange answer = collect(wrong);
            assertThat(code(answer)).as(wrong).isEqualTo(401);
            assertThat(answer.getMessage().getHeader("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
        }
        assertThat(cycle.collections).hasValue(0);
    }

    @Test
    void the_right_token_collects() throws Exception {
        Exchange answer = collect("bearer " + TOKEN);
        assertThat(code(answer)).isEqualTo(200);
        JsonObject json = json(answer);
        assertThat(json.keySet())
                .containsExactly("success", "message", "collection_count", "duration_seconds", "metrics");
        assertThat(json.getBoolean("success")).isTrue();
        assertThat(json.getString("message")).isEqualTo("Metrics collection triggered");
        assertThat(json.getInteger("collection_count")).isEqualTo(1);
        assertThat(json.getInteger("metrics")).isEqualTo(42);
    }

    @Test
    void the_second_waits_for_the_first() throws Exception {
        cycle.limit = Duration.ofSeconds(30);
        List<CompletableFuture<Exchange>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> collect("Bearer " + TOKEN)));
        }
        assertThat(cycle.entered.await(30, TimeUnit.SECONDS)).isTrue();
        cycle.leave.countDown();
        for (CompletableFuture<Exchange> answer : answers) {
            assertThat(code(answer.get(60, TimeUnit.SECONDS))).isEqualTo(200);
        }
        assertThat(cycle.atOnce).hasValue(1);
        assertThat(cycle.collections).hasValue(2);
    }

    @Test
    void who_waits_longer_than_a_cycle_may_take_is_told() throws Exception {
        cycle.hold = true;
        CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> collect("Bearer " + TOKEN));
        assertThat(cycle.entered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(code(collect("Bearer " + TOKEN))).isEqualTo(409);
        cycle.leave.countDown();
        assertThat(code(first.get(60, TimeUnit.SECONDS))).isEqualTo(200);
    }

    @Test
    void a_cycle_that_fails_is_said_in_detail() throws Exception {
        cycle.failure = "no collector works: memory";
        Exchange answer = collect("Bearer " + TOKEN);
        assertThat(code(answer)).isEqualTo(500);
        assertThat(text(answer)).isEqualTo("{\"detail\":{\"error\":\"no collector works: memory\"}}\n");
    }

    @Test
    void who_has_the_token_has_the_settings_read_again_and_is_told_what_came_of_it() throws Exception {
        assertThat(code(ask("status:reload?token=#property:http.token", Map.of("Authorization", "Bearer " + TOKEN))))
                .isEqualTo(503);
        context.getRegistry().bind("reload", (Reload) () -> Map.of("restarted", List.of("luxtronik")));
        assertThat(code(ask("status:reload?token=#property:http.token", Map.of())))
                .isEqualTo(401);
        assertThat(code(ask("status:reload", Map.of("Authorization", "Bearer "))))
                .isEqualTo(403);
        Exchange answer = ask("status:reload?token=#property:http.token", Map.of("Authorization", "Bearer " + TOKEN));
        assertThat(code(answer)).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{\"restarted\":[\"luxtronik\"]}\n");
    }

    @Test
    void without_a_collection_there_is_nothing_to_trigger() throws Exception {
        context.getRegistry().unbind("cycle");
        assertThat(code(collect("Bearer " + TOKEN))).isEqualTo(503);
        JsonObject health = json(ask("status:health", Map.of()));
        assertThat(new LinkedHashMap<>(health))
                .containsEntry("collection_interval", null)
                .containsEntry("status", "healthy");
    }

    private void otlp(String name, double value) {
        SamplesComponent.store(context).self().set(Series.of(MetricFamily.gauge(name, "", "Of a test.")), value);
    }

    private Exchange collect(String authorization) {
        return ask("status:collect?token=#property:http.token", Map.of("Authorization", authorization));
    }

    private Exchange ask(String uri, Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to(context.getEndpoint(uri))
                .withProcessor(exchange -> exchange.getMessage().setHeaders(new java.util.HashMap<>(headers)))
                .send();
    }

    private static int code(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static String text(Exchange answer) {
        return answer.getMessage().getBody(String.class);
    }

    private static JsonObject json(Exchange answer) throws Exception {
        return (JsonObject) Jsoner.deserialize(text(answer));
    }

    private static final class Cycle implements CollectionCycle {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);
        final AtomicInteger collections = new AtomicInteger();
        final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        volatile boolean hold;
        volatile String failure = "";
        volatile Duration limit = Duration.ofMillis(50);
        volatile Progress progress = new Progress(0, 0, 0, Set.of());

        @Override
        public Collected collect() throws InterruptedException, TimeoutException {
            atOnce.accumulateAndGet(inside.incrementAndGet(), Math::max);
            entered.countDown();
            if (hold && !leave.await(60, TimeUnit.SECONDS)) {
                throw new TimeoutException();
            }
            inside.decrementAndGet();
            if (!failure.isEmpty()) {
                throw new IllegalStateException(failure);
            }
            progress = new Progress(collections.incrementAndGet(), 0, System.currentTimeMillis(), Set.of());
            return new Collected(42, Duration.ofMillis(3));
        }

        @Override
        public String device() {
            return "host";
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration limit() {
            return limit;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public List<String> enabled() {
            return List.of("memory", "cpu");
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of("environment", Map.of("type", "lxc"), "collectors", Map.of());
        }
    }
}
