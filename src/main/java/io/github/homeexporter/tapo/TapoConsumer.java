package io.github.homeexporter.tapo;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;

/** Reads every plug at its interval; each reading of a plug is one message. */
class TapoConsumer extends DefaultConsumer {
    private static final int THREADS = 2;

    private final TapoEndpoint endpoint;
    private final TapoOptions options;
    private Plugs yard;
    private ScheduledExecutorService timer;
    private ExecutorService pool;
    private ExecutorService searching;

    TapoConsumer(TapoEndpoint endpoint, Processor processor, TapoOptions options) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.options = options;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
        timer = threads.newSingleThreadScheduledExecutor(this, "tapo-timer");
        pool = threads.newFixedThreadPool(this, "tapo", THREADS);
        searching = threads.newSingleThreadExecutor(this, "tapo-discovery");
        yard = new Plugs(
                options, SamplesComponent.store(endpoint.getCamelContext()), timer, pool, searching, this::publish);
        yard.start();
    }

    @Override
    protected void doStop() throws Exception {
        if (yard != null) {
            ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
            yard.stop();
            threads.shutdownNow(timer);
            threads.shutdownNow(searching);
            threads.shutdownNow(pool);
            yard = null;
        }
        super.doStop();
    }

    private void publish(String device, Samples samples) {
        Exchange exchange = createExchange(false);
        exchange.getMessage()
                .setBody(new Batch(
                        device,
                        TapoEndpoint.KIND,
                        options.interval(),
                        true,
                        options.naming(),
                        System.currentTimeMillis(),
                        samples));
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("error processing exchange", exchange, exchange.getException());
            }
        } catch (Exception e) {
            getExceptionHandler().handleException(e);
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
