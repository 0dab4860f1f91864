package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.BearerToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** A search for who has the token; one at a time. */
class DiscoveryProducer extends DefaultProducer {
    private final HomeSearch search;
    private final BearerToken token;
    private final Semaphore searching;

    DiscoveryProducer(DiscoveryEndpoint endpoint, Targets targets) {
        super(endpoint);
        CamelContext context = endpoint.getCamelContext();
        this.search = new HomeSearch(
                endpoint.getNetworkInterface().strip(),
                Duration.ofSeconds(endpoint.getSeconds()),
                targets,
                context.getPropertiesComponent()::loadProperties);
        this.token = new BearerToken(endpoint.getToken());
        this.searching = ((DiscoveryComponent) endpoint.getComponent()).searching();
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String authorization = message.getHeader("Authorization", String.class);
        // nothing of the request goes into the answer
        message.removeHeaders("*");
        if (!token.isSet()) {
            answer(message, 403, error("http.token is not set, so nobody may search; --discover does the same"));
        } else if (!token.isIn(authorization)) {
            message.setHeader("WWW-Authenticate", "Bearer");
            answer(message, 401, error("no or a wrong bearer token; it is http.token"));
        } else if (!searching.tryAcquire()) {
            answer(message, 409, error("another search runs; it ends within 20 s"));
        } else {
            try {
                search(message);
            } finally {
                searching.release();
            }
        }
    }

    private void search(Message message) {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        try {
            HomeSearch.Found found = search.run(said::add);
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("devices", found.devices());
            all.put("lines", found.lines());
            all.put("said", List.copyOf(said));
            answer(message, 200, all);
        } catch (IOException e) {
            answer(message, 503, error(String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, Object> error(String sentence) {
        return Map.of("detail", Map.of("error", sentence));
    }

    private static void answer(Message message, int code, Map<String, Object> json) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(Json.write(json) + "\n");
    }
}
