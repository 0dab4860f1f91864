package io.github.homeexporter.status;

import io.github.homeexporter.sample.SampleStore;
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

    /** A further part of the health page's JSON, bound in the registry by who knows it. */
    public interface HealthDetail {
        /** Its name there. */
        String key();

        /** A list or a map of lists, maps, texts and numbers; left out when empty. */
        Object of(SampleStore store);
    }

    /** Reads the settings again; bound in the registry by who has them, and only where they can change. */
    public interface Reload {
        /** Takes effect before it returns. @return what changed, what restarted, what needs a restart, what is wrong; no secret */
        Map<String, Object> now();
    }
}
