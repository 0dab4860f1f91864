package io.github.homeexporter.sample;

import io.github.homeexporter.sample.ChangeFeed.Changes;
import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Put samples into the store that all outputs read, or be told which series were written.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "samples",
        title = "Samples",
        syntax = "samples:name",
        remote = false,
        category = {Category.MONITORING})
public class SamplesEndpoint extends DefaultEndpoint {
    @UriPath(description = "Any word, as store in to: and changes in from:; there is one store")
    @Metadata(required = true)
    private String name;

    /** Device the samples belong to, for a body that is not a batch. Default: the id of the route the message came from. */
    @UriParam
    private String device;

    /** How often the device is asked, as 30s, 5m or bare seconds; its series go after three missed ones. For a body that is not a batch; the exchange property SamplesInterval wins over it. */
    @UriParam(defaultValue = "60s")
    private String interval = "60s";

    /** Whether each message holds all the device has: series that are not in it go at once. For a body that is not a batch. */
    @UriParam(defaultValue = "false")
    private boolean complete;

    public SamplesEndpoint(String uri, SamplesComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        return new SamplesProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SamplesConsumer consumer = new SamplesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDevice() {
        return device;
    }

    public void setDevice(String device) {
        this.device = device;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        // here, for this room knows no other: what throws while options are set is told as the option's fault
        Durations.parse(interval);
        this.interval = interval;
    }

    public boolean isComplete() {
        return complete;
    }

    public void setComplete(boolean complete) {
        this.complete = complete;
    }

    /** Gives one message for each batch the store took: its body says which series, the numbers stay in the store. */
    private static class SamplesConsumer extends DefaultConsumer {
        private final ChangeFeed feed;
        private final java.util.function.Consumer<Changes> listener = this::changed;

        SamplesConsumer(SamplesEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.feed = SamplesComponent.store(endpoint.getCamelContext()).changes();
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            feed.add(listener);
        }

        @Override
        protected void doStop() throws Exception {
            feed.remove(listener);
            super.doStop();
        }

        /** On the device's own thread, so a step behind this must not wait: hand over to {@code seda:} with discardWhenFull. */
        private void changed(Changes changes) {
            Exchange exchange = createExchange(false);
            try {
                exchange.getMessage().setBody(changes);
                getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    getExceptionHandler().handleException("changes of " + changes.device(), exchange.getException());
                }
            } catch (Exception e) {
                getExceptionHandler().handleException("changes of " + changes.device(), e);
            } finally {
                releaseExchange(exchange, false);
            }
        }
    }

    /** Takes a {@link Batch}, or what a route without any Java of ours has: a map, a list of maps, or JSON of either. */
    private static class SamplesProducer extends DefaultProducer {
        /** Exchange property by which a route that publishes through {@code direct:publish} says how often its device is asked. */
        private static final String INTERVAL = "SamplesInterval";

        private final SamplesEndpoint endpoint;
        private final SampleStore store;
        private final Duration interval;

        SamplesProducer(SamplesEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
            this.store = SamplesComponent.store(endpoint.getCamelContext());
            this.interval = Durations.parse(endpoint.getInterval());
        }

        @Override
        public void process(Exchange exchange) {
            if (exchange.getMessage().getBody() instanceof Batch batch) {
                store.publish(batch);
                exchange.setProperty(SamplesComponent.TAKEN, true);
                return;
            }
            String name = endpoint.getDevice() == null ? exchange.getFromRouteId() : endpoint.getDevice();
            if (name == null) {
                throw new IllegalArgumentException("samples that come from no route need a device: samples:"
                        + endpoint.getName() + "?device=NAME");
            }
            long now = store.now().toEpochMilli();
            Device device = store.device(name, "route");
            // one at a time: ten large answers at once are too much for a small heap, and one takes some milliseconds
            synchronized (SamplesProducer.class) {
                take(exchange, device, now);
            }
        }

        private void take(Exchange exchange, Device device, long now) {
            String name = device.name();
            try {
                Samples samples = SampleMaps.read(exchange.getMessage().getBody());
                String said = exchange.getProperty(INTERVAL, String.class);
                Duration every = said == null ? interval : Durations.parse(said);
                exchange.setProperty(SamplesComponent.TAKEN, true);
                if (samples.size() > 0) {
                    // before its first values, or a sweep between the two could take them for stale
                    device.up();
                }
                if (samples.size() > 0 || endpoint.isComplete()) {
                    store.publish(
                            new Batch(name, "route", every, endpoint.isComplete(), Naming.STANDARD, now, samples));
                }
                if (samples.size() == 0 && device.status().series() == 0) {
                    device.down("no_values", "the answer had no values");
                }
            } catch (IllegalArgumentException e) {
                device.error("bad_body", e.getMessage());
                throw new IllegalArgumentException("device " + name + ": " + e.getMessage(), e);
            }
        }
    }
}
