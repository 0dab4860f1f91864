package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.sample.Batch;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Reads the device at once and then every interval; each reading is one message. */
class ModbusConsumer extends DefaultConsumer {
    private final ModbusEndpoint endpoint;
    private static final long LOOK_MILLIS = 500;

    private final Choice choice;
    private ScheduledExecutorService timer;
    private ScheduledFuture<?> readings;
    private ScheduledFuture<?> looks;
    private RegisterWatch registers;
    private volatile ModbusDevice device;

    ModbusConsumer(ModbusEndpoint endpoint, Processor processor, Choice choice) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.choice = choice;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        device = new ModbusDevice(endpoint, choice);
        device.device();
        timer = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "modbus-" + endpoint.getName());
        registers = new RegisterWatch(endpoint);
        looks = timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        readings = timer.scheduleAtFixedRate(this::cycle, 0, endpoint.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (timer != null) {
            readings.cancel(true);
            looks.cancel(true);
            endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(timer);
            timer.awaitTermination(500, TimeUnit.MILLISECONDS);
            timer = null;
            device.stop();
        }
        super.doStop();
    }

    private void look() {
        try {
            registers.changed().ifPresent(now -> {
                device.registers(now);
                cycle();
            });
        } catch (RuntimeException e) {
            // would end the schedule
            getExceptionHandler().handleException(e);
        }
    }

    /** Never throws: that would end the schedule. */
    private void cycle() {
        try {
            Optional<Batch> batch = device.poll();
            if (batch.isPresent() && isRunAllowed()) {
                emit(batch.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            device.device().down("failed", "a reading failed: " + e);
            getExceptionHandler().handleException(e);
        }
    }

    private void emit(Batch batch) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(batch);
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("error processing exchange", exchange, exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
