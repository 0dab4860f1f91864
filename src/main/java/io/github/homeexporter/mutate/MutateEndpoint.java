package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.LiveRules.RulesFault;
import io.github.homeexporter.mutate.MutateComponent.UntakenTexts;
import io.github.homeexporter.net.Texts;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turn the texts of a device into numbers with names and units, by the rules of a file.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "mutate",
        title = "Mutate",
        syntax = "mutate:file",
        producerOnly = true,
        remote = false,
        category = {Category.TRANSFORMATION})
public class MutateEndpoint extends DefaultEndpoint {
    @UriPath(
            description =
                    "Rules file, from the working directory, or when there is none the one of that name in the jar. A"
                            + " changed file is taken over within two seconds when it has no faults.")
    @Metadata(required = true)
    private String file;

    /** Time zone of the times the device writes, as Europe/Berlin. Default: the system's. */
    @UriParam
    private String zone;

    /** Readings that are not logged when no rule takes them: section:name, regular expressions over slugs, pairs separated by commas. A comma or colon of an expression is written with a backslash before it. */
    @UriParam
    private String mutes;

    private LiveRules rules;
    private Mutes compiledMutes;

    public MutateEndpoint(String uri, MutateComponent component, String file) {
        super(uri, component);
        this.file = file;
    }

    /** Reads the rules, so that a fault of theirs refuses the route and not its first message. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        compiledMutes = bounds.parsed("mutes", () -> Mutes.parse(mutes));
        try {
            rules = ((MutateComponent) getComponent()).rules(file, zoneId(bounds));
        } catch (RulesFault e) {
            e.faults().forEach(fault -> bounds.fault("file", ": " + fault));
        } catch (IllegalArgumentException e) {
            bounds.fault("file", ": " + e.getMessage());
        }
        bounds.orThrow();
    }

    LiveRules rules() {
        return rules;
    }

    Mutes compiledMutes() {
        return compiledMutes;
    }

    @Override
    public Producer createProducer() {
        return new MutateProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("mutate: changes what passes; it gives nothing by itself");
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        rules.report();
    }

    private ZoneId zoneId(Bounds bounds) {
        try {
            return zone == null || zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            bounds.refuse("zone", zone, "a time zone, as Europe/Berlin, UTC, +01:00");
            return ZoneId.systemDefault();
        }
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public String getMutes() {
        return mutes;
    }

    public void setMutes(String mutes) {
        this.mutes = mutes;
    }

    /** Readings become samples; samples pass, but for what a rule on their names drops. */
    private static class MutateProducer extends DefaultProducer implements Mutation.Listener {
        private static final Logger LOG = LoggerFactory.getLogger(MutateEndpoint.class);
        private static final int REMEMBERED_DEVICES = 500;
        private static final int REMEMBERED_SERIES = 20_000;
        private static final MetricFamily UNMATCHED = MetricFamily.counter(
                "home_exporter_rules_unmatched_total", "", "Texts of a device that no rule could make a number of.");
        private static final MetricFamily DUPLICATES = MetricFamily.counter(
                "home_exporter_rules_duplicates_total",
                "",
                "Series that came twice in a batch and got an index label.");

        private final MutateEndpoint endpoint;
        private final UntakenTexts untaken;
        private final UntakenTexts unnamed;
        private final SelfMetrics self;
        private final Map<String, Mutation> mutations = new HashMap<>();
        private final Map<Series, Boolean> dropped = new HashMap<>();
        private RuleSet droppedBy;

        MutateProducer(MutateEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
            MutateComponent component = (MutateComponent) endpoint.getComponent();
            this.untaken = component.untaken;
            this.unnamed = component.unnamed;
            this.self = SamplesComponent.store(endpoint.getCamelContext()).self();
        }

        @Override
        public void process(Exchange exchange) {
            if (!(exchange.getMessage().getBody() instanceof Batch batch)) {
                Object body = exchange.getMessage().getBody();
                throw new IllegalArgumentException("mutate: takes a batch of a device; the body is "
                        + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
            }
            exchange.getMessage().setBody(mutated(batch));
        }

        /** One batch at a time: a device's memory is not shared by threads, and batches are seconds apart. */
        private synchronized Batch mutated(Batch batch) {
            RuleSet rules = endpoint.rules().current();
            if (batch.values() instanceof Samples samples) {
                return rules.hasSeriesRules() ? batch.with(kept(samples, rules)) : batch;
            }
            Mutation mutation = mutations.get(batch.device());
            if (mutation == null || !mutation.fits(rules, batch)) {
                if (mutations.size() >= REMEMBERED_DEVICES) {
                    mutations.clear();
                }
                untaken.forget(batch.device());
                unnamed.forget(batch.device());
                mutation = new Mutation(rules, batch, this);
                mutations.put(batch.device(), mutation);
            }
            Mutation.Result result = mutation.apply(batch, (Readings) batch.values());
            count(UNMATCHED, batch.device(), result.untaken());
            count(DUPLICATES, batch.device(), result.duplicates());
            return batch.with(result.samples());
        }

        private Samples kept(Samples samples, RuleSet rules) {
            if (droppedBy != rules || dropped.size() >= REMEMBERED_SERIES) {
                dropped.clear();
                droppedBy = rules;
            }
            Samples kept = new Samples(samples.size());
            for (int i = 0; i < samples.size(); i++) {
                if (!dropped.computeIfAbsent(samples.series(i), rules::drops)) {
                    kept.add(samples.series(i), samples.value(i));
                }
            }
            return kept;
        }

        @Override
        public void untaken(Reading reading, String why) {
            if (endpoint.compiledMutes().mutes(reading.section(), reading.name())) {
                return;
            }
            if (untaken.add(reading, why)) {
                LOG.debug(
                        "{}: {}: section \"{}\", name \"{}\", text \"{}\"",
                        reading.device(),
                        why,
                        reading.section(),
                        reading.name(),
                        Texts.oneLine(reading.text()));
            }
        }

        @Override
        public void unnamed(Reading reading) {
            if (unnamed.add(reading, "no item of " + endpoint.getFile() + " is called so")) {
                LOG.debug(
                        "{}: section \"{}\": no item is called \"{}\"",
                        reading.device(),
                        reading.section(),
                        reading.name());
            }
        }

        @Override
        public void duplicate(Series series) {
            LOG.warn("{} came twice in one batch; the later ones have an index label", series);
        }

        private void count(MetricFamily family, String device, int by) {
            if (by > 0) {
                self.add(Series.of(family, Map.of("device", device)), by);
            }
        }
    }
}
