package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.RegisterFiles.RegisterWatch;
import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

/** Each reading of all registers is one message; an edited register file counts between two of them. */
class ModbusConsumer extends PollingConsumer {
    /** How often the register files are looked at. */
    private static final long LOOK_MILLIS = 500;
    /** Longest that the first answer of the device it yields to is waited for. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    private final ModbusEndpoint endpoint;
    private final Choice choice;
    private ModbusDevice registers;
    private RegisterWatch files;
    private ScheduledFuture<?> looks;
    private boolean waits;

    ModbusConsumer(ModbusEndpoint endpoint, Processor processor, Choice choice) {
        super(endpoint, processor, endpoint.getKind(), endpoint.getName(), endpoint.interval());
        this.endpoint = endpoint;
        this.choice = choice;
    }

    @Override
    protected boolean begin(Device device) throws Exception {
        registers = new ModbusDevice(endpoint, choice);
        files = new RegisterWatch(
                endpoint.getName(),
                endpoint.getRegisters(),
                endpoint::reread,
                new ConfigState(SamplesComponent.store(endpoint.getCamelContext())));
        waits = !endpoint.getYieldTo().isEmpty();
        device.yieldTo(endpoint.getYieldTo());
        looks = timer().scheduleWithFixedDelay(() -> look(device), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return true;
    }

    @Override
    protected void round(Device device) throws Exception {
        awaitWinner();
        Optional<Batch> batch = registers.poll();
        if (batch.isPresent() && isRunAllowed()) {
            emit(batch.get());
        }
    }

    /** Before the first reading: whoever has the series first would show them in its resolution for a while. */
    private void awaitWinner() throws InterruptedException {
        for (long waited = 0; waits && waited < WAIT.toMillis() && isRunAllowed(); waited += LOOK_MILLIS) {
            CamelContext context = endpoint.getCamelContext();
            boolean due = context.isStarted()
                    && SamplesComponent.store(context).devices().stream()
                            .noneMatch(other -> other.name().equals(endpoint.getYieldTo())
                                    && other.state() == DeviceState.CONNECTING);
            if (due) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        waits = false;
    }

    private void look(Device device) {
        try {
            Optional<Choice> edited = files.changed();
            if (edited.isPresent()) {
                registers.registers(edited.get());
                round(device);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // would end the looks
            getExceptionHandler().handleException(e);
        }
    }

    @Override
    protected void end() {
        looks.cancel(true);
        registers.stop();
    }
}
