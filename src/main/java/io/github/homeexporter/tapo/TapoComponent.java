package io.github.homeexporter.tapo;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code tapo:}. */
@Component("tapo")
public class TapoComponent extends DefaultComponent {
    private final Map<Path, EnergyFile> energy = new ConcurrentHashMap<>();

    /** The one of that path: several routes may share it. */
    EnergyFile energy(Path path) {
        return energy.computeIfAbsent(path.toAbsolutePath().normalize(), EnergyFile::new);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        TapoEndpoint endpoint = new TapoEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
