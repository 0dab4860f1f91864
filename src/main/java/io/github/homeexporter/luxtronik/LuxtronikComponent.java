package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code luxtronik:}. */
@Component("luxtronik")
public class LuxtronikComponent extends DefaultComponent {
    private final Timing timing;
    private final BinaryTiming binary;

    /**
     * @param ports in the order they are tried
     * @param shortest interval
     * @param patience with a binary interface that is refused, where the WebSocket is another way
     */
    record BinaryTiming(
            List<Integer> ports, Duration shortest, Duration parametersEvery, Duration flagsEvery, Duration patience) {
        static final BinaryTiming DEFAULT = new BinaryTiming(
                BinaryConsumer.PORTS,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofMinutes(10));
    }

    public LuxtronikComponent() {
        this(Timing.DEFAULT, BinaryTiming.DEFAULT);
    }

    /** For tests that do not want to wait. */
    LuxtronikComponent(Timing timing, BinaryTiming binary) {
        this.timing = timing;
        this.binary = binary;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LuxtronikEndpoint endpoint = new LuxtronikEndpoint(uri, this, remaining, timing, binary);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
