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
            return;
        }
        String device = endpoint.getDevice() == null ? exchange.getFromRouteId() : endpoint.getDevice();
        if (device == null) {
            throw new IllegalArgumentException(
                    "samples that come from no route need a device: samples:" + endpoint.getName() + "?device=NAME");
        }
        long now = store.now().toEpochMilli();
        try {
            Samples samples = SampleMaps.read(exchange.getMessage().getBody());
            String said = exchange.getProperty(INTERVAL, String.class);
            Duration every = said == null ? interval : Durations.parse(said);
            // before its first values, or a sweep between the two could take them for stale
            store.device(device, "route").up();
            store.publish(new Batch(device, "route", every, endpoint.isComplete(), Naming.STANDARD, now, samples));
        } catch (IllegalArgumentException e) {
            store.device(device, "route").error("bad_body", e.getMessage());
            throw new IllegalArgumentException("device " + device + ": " + e.getMessage(), e);
        }
    }
}
