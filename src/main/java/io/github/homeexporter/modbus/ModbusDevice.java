package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.Writing.WriteFault;
import io.github.homeexporter.modbus.protocol.Cycle;
import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.modbus.registers.RegisterMap;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device of one endpoint: reads it, writes it, and reports to the store how it goes. */
final class ModbusDevice {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusDevice.class);

    /** Reasons of registers that the device does not have. */
    private static final String LEARNED = "exception_0[1-4]";

    private final ModbusEndpoint endpoint;
    private final ModbusComponent component;
    private final ModbusConnection worker;
    private final Set<Cycle.Learned> said = new HashSet<>();
    private Polling polling;
    private Device device;
    private long connects;
    private long stale;

    ModbusDevice(ModbusEndpoint endpoint, Choice choice) throws Exception {
        this.endpoint = endpoint;
        this.component = (ModbusComponent) endpoint.getComponent();
        this.worker = component.worker(endpoint);
        this.connects = worker.connects();
        this.stale = worker.stale();
        this.polling = new Polling(choice, endpoint.getUnitId(), endpoint.seriesLabels(), worker, System::nanoTime);
    }

    /** From now on these: the register file was edited. */
    synchronized void registers(Choice choice) {
        polling = new Polling(choice, endpoint.getUnitId(), endpoint.seriesLabels(), worker, System::nanoTime);
    }

    /** Known to the store once it is first read: whoever only writes to a device does not say how it is. */
    synchronized Device device() {
        if (device == null) {
            device = SamplesComponent.store(endpoint.getCamelContext()).device(endpoint.getName(), endpoint.getKind());
            device.connecting();
        }
        return device;
    }

    /** @return what the device has now; empty when it is down */
    synchronized Optional<Batch> poll() throws InterruptedException {
        Device device = device();
        Cycle cycle = polling.poll();
        count();
        for (Cycle.Learned learned : cycle.learned()) {
            if (said.add(learned)) {
                LOG.info("{}: {}: {}", endpoint.getName(), learned.what(), learned.why());
            }
        }
        List<Lack> lacks = new ArrayList<>(cycle.faults());
        if (!cycle.isServed() || polling.map().isEmpty()) {
            lacks.forEach(lack -> device.error(lack.reason(), lack.sentence()));
            Lack last = lacks.isEmpty()
                    ? new Lack("empty", "the register file has no register the device could be asked for")
                    : lacks.get(lacks.size() - 1);
            device.down(last.reason(), last.sentence());
            return Optional.empty();
        }
        // what is refused is left out from now on, and has been said as learned
        List<Lack> refused =
                lacks.stream().filter(lack -> lack.reason().matches(LEARNED)).toList();
        refused.forEach(lack -> device.error(lack.reason(), lack.sentence()));
        lacks.removeAll(refused);
        lacks.addAll(polling.sampler().nameless(cycle.image()));
        device.lacks(lacks);
        for (long broken = polling.sampler().broken(cycle.image()); broken > 0; broken--) {
            device.error("sensor_fault");
        }
        for (long beyond = polling.sampler().beyond(cycle.image()); beyond > 0; beyond--) {
            device.error("beyond_limits");
        }
        device.up();
        return Optional.of(new Batch(
                endpoint.getName(),
                endpoint.getKind(),
                endpoint.interval(),
                true,
                Naming.LEGACY,
                System.currentTimeMillis(),
                polling.sampler().samples(cycle.image())));
    }

    /** Writes, and reads back unless that was switched off. */
    synchronized Map<String, Double> write(Map<String, Double> values) throws WriteFault, InterruptedException {
        try {
            Writing writing = writing();
            writing.write(values);
            return endpoint.isReadBack() ? writing.verify(values) : new LinkedHashMap<>(values);
        } catch (WriteFault e) {
            device().error("write", e.getMessage());
            throw e;
        } finally {
            count();
        }
    }

    synchronized Map<String, Double> read(Collection<String> names) throws WriteFault, InterruptedException {
        try {
            return writing().read(names);
        } finally {
            count();
        }
    }

    private Writing writing() throws WriteFault, InterruptedException {
        if (polling.map().isEmpty()) {
            polling.poll();
        }
        RegisterMap map = polling.map()
                .orElseThrow(() -> new WriteFault(endpoint.getName() + ": " + endpoint.address()
                        + " does not say which registers it has; set model"));
        return new Writing(map, endpoint.getUnitId(), worker);
    }

    private void count() {
        worker.rest();
        if (device == null) {
            return;
        }
        for (; connects < worker.connects(); connects++) {
            device.connected();
        }
        for (; stale < worker.stale(); stale++) {
            device.error("stale_answer");
        }
    }

    synchronized void stop() {
        component.release(endpoint);
        if (device != null) {
            device.stopped();
        }
    }
}
