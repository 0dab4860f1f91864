package io.github.homeexporter.modbus;

import io.github.homeexporter.net.HostPort;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code modbus:}. */
@Component("modbus")
public class ModbusComponent extends DefaultComponent {
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
            worker = new ModbusConnection(getCamelContext(), endpoint);
            workers.put(endpoint.address(), worker);
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
