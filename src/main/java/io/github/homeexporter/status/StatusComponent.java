package io.github.homeexporter.status;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code status:}, behind the paths of the health checks and the page at {@code /}. */
@Component("status")
public class StatusComponent extends DefaultComponent {
    private final ReentrantLock collecting = new ReentrantLock(true);
    private volatile StatusAnswer live;
    private volatile KeptRounds history;

    /** A history and how often it takes what there is. */
    record KeptRounds(History history, Duration every) {}

    /** Held while somebody has a collection made. */
    ReentrantLock collecting() {
        return collecting;
    }

    /** What the started route of the events answers from; null while there is none. */
    StatusAnswer live() {
        return live;
    }

    void live(StatusAnswer answer) {
        live = answer;
    }

    /** What the started route of the history answers from; null while there is none. */
    KeptRounds history() {
        return history;
    }

    void history(KeptRounds kept) {
        history = kept;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        StatusEndpoint endpoint = new StatusEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
