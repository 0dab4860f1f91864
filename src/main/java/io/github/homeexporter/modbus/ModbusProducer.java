package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.Writing.WriteFault;
import io.github.homeexporter.modbus.registers.Choice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * What it does depends on the body: a map of register to number is written and becomes the map of what the device holds
 * then; a list of registers becomes the map of their values; anything else becomes the batch of a whole reading.
 */
class ModbusProducer extends DefaultProducer {
    private final ModbusEndpoint endpoint;
    private final Choice choice;
    private ModbusDevice device;

    ModbusProducer(ModbusEndpoint endpoint, Choice choice) {
        super(endpoint);
        this.endpoint = endpoint;
        this.choice = choice;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        device = new ModbusDevice(endpoint, choice);
    }

    @Override
    protected void doStop() throws Exception {
        if (device != null) {
            device.stop();
            device = null;
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> values) {
            if (!endpoint.isWrite()) {
                throw new WriteFault(endpoint.getName() + " may not write; that needs write=true on the endpoint");
            }
            exchange.getMessage().setBody(device.write(numbers(values)));
        } else if (body instanceof Collection<?> names) {
            List<String> texts = new ArrayList<>();
            names.forEach(name -> texts.add(String.valueOf(name)));
            exchange.getMessage().setBody(device.read(texts));
        } else {
            exchange.getMessage()
                    .setBody(device.poll()
                            .orElseThrow(() -> new WriteFault(endpoint.getName() + ": "
                                    + device.device().status().lastError())));
        }
    }

    private static Map<String, Double> numbers(Map<?, ?> values) throws WriteFault {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : values.entrySet()) {
            String text = String.valueOf(each.getValue());
            try {
                numbers.put(
                        String.valueOf(each.getKey()),
                        text.equals("true") ? 1.0 : text.equals("false") ? 0.0 : Double.valueOf(text));
            } catch (NumberFormatException e) {
                throw new WriteFault("register " + each.getKey() + ": \"" + text + "\" is not a number");
            }
        }
        return numbers;
    }
}
