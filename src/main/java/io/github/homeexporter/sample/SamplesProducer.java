package io.github.homeexporter.sample;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Takes a {@link Batch}, or what a route without any Java of ours has: a map, a list of maps, or JSON of either. */
class SamplesProducer extends DefaultProducer {
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
            throw new IllegalArgumentException(
                    "samples that come from no route need a device: samples:" + endpoint.getName() + "?device=NAME");
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
                store.publish(new Batch(name, "route", every, endpoint.isComplete(), Naming.STANDARD, now, samples));
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
