package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostChoiceOptions;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.poll.Bounds;
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
 * Read memory, CPU, disks, network, processes and temperatures of the host or the container.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "host",
        title = "Host",
        syntax = "host:place",
        consumerOnly = true,
        remote = false,
        category = {Category.MONITORING})
public class HostEndpoint extends DefaultEndpoint {
    static final String KIND = "host";

    @UriPath(description = "Any word, usually local: it is always the host the program runs on")
    @Metadata(required = true)
    private String place;

    @UriParam
    private HostChoiceOptions choiceOptions = new HostChoiceOptions();

    @UriParam
    private HostCommandOptions commandOptions = new HostCommandOptions();

    @UriParam
    private HostOptions options = new HostOptions();

    public HostEndpoint(String uri, HostComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        options.judge(bounds, choiceOptions, commandOptions);
        bounds.orThrow();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        HostConsumer consumer = new HostConsumer(this, processor, options);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("host: gives readings; it takes none. Use it in from:");
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }

    public HostChoiceOptions getChoiceOptions() {
        return choiceOptions;
    }

    public void setChoiceOptions(HostChoiceOptions choiceOptions) {
        this.choiceOptions = choiceOptions;
    }

    public HostCommandOptions getCommandOptions() {
        return commandOptions;
    }

    public void setCommandOptions(HostCommandOptions commandOptions) {
        this.commandOptions = commandOptions;
    }

    public HostOptions getOptions() {
        return options;
    }

    public void setOptions(HostOptions options) {
        this.options = options;
    }
}
