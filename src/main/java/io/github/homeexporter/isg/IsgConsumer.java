package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.PageFault;
import io.github.homeexporter.isg.page.RowReadings;
import io.github.homeexporter.isg.page.WebCycle;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;

/** Reads all pages at once and then every interval; each round that read something is one message. */
class IsgConsumer extends DefaultConsumer {
    private static final String SHIPPED_ROUTE = "isg-web";

    /** For a round under way, so that it does not call the device up after it was stopped. */
    private static final long STOP_WAIT_MILLIS = 500;

    private final IsgEndpoint endpoint;
    private final IsgOptions options;
    private final LoginCounts logins = new LoginCounts();
    private final LoginGuard guard;

    private String name;
    private Device device;
    private IsgSelf self;
    private RowReadings rows;
    private IsgPages pages;
    private IsgWeb worker;
    private ScheduledExecutorService rounds;
    private ScheduledExecutorService deadlines;
    private ScheduledFuture<?> planned;
    private long next;

    IsgConsumer(IsgEndpoint endpoint, Processor processor, IsgOptions options, LoginGuard guard) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.options = options;
        this.guard = guard;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SampleStore store = SamplesComponent.store(endpoint.getCamelContext());
        name = name();
        device = store.device(name, IsgEndpoint.KIND);
        device.connecting();
        self = new IsgSelf(store.self(), name.equals(IsgEndpoint.KIND) ? "" : name);
        rows = new RowReadings(name, options.rows());
        ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
        deadlines = threads.newSingleThreadScheduledExecutor(this, "isg-deadline");
        rounds = threads.newSingleThreadScheduledExecutor(this, "isg-pages");
        worker = new IsgWeb(options.address(), options.timeout(), deadlines);
        WebSession session =
                new WebSession(worker, options.user(), options.password(), guard, System::nanoTime, logins);
        pages = new IsgPages(session, new PagePlan(options.pages()), System::nanoTime, options.rollover());
        next = System.nanoTime();
        rounds.execute(this::round);
    }

    @Override
    protected void doStop() throws Exception {
        ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
        if (rounds != null) {
            if (planned != null) {
                planned.cancel(true);
            }
            rounds.shutdownNow();
            worker.close();
            threads.awaitTermination(rounds, STOP_WAIT_MILLIS);
            threads.shutdownNow(rounds);
            threads.shutdownNow(deadlines);
            rounds = null;
            self.clear();
            device.stopped();
        }
        super.doStop();
    }

    /** The shipped route's is the bare one, whose series have the names of the replaced exporter. */
    private String name() {
        if (!options.name().isBlank()) {
            return options.name();
        }
        String route = SamplesComponent.routeId(this);
        return route.equals(SHIPPED_ROUTE) ? IsgEndpoint.KIND : route;
    }

    /** Never throws: that would end the rounds. */
    private void round() {
        try {
            read();
        } catch (Exception e) {
            if (isRunAllowed()) {
                device.down("failed", "a round failed: " + e);
                getExceptionHandler().handleException(e);
            }
        }
        again();
    }

    /** At the next whole interval: a round that takes longer leaves rounds out, and never makes the next one hurry. */
    private void again() {
        long interval = options.interval().toNanos();
        long now = System.nanoTime();
        next += interval * Math.max(1, (now - next) / interval + 1);
        if (isRunAllowed()) {
            try {
                planned = rounds.schedule(this::round, next - now, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // stopped in between
            }
        }
    }

    private void read() throws Exception {
        int before = logins.acceptedLogins();
        WebCycle cycle = pages.read();
        if (!isRunAllowed()) {
            return;
        }
        for (int i = before; i < logins.acceptedLogins(); i++) {
            device.connected();
        }
        report(cycle);
        if (cycle.hasRows()) {
            publish(cycle);
        }
        self.round(cycle, logins, rows.counts(), System.currentTimeMillis());
    }

    private void report(WebCycle cycle) {
        PageFault worst = cycle.worst();
        if (cycle.hasRows()) {
            cycle.faults()
                    .forEach((page, fault) -> device.error(fault.reason(), "page " + page + ": " + fault.getMessage()));
            cycle.emptied().forEach(page -> device.error("no_rows", "page " + page + " has no table any more"));
            device.up();
        } else if (worst != null) {
            device.down(worst.reason(), worst.getMessage());
        } else {
            device.down(
                    "no_rows",
                    "no page has a table of values: is " + options.address()
                            + " an ISG? With isg.pages set, are its pages" + " right?");
        }
    }

    private void publish(WebCycle cycle) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getMessage()
                .setBody(new Batch(
                        name,
                        IsgEndpoint.KIND,
                        options.interval(),
                        cycle.isComplete(),
                        options.naming(),
                        System.currentTimeMillis(),
                        new Readings(rows.of(cycle))));
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("error processing exchange", exchange, exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
