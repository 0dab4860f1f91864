package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.Timing;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code luxtronik:}. */
@Component("luxtronik")
public class LuxtronikComponent extends DefaultComponent {
    private final Timing timing;

    public LuxtronikComponent() {
        this(Timing.DEFAULT);
    }

    /** For tests that do not want to wait. */
    LuxtronikComponent(Timing timing) {
        this.timing = timing;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LuxtronikEndpoint endpoint = new LuxtronikEndpoint(uri, this, remaining, timing);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
