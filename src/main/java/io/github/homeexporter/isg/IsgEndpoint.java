package io.github.homeexporter.isg;

import io.github.homeexporter.isg.WebSession.LoginGuard;
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
 * Read the web pages of a Stiebel Eltron Internet Service Gateway (ISG).
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "isg",
        title = "Stiebel Eltron ISG",
        syntax = "isg:address",
        consumerOnly = true,
        category = {Category.IOT})
public class IsgEndpoint extends DefaultEndpoint {
    static final String KIND = "isg";

    @UriPath(description = "Address of the ISG's web pages: http://192.0.2.10, or a bare host name")
    @Metadata(required = true)
    private String address;

    @UriParam
    private final IsgOptions options = new IsgOptions();

    public IsgEndpoint(String uri, IsgComponent component, String address) {
        super(uri, component);
        this.address = address;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        options.judge(bounds, address);
        bounds.orThrow();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LoginGuard guard = ((IsgComponent) getComponent()).guard(options);
        IsgConsumer consumer = new IsgConsumer(this, processor, options, guard);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("isg: gives readings; it takes none. Use it in from:");
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public IsgOptions getOptions() {
        return options;
    }
}
