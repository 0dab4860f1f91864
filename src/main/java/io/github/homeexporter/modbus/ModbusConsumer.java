package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import java.util.Optional;
import org.apache.camel.Processor;

/** Each reading of all registers is one message. */
class ModbusConsumer extends PollingConsumer {
    private final ModbusEndpoint endpoint;
    private final Choice choice;
    private ModbusDevice registers;

    ModbusConsumer(ModbusEndpoint endpoint, Processor processor, Choice choice) {
        super(endpoint, processor, endpoint.getKind(), endpoint.getName(), endpoint.interval());
        this.endpoint = endpoint;
        this.choice = choice;
    }

    @Override
    protected boolean begin(Device device) throws Exception {
        registers = new ModbusDevice(endpoint, choice);
        return true;
    }

    @Override
    protected void round(Device device) throws Exception {
        Optional<Batch> batch = registers.poll();
        if (batch.isPresent() && isRunAllowed()) {
            emit(batch.get());
        }
    }

    @Override
    protected void end() {
        registers.stop();
    }
}
