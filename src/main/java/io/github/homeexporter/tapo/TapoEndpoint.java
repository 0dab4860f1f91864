package io.github.homeexporter.tapo;

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
}
