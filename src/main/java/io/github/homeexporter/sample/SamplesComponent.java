package io.github.homeexporter.sample;

import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code samples:}, the last step of every route: puts a batch into the store. */
@Component("samples")
public class SamplesComponent extends DefaultComponent {
    /** Exchange property that says that the message, or what became of it, has reached the store. */
    public static final String TAKEN = "SamplesTaken";

    private static final String STORE = "sampleStore";
    /** What has been silent too long goes at the latest so much later. */
    private static final int SWEEP_SECONDS = 2;

    private ScheduledExecutorService sweeper;

    /** The one store of an application: devices report to it, outputs read it. Made when it is first asked for. */
    public static SampleStore store(CamelContext context) {
        synchronized (SamplesComponent.class) {
            SampleStore store = context.getRegistry().lookupByNameAndType(STORE, SampleStore.class);
            if (store == null) {
                store = new SampleStore();
                context.getRegistry().bind(STORE, store);
            }
            return store;
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SamplesEndpoint endpoint = new SamplesEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SampleStore store = store(getCamelContext());
        sweeper = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "samples-sweep");
        var unused = sweeper.scheduleWithFixedDelay(store::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        // never started in a context that only tries a route
        if (sweeper != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(sweeper);
        }
        super.doStop();
    }
}
