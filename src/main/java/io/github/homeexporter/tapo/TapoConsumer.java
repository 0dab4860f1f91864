package io.github.homeexporter.tapo;

import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.tapo.DiscoveryOptions.Discovery;
import io.github.homeexporter.tapo.TapoComponent.EnergyFile;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;

/** Each reading of a plug is one message, at that plug's own pace; a round tells how many plugs there are. */
class TapoConsumer extends PollingConsumer {
    private static final int THREADS = 2;
    private static final long SAVED_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final TapoOptions options;
    private final Discovery discovery;
    private EnergyFile energy;
    private long savedTick;
    private Plugs plugs;
    private ExecutorService pool;
    private ExecutorService searching;

    TapoConsumer(TapoEndpoint endpoint, Processor processor, TapoOptions options, Discovery discovery) {
        super(endpoint, processor, TapoEndpoint.KIND, options.getName(), options.interval());
        this.options = options;
        this.discovery = discovery;
    }

    @Override
    protected boolean begin(Device device) throws IOException {
        pool = threads().newFixedThreadPool(this, "tapo", THREADS);
        searching = threads().newSingleThreadExecutor(this, "tapo-discovery");
        TapoComponent component = (TapoComponent) getEndpoint().getComponent();
        if (options.energyFile() != null) {
            energy = component.energy(options.energyFile());
        }
        plugs = new Plugs(
                options,
                discovery,
                energy,
                component.entropy,
                SamplesComponent.store(getEndpoint().getCamelContext()),
                ticks(),
                timer(),
                pool,
                searching,
                this::publish);
        plugs.start();
        return true;
    }

    @Override
    protected void round(Device device) {
        plugs.report();
        if (ticks().getAsLong() - savedTick > SAVED_EVERY_NANOS) {
            savedTick = ticks().getAsLong();
            save();
        }
    }

    private void save() {
        if (energy != null) {
            energy.save();
        }
    }

    /** The plugs first: none may plan its next reading on a timer that has ended. */
    @Override
    protected void doStop() throws Exception {
        if (plugs != null) {
            plugs.stop();
        }
        super.doStop();
        save();
    }

    @Override
    protected void end() {
        threads().shutdownNow(searching);
        threads().shutdownNow(pool);
    }

    private void publish(String device, Samples samples) {
        try {
            emit(new Batch(
                    device,
                    TapoEndpoint.KIND,
                    options.interval(),
                    true,
                    options.getNaming(),
                    System.currentTimeMillis(),
                    samples));
        } catch (Exception e) {
            getExceptionHandler().handleException(e);
        }
    }
}
