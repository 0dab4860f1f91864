package io.github.homeexporter.isg.sgready;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code sgready:}. There is one SG Ready interface, so what alerts want is known in one place. */
@Component("sgready")
public class SgReadyComponent extends DefaultComponent {
    private SgReadyHold worker;
    private int users;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SgReadyEndpoint endpoint = new SgReadyEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The endpoint that answers the webhook brings the options. */
    synchronized void join(SgReadyEndpoint endpoint) {
        users++;
        if (endpoint.isWebhook() && worker == null) {
            worker = new SgReadyHold(endpoint);
        }
    }

    synchronized void leave() {
        users--;
        if (users == 0 && worker != null) {
            worker.stop();
            worker = null;
        }
    }

    /** @throws IllegalStateException when no webhook runs */
    synchronized SgReadyHold worker() {
        if (worker == null) {
            throw new IllegalStateException("sgready: needs a route with sgready:webhook");
        }
        return worker;
    }
}
