package io.github.homeexporter.status;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code status:}, behind the paths of the health checks and the page at {@code /}. */
@Component("status")
public class StatusComponent extends DefaultComponent {
    private final ReentrantLock collecting = new ReentrantLock(true);

    /** Held while somebody has a collection made. */
    ReentrantLock collecting() {
        return collecting;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        StatusEndpoint endpoint = new StatusEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
