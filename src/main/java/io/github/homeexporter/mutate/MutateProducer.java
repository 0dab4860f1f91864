package io.github.homeexporter.mutate;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readings become samples; samples pass, but for what a rule on their names drops. */
class MutateProducer extends DefaultProducer implements Mutation.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(MutateProducer.class);
    private static final int REMEMBERED_DEVICES = 500;
    private static final int REMEMBERED_SERIES = 20_000;
    private static final MetricFamily UNMATCHED = MetricFamily.counter(
            "home_exporter_rules_unmatched_total", "", "Texts of a device that no rule could make a number of.");
    private static final MetricFamily DUPLICATES = MetricFamily.counter(
            "home_exporter_rules_duplicates_total", "", "Series that came twice in a batch and got an index label.");

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
        this.untaken = component.untakenTexts();
        this.unnamed = component.unnamedItems();
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
                    shortened(reading.text()));
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

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
