package io.github.homeexporter.sample;

import io.github.homeexporter.sample.ChangeFeed.Changes;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Gives one message for each batch the store took: its body says which series, the numbers stay in the store. */
class SamplesConsumer extends DefaultConsumer {
    private final ChangeFeed feed;
    private final Consumer<Changes> listener = this::changed;

    SamplesConsumer(SamplesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.feed = SamplesComponent.store(endpoint.getCamelContext()).changes();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        feed.add(listener);
    }

    @Override
    protected void doStop() throws Exception {
        feed.remove(listener);
        super.doStop();
    }

    /** On the device's own thread, so a step behind this must not wait: hand over to {@code seda:} with discardWhenFull. */
    private void changed(Changes changes) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(changes);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("changes of " + changes.device(), exchange.getException());
            }
        } catch (Exception e) {
            getExceptionHandler().handleException("changes of " + changes.device(), e);
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
