package io.github.homeexporter.homeassistant;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code homeassistant:}: all devices over MQTT, with discovery. */
@Component("homeassistant")
public class HomeassistantComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        HomeassistantEndpoint endpoint = new HomeassistantEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
