package io.github.homeexporter.otlp;

import io.github.homeexporter.poll.Bounds;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Send all metrics to an OpenTelemetry receiver, by gRPC or HTTP: one snapshot per message.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "otlp",
        title = "OTLP",
        syntax = "otlp:signal",
        producerOnly = true,
        category = {Category.MONITORING})
public class OtlpEndpoint extends DefaultEndpoint {
    private static final String SIGNAL = "metrics";

    @UriPath(enums = "metrics", description = "metrics, the only signal there is")
    @Metadata(required = true)
    private String signal;

    @UriParam
    private final ResourceOptions resourceOptions = new ResourceOptions();

    @UriParam
    private final OtlpOptions options = new OtlpOptions();

    public OtlpEndpoint(String uri, OtlpComponent component, String signal) {
        super(uri, component);
        this.signal = signal;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        if (!SIGNAL.equals(signal)) {
            bounds.refuse("signal", signal, SIGNAL);
        }
        options.judge(bounds, resourceOptions);
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        return new OtlpProducer(this, options);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("otlp: sends; it gives no messages. Use it in to:");
    }

    public String getSignal() {
        return signal;
    }

    public void setSignal(String signal) {
        this.signal = signal;
    }

    public ResourceOptions getResourceOptions() {
        return resourceOptions;
    }

    public OtlpOptions getOptions() {
        return options;
    }

    /** Begins one export per message, whatever is in it; the message does not wait for it. */
    static class OtlpProducer extends DefaultProducer {
        private final OtlpComponent component;
        private final OtlpOptions options;
        private ScheduledExecutorService thread;
        private volatile Export worker;

        OtlpProducer(OtlpEndpoint endpoint, OtlpOptions options) {
            super(endpoint);
            this.component = (OtlpComponent) endpoint.getComponent();
            this.options = options;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            thread = getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "otlp-export");
            worker = component.worker(options, thread);
        }

        @Override
        public void process(Exchange exchange) {
            Export running = worker;
            if (running != null) {
                running.trigger();
            }
        }

        @Override
        protected void doStop() throws Exception {
            Export stopping = worker;
            worker = null;
            if (stopping != null) { // never started in a context that only tries a route
                component.ended(stopping);
                stopping.close();
                getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(thread);
            }
            super.doStop();
        }
    }
}
