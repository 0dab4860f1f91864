package io.github.homeexporter.isg;

import io.github.homeexporter.isg.IsgPages.PagePlan;
import io.github.homeexporter.isg.WebSession.LoginCounts;
import io.github.homeexporter.isg.WebSession.LoginGuard;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import io.github.homeexporter.isg.page.RowReadings;
import io.github.homeexporter.isg.page.RowReadings.RowCounts;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        int before = logins.accepted;
        WebCycle cycle = pages.read();
        if (!isRunAllowed()) {
            return;
        }
        for (int i = before; i < logins.accepted; i++) {
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

    /** What the reading of one ISG says of itself, beside {@code home_exporter_device_*}; its names do not begin with a label of a page. */
    static final class IsgSelf {
        private static final MetricFamily UP =
                MetricFamily.gauge("isg_up", "", "1 when the last round read at least one page with values.");
        private static final MetricFamily PAGE_OK =
                MetricFamily.gauge("isg_scrape_success", "", "1 for each page that the last round read.");
        private static final MetricFamily PAGE_SECONDS = MetricFamily.gauge(
                "isg_scrape_duration_seconds", "seconds", "How long each page of the last round took.");
        private static final MetricFamily LAST = MetricFamily.gauge(
                "isg_last_success_timestamp_seconds", "seconds", "When all pages were last read, seconds since 1970.");
        private static final MetricFamily LOGINS =
                MetricFamily.counter("isg_login_total", "", "Logins, by what the ISG answered.");
        private static final MetricFamily DUPLICATES = MetricFamily.gauge(
                "isg_duplicate_names", "", "Labels that stand more than once; their names begin with the section.");
        private static final MetricFamily SKIPPED = MetricFamily.counter(
                "isg_rows_skipped_total", "", "Lines that are not exported as they stand, by reason.");

        private final SelfMetrics self;
        private final String device;
        private final Set<Series> shown = new HashSet<>();

        /** @param device value of the label device, empty for the one that has the bare names */
        IsgSelf(SelfMetrics self, String device) {
            this.self = self;
            this.device = device;
        }

        void round(WebCycle cycle, LoginCounts logins, RowCounts rows, long millis) {
            Set<Series> before = Set.copyOf(shown);
            shown.clear();
            set(UP, "", "", cycle.hasRows() ? 1 : 0);
            cycle.pages().forEach(page -> set(PAGE_OK, "page", page.page().toString(), 1));
            cycle.faults().keySet().forEach(page -> set(PAGE_OK, "page", page.toString(), 0));
            cycle.nanos().forEach((page, nanos) -> set(PAGE_SECONDS, "page", page.toString(), nanos / 1e9));
            set(LOGINS, "result", "accepted", logins.accepted);
            set(LOGINS, "result", "refused", logins.refused);
            set(LOGINS, "result", "lost", logins.lost);
            if (cycle.hasRows()) {
                set(DUPLICATES, "", "", rows.duplicates());
                add("circuit_2", rows.circuit2());
                add("sensor_fault", rows.sensorFaults());
            }
            if (cycle.hasRows() && cycle.isComplete()) {
                set(LAST, "", "", millis / 1000.0);
            }
            // a navigation may have other pages each time
            before.stream()
                    .filter(series -> series.labels().containsKey("page") && !shown.contains(series))
                    .forEach(self::remove);
            before.stream()
                    .filter(series -> !series.labels().containsKey("page"))
                    .forEach(shown::add);
        }

        /** Takes all of it away. */
        void clear() {
            shown.forEach(self::remove);
            shown.clear();
        }

        private void add(String reason, int lines) {
            self.add(series(SKIPPED, "reason", reason), lines);
        }

        private void set(MetricFamily family, String label, String value, double number) {
            self.set(series(family, label, value), number);
        }

        private Series series(MetricFamily family, String label, String value) {
            Map<String, String> labels = new HashMap<>(Map.of("device", device));
            if (!label.isEmpty()) {
                labels.put(label, value);
            }
            Series series = Series.of(family, labels);
            shown.add(series);
            return series;
        }
    }
}
