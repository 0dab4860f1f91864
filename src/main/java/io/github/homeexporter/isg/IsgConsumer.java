package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.PageFault;
import io.github.homeexporter.isg.page.RowReadings;
import io.github.homeexporter.isg.page.WebCycle;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Processor;

/** Reads all pages in a round; each that read something is one message. */
class IsgConsumer extends PollingConsumer {
    private static final String SHIPPED_ROUTE = "isg-web";

    private final IsgOptions options;
    private final LoginCounts logins = new LoginCounts();
    private final LoginGuard guard;

    private IsgSelf self;
    private RowReadings rows;
    private IsgPages pages;
    private IsgWeb web;
    private ScheduledExecutorService deadlines;

    IsgConsumer(IsgEndpoint endpoint, Processor processor, IsgOptions options, LoginGuard guard) {
        super(
                endpoint,
                processor,
                IsgEndpoint.KIND,
                options.name().isBlank() ? null : options.name(),
                options.interval());
        this.options = options;
        this.guard = guard;
    }

    /** The shipped route's is the bare one, whose series have the names of the replaced exporter. */
    @Override
    protected String nameOf(String route) {
        return route.equals(SHIPPED_ROUTE) ? IsgEndpoint.KIND : route;
    }

    @Override
    protected boolean begin(Device device) {
        self = new IsgSelf(
                SamplesComponent.store(getEndpoint().getCamelContext()).self(),
                name().equals(IsgEndpoint.KIND) ? "" : name());
        rows = new RowReadings(name(), options.rows());
        deadlines = threads().newSingleThreadScheduledExecutor(this, "isg-deadline");
        web = new IsgWeb(options.address(), options.timeout(), deadlines);
        WebSession session = new WebSession(web, options.user(), options.password(), guard, ticks(), logins);
        pages = new IsgPages(session, new PagePlan(options.getPages()), ticks(), options.getRollover());
        return true;
    }

    @Override
    protected void abort() {
        web.close();
    }

    @Override
    protected void end() {
        threads().shutdownNow(deadlines);
        self.clear();
    }

    @Override
    protected void round(Device device) throws Exception {
        int before = logins.acceptedLogins();
        WebCycle cycle = pages.read();
        if (!isRunAllowed()) {
            return;
        }
        for (int i = before; i < logins.acceptedLogins(); i++) {
            device.connected();
        }
        report(device, cycle);
        if (cycle.hasRows()) {
            emit(new Batch(
                    name(),
                    IsgEndpoint.KIND,
                    options.interval(),
                    cycle.isComplete(),
                    options.getNaming(),
                    System.currentTimeMillis(),
                    new Readings(rows.of(cycle))));
        }
        self.round(cycle, logins, rows.counts(), System.currentTimeMillis());
    }

    private void report(Device device, WebCycle cycle) {
        PageFault worst = cycle.worst();
        if (cycle.hasRows()) {
            List<Lack> lacks = new ArrayList<>();
            cycle.faults()
                    .forEach((page, fault) ->
                            lacks.add(new Lack(fault.reason(), "page " + page + ": " + fault.getMessage())));
            cycle.emptied().forEach(page -> lacks.add(new Lack("no_rows", "page " + page + " has no table any more")));
            device.lacks(lacks);
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
}
