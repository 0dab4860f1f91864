package io.github.homeexporter.select;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Offers a select entity and hands on what is chosen, one after the other, on a thread that is not the broker's. */
class SelectConsumer extends DefaultConsumer {
    /** More at once is nobody's choice; the oldest goes, since the newest is what is wished. */
    private static final int MOST_WAITING = 16;

    private final SelectEndpoint endpoint;
    private ThreadPoolExecutor thread;

    SelectConsumer(SelectEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ThreadPoolExecutor own = new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> new Thread(task, "select-" + endpoint.getKey()),
                new ThreadPoolExecutor.DiscardOldestPolicy());
        thread = own;
        endpoint.selects()
                .offer(new Selects.Select(
                        endpoint.getKey(),
                        endpoint.getTopic(),
                        endpoint.getName(),
                        endpoint.getIcon(),
                        endpoint.getDevice(),
                        endpoint.words(),
                        word -> own.execute(() -> chosen(word))));
    }

    private void chosen(String word) {
        Exchange exchange = createExchange(true);
        exchange.getMessage().setBody(word);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            getExceptionHandler().handleException("a choice was not taken", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
    }

    @Override
    protected void doStop() throws Exception {
        // a route that was only tried has offered nothing
        if (thread != null) {
            endpoint.selects().withdraw(endpoint.getKey());
            thread.shutdown();
            thread = null;
        }
        super.doStop();
    }
}
