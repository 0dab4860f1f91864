package io.github.homeexporter.otlp;

import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Begins one export per message, whatever is in it; the message does not wait for it. */
class OtlpProducer extends DefaultProducer {
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
