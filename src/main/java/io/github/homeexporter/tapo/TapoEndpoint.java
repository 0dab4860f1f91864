package io.github.homeexporter.tapo;

import io.github.homeexporter.poll.Bounds;
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
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Read TP-Link Tapo and Kasa plugs and strips: power, energy, voltage, current, state.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "tapo",
        title = "Tapo",
        syntax = "tapo:plugs",
        consumerOnly = true,
        category = {Category.IOT})
public class TapoEndpoint extends DefaultEndpoint {
    static final String KIND = "tapo";

    @UriPath(description = "Any word, usually plugs")
    @Metadata(required = true)
    private String plugs;

    @UriParam
    private TapoOptions options = new TapoOptions();

    @UriParam
    private DiscoveryOptions discoveryOptions = new DiscoveryOptions();

    public TapoEndpoint(String uri, TapoComponent component, String plugs) {
        super(uri, component);
        this.plugs = plugs;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        options.judge(bounds);
        discoveryOptions.judge(bounds);
        bounds.orThrow();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        TapoConsumer consumer = new TapoConsumer(this, processor, options, discoveryOptions.judged());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("tapo: gives readings; it takes none. Use it in from:");
    }

    public String getPlugs() {
        return plugs;
    }

    public void setPlugs(String plugs) {
        this.plugs = plugs;
    }

    public TapoOptions getOptions() {
        return options;
    }

    public void setOptions(TapoOptions options) {
        this.options = options;
    }

    public DiscoveryOptions getDiscoveryOptions() {
        return discoveryOptions;
    }

    public void setDiscoveryOptions(DiscoveryOptions discoveryOptions) {
        this.discoveryOptions = discoveryOptions;
    }

    /** Each reading of a plug is one message, at that plug's own pace; a round tells how many plugs there are. */
    private static final class TapoConsumer extends PollingConsumer {
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
            super(endpoint, processor, KIND, options.getName(), options.interval());
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
                        KIND,
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
}
