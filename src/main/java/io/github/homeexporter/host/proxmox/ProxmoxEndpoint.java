package io.github.homeexporter.host.proxmox;

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
 * Read guests, nodes, cluster and storage of Proxmox VE.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "proxmox",
        title = "Proxmox",
        syntax = "proxmox:place",
        consumerOnly = true,
        category = {Category.MONITORING})
public class ProxmoxEndpoint extends DefaultEndpoint {
    static final String KIND = "proxmox";

    @UriPath(description = "Any word, usually cluster")
    @Metadata(required = true)
    private String place;

    @UriParam
    private ProxmoxOptions options = new ProxmoxOptions();

    public ProxmoxEndpoint(String uri, ProxmoxComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        options.judge(bounds);
        bounds.orThrow();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ProxmoxConsumer consumer = new ProxmoxConsumer(this, processor, options);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("proxmox: gives readings; it takes none. Use it in from:");
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }

    public ProxmoxOptions getOptions() {
        return options;
    }

    public void setOptions(ProxmoxOptions options) {
        this.options = options;
    }
}
