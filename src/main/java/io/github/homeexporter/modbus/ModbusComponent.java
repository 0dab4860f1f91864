package io.github.homeexporter.modbus;

import io.github.homeexporter.net.HostPort;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheme {@code modbus:}. */
@Component("modbus")
public class ModbusComponent extends DefaultComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusComponent.class);

    private final Map<HostPort, ModbusConnection> workers = new HashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ModbusEndpoint endpoint = new ModbusEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The connection to the endpoint's address, shared by all that talk to it. Opens nothing. */
    synchronized ModbusConnection worker(ModbusEndpoint endpoint) throws Exception {
        ModbusConnection worker = workers.get(endpoint.address());
        if (worker == null) {
            worker = new ModbusConnection(getCamelContext(), endpoint.address(), endpoint.link());
            workers.put(endpoint.address(), worker);
        } else if (!worker.link().equals(endpoint.link())) {
            LOG.warn(
                    "{}: other times or habits than the first route to {} has; those of the first are in force",
                    endpoint.getName(),
                    endpoint.address());
        }
        worker.users++;
        return worker;
    }

    synchronized void release(ModbusEndpoint endpoint) {
        ModbusConnection worker = workers.get(endpoint.address());
        if (worker != null && --worker.users == 0) {
            workers.remove(endpoint.address());
            worker.stop();
        }
    }
}
