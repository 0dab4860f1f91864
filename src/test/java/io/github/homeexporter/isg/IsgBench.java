package io.github.homeexporter.isg;

import io.github.homeexporter.demo.isg.SimulatedIsg;
import io.github.homeexporter.isg.IsgOptions.IsgAddress;
import io.github.homeexporter.isg.IsgPages.PagePlan;
import io.github.homeexporter.isg.WebSession.LoginCounts;
import io.github.homeexporter.isg.WebSession.LoginGuard;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import io.github.homeexporter.isg.page.RowReadings;
import io.github.homeexporter.isg.page.RowReadings.RowCounts;
import io.github.homeexporter.isg.page.RowReadings.RowOptions;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A simulated ISG, a reader on a real socket whose clock the test moves, the shipped rules, and a store. */
final class IsgBench implements AutoCloseable {
    final SimulatedIsg isg;
    final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    final LoginCounts logins = new LoginCounts();
    private final DefaultCamelContext context = new QuickContext();
    private final ProducerTemplate template;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SampleStore store;
    private IsgWeb worker;
    private IsgPages pages;
    private RowReadings rows;
    private RowOptions options = new RowOptions(false, false, true);
    private Naming naming = Naming.LEGACY;
    private String user = "";
    private String password = "";
    private String list = "auto";
    private int rollover;
    private Duration timeout = Duration.ofSeconds(10);

    IsgBench() throws IOException {
        this("de");
    }

    IsgBench(String language) throws IOException {
        isg = new SimulatedIsg(language, 0);
        context.start();
        store = SamplesComponent.store(context);
        template = context.createProducerTemplate();
    }

    IsgBench options(boolean prefix, boolean skipCircuit2) {
        options = new RowOptions(prefix, skipCircuit2, true);
        return this;
    }

    IsgBench naming(Naming other) {
        naming = other;
        options = new RowOptions(options.sectionPrefix(), options.skipCircuit2(), other.legacy());
        return this;
    }

    /** What the reader logs in with. */
    IsgBench credentials(String name, String secret) {
        user = name;
        password = secret;
        return this;
    }

    IsgBench pages(String numbers) {
        list = numbers;
        return this;
    }

    IsgBench rollover(int every) {
        rollover = every;
        return this;
    }

    IsgBench timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** One round, through the rules into the store. */
    WebCycle round() {
        if (pages == null) {
            worker = new IsgWeb(IsgAddress.parse(isg.url()), timeout, timer);
            LoginGuard guard = new LoginGuard(Duration.ofMinutes(5), () -> 0.5);
            WebSession session = new WebSession(worker, user, password, guard, nanos::get, logins);
            pages = new IsgPages(session, new PagePlan(list), nanos::get, rollover);
            rows = new RowReadings("isg", options);
        }
        WebCycle cycle = pages.read();
        if (cycle.hasRows()) {
            publish(rows.of(cycle), cycle.isComplete());
        }
        return cycle;
    }

    RowCounts counts() {
        return rows.counts();
    }

    void publish(List<Reading> readings, boolean complete) {
        Batch batch = new Batch("isg", "isg", Duration.ofSeconds(60), complete, naming, 0, new Readings(readings));
        store.publish(template.requestBody("mutate:rules/isg-web.yaml", batch, Batch.class));
    }

    /** What the rules make of one line; empty for nothing. */
    Map<String, String> of(String section, String label, String text) {
        Reading reading = new Reading("isg", section, label, text);
        Batch batch = new Batch("isg", "isg", Duration.ofSeconds(60), true, naming, 0, new Readings(List.of(reading)));
        Samples samples = (Samples) template.requestBody("mutate:rules/isg-web.yaml", batch, Batch.class)
                .values();
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            all.put(samples.series(i).toString(), number(samples.value(i)));
        }
        return all;
    }

    /** Series and numbers in the store, but for the program's own and the firmware. */
    Map<String, String> values() {
        Map<String, String> all = new TreeMap<>();
        store.families().forEach(family -> {
            for (int i = 0; i < family.size(); i++) {
                String series = family.series(i).toString();
                if (!series.startsWith("home_exporter_") && !series.contains("section=\"isg\"")) {
                    all.put(series, number(family.value(i)));
                }
            }
        });
        return all;
    }

    /** As a scraper sees them. */
    String metrics() {
        return template.requestBody("prometheus:metrics", null, String.class);
    }

    /** Texts no rule took. */
    double untaken() {
        return store.self().numbers("home_exporter_rules_unmatched_total").values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    SampleStore store() {
        return store;
    }

    static String number(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() throws IOException {
        if (worker != null) {
            worker.close();
        }
        timer.shutdownNow();
        context.stop();
        isg.close();
    }
}
