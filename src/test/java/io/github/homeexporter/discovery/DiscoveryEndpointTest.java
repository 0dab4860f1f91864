package io.github.homeexporter.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.sample.QuickContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "Find devices" as the page asks for it, on the loopback network, where none answers at the usual ports. */
@Timeout(120)
class DiscoveryEndpointTest {
    private static final String SEARCH =
            "discovery:home?seconds=2&networkInterface=127.0.0.1&token=#property:http.token";

    private final DefaultCamelContext context = new QuickContext();

    @BeforeEach
    void start() {
        context.getPropertiesComponent().addInitialProperty("http.token", "s3cret");
        context.getPropertiesComponent().addInitialProperty("lux.address", "127.0.0.20:8214");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void without_a_token_nobody_may_search_and_with_a_wrong_one_neither() throws Exception {
        assertThat(code(ask("discovery:home", "Bearer s3cret"))).isEqualTo(403);
        Exchange wrong = ask(SEARCH, "Bearer secret");
        assertThat(code(wrong)).isEqualTo(401);
        assertThat(wrong.getMessage().getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(code(ask(SEARCH, null))).isEqualTo(401);
    }

    @Test
    void one_search_runs_at_a_time_and_says_what_was_asked() throws Exception {
        CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> ask(SEARCH, "Bearer s3cret"));
        await().until(() -> context.getComponent("discovery", DiscoveryComponent.class)
                        .searching()
                        .availablePermits()
                == 0);
        assertThat(code(ask(SEARCH, "Bearer s3cret"))).isEqualTo(409);
        Exchange answer = first.get();
        assertThat(code(answer)).isEqualTo(200);
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
        JsonNode json = json(answer);
        assertThat(json.get("devices").isInt()).isTrue();
        assertThat(json.get("lines").isArray()).isTrue();
        assertThat(json.get("said").get(0).asText()).startsWith("asked on lo (127.0.0.1): ");
        // and then the next
        assertThat(code(ask(SEARCH, "Bearer s3cret"))).isEqualTo(200);
    }

    @Test
    void a_device_that_is_set_already_is_shown_as_that() throws Exception {
        byte[] answer = "2500;111;8889;\0".getBytes(StandardCharsets.US_ASCII);
        try (DatagramPeer pump = new DatagramPeer("127.0.0.20", 4444, 0, asked -> List.of(answer))) {
            assertThat(json(ask(SEARCH, "Bearer s3cret")).get("lines").toString())
                    .isEqualTo("[\"# Luxtronik heat pump at 127.0.0.20\",\"# is set already: lux.address\"]");
            assertThat(pump.heard()).isPositive();
        }
    }

    @Test
    void where_nobody_can_be_asked_the_answer_says_why() throws Exception {
        Exchange answer = ask("discovery:home?networkInterface=eth77&token=#property:http.token", "Bearer s3cret");
        assertThat(code(answer)).isEqualTo(503);
        assertThat(json(answer).at("/detail/error").asText()).contains("\"eth77\"");
    }

    private Exchange ask(String endpoint, String authorization) {
        return context.createProducerTemplate().request(endpoint, exchange -> exchange.getMessage()
                .setHeaders(
                        authorization == null
                                ? new java.util.HashMap<>()
                                : new java.util.HashMap<>(Map.of("Authorization", authorization))));
    }

    private static int code(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static JsonNode json(Exchange answer) throws Exception {
        return new ObjectMapper().readTree(answer.getMessage().getBody(String.class));
    }
}
