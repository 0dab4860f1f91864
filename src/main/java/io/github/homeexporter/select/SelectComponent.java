package io.github.homeexporter.select;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code select:}: something that people choose, at Home Assistant for one. */
@Component("select")
public class SelectComponent extends DefaultComponent {
    private final Selects selects = new Selects();

    /** Those of all routes. */
    public static Selects selects(CamelContext context) {
        return context.getComponent("select", SelectComponent.class).selects;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SelectEndpoint endpoint = new SelectEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
