package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.Authorization.BearerToken;
import io.github.homeexporter.poll.Bounds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Answer an HTTP request with the devices of the home that answer when they are asked, as lines for application.properties.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "discovery",
        title = "Discovery",
        syntax = "discovery:place",
        producerOnly = true,
        remote = false,
        category = {Category.IOT})
public class DiscoveryEndpoint extends DefaultEndpoint {
    private static final String HOME = "home";

    @UriPath(enums = HOME, description = "home: the networks this machine is in")
    @Metadata(required = true)
    private String place;

    /** How long answers are waited for, 1 to 10 seconds. */
    @UriParam(defaultValue = "5")
    private int seconds = 5;

    /** Name or address of the only network interface to ask on; empty for all but those of containers. */
    @UriParam
    private String networkInterface = "";

    /** What is asked for as Authorization: Bearer; without one everybody is refused. */
    @UriParam(secret = true)
    private String token = "";

    public DiscoveryEndpoint(String uri, DiscoveryComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        if (!place.equals(HOME)) {
            bounds.refuse("place", place, HOME);
        }
        bounds.number("seconds", seconds, 1, 10);
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        return new DiscoveryProducer(this, Targets.USUAL);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("discovery: answers requests; it gives no messages");
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }

    public int getSeconds() {
        return seconds;
    }

    public void setSeconds(int seconds) {
        this.seconds = seconds;
    }

    public String getNetworkInterface() {
        return networkInterface;
    }

    public void setNetworkInterface(String networkInterface) {
        this.networkInterface = networkInterface;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    /** A search for who has the token; one at a time. */
    private static final class DiscoveryProducer extends DefaultProducer {
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
}
