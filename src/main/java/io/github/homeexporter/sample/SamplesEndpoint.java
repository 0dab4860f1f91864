package io.github.homeexporter.sample;

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
}
