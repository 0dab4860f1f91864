package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code loxone:}. */
@Component("loxone")
public class LoxoneComponent extends DefaultComponent {
    private final Timing timing;

    public LoxoneComponent() {
        this(Timing.DEFAULT);
    }

    /** For tests that do not want to wait. */
    LoxoneComponent(Timing timing) {
        this.timing = timing;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LoxoneEndpoint endpoint = new LoxoneEndpoint(uri, this, remaining, timing);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
