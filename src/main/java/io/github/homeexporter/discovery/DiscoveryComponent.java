package io.github.homeexporter.discovery;

import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code discovery:}, behind "find devices" of the page. */
@Component("discovery")
public class DiscoveryComponent extends DefaultComponent {
    private final Semaphore searching = new Semaphore(1);

    /** Held by the one search that may run. */
    Semaphore searching() {
        return searching;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DiscoveryEndpoint endpoint = new DiscoveryEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
