package io.github.homeexporter.status;

import io.github.homeexporter.sample.SampleStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code status:}, behind the paths of the health checks and the page at {@code /}. */
@Component("status")
public class StatusComponent extends DefaultComponent {
    /** Held while somebody has a collection made. */
    final ReentrantLock collecting = new ReentrantLock(true);

    /** What the started route of the events answers from; null while there is none. */
    volatile StatusAnswer live;

    /** What the started route of the history answers from; null while there is none. */
    volatile KeptRounds history;

    /** A history and how often it takes what there is. */
    record KeptRounds(History history, Duration every) {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        StatusEndpoint endpoint = new StatusEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /**
     * A further part of the health page's JSON, bound in the registry by who knows it.
     *
     * @param key its name there
     * @param part a list or a map of lists, maps, texts and numbers; left out when empty
     */
    public record HealthDetail(String key, Function<SampleStore, ?> part) {}

    /** Reads the settings again; bound in the registry by who has them, and only where they can change. */
    public interface Reload {
        /** Takes effect before it returns. @return what changed, what restarted, what needs a restart, what is wrong; no secret */
        Map<String, Object> now();
    }
}
