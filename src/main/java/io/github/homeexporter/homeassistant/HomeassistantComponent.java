package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.entity.OwnEntities;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code homeassistant:}: all devices over MQTT, with discovery. */
@Component("homeassistant")
public class HomeassistantComponent extends DefaultComponent {
    private volatile BrokerLink link;

    /** What the owner wants entities to be, for who shows the same ones; nothing while no broker is asked for. */
    public OwnEntities own() {
        BrokerLink running = link;
        return running == null ? OwnEntities.NONE : running.own.now();
    }

    /** @param running null for none */
    void link(BrokerLink running) {
        link = running;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        HomeassistantEndpoint endpoint = new HomeassistantEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
