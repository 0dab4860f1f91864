package io.github.homeexporter.host;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.OWN;

import io.github.homeexporter.host.collector.Collector;
import io.github.homeexporter.host.collector.StallGuard;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cycle over all collectors. One that fails or hangs takes nothing from the others and is said once. */
final class HostCollection {
    private static final Logger LOG = LoggerFactory.getLogger(HostCollection.class);
    private static final double NANO = 1e-9;

    static final List<Column> COLUMNS = List.of(
            gauge(
                    OWN,
                    "home_exporter_host_collector_success",
                    "",
                    "1 when the collector did its work in the last cycle."),
            gauge(OWN, "home_exporter_host_collector_duration_seconds", "seconds", "How long it took."));
    static final Column ANOMALIES = counter(
            OWN,
            "home_exporter_host_anomalies_total",
            "",
            "Readings of counters that could not be (backwards, negative, above 2^60) and were left out.");

    private final Map<String, Collector> collectors;
    private final Map<String, HostRow> rows = new LinkedHashMap<>();
    private final HostRow anomalies;
    private final LongAdder anomalyCount;
    private final Duration deadline;
    private final StallGuard<Samples> guard;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private int lastSize = 256;

    HostCollection(
            Map<String, Collector> collectors,
            Names names,
            LongAdder anomalyCount,
            Duration deadline,
            ExecutorService workers) {
        this.collectors = collectors;
        this.anomalyCount = anomalyCount;
        this.deadline = deadline;
        this.guard = new StallGuard<>(workers);
        this.anomalies = names.row(List.of(ANOMALIES));
        collectors.keySet().forEach(name -> rows.put(name, names.row(COLUMNS, Map.of("collector", name))));
    }

    /** All samples of a cycle, each series once. */
    Samples collect() throws InterruptedException {
        Map<String, Callable<Samples>> calls = new LinkedHashMap<>();
        collectors.forEach((name, collector) -> calls.put(name, () -> {
            Samples own = new Samples(64);
            collector.collect(own);
            return own;
        }));
        Samples all = new Samples(lastSize);
        guard.run(calls, deadline).forEach((name, outcome) -> {
            if (outcome.value() != null) {
                all.addAll(outcome.value());
            }
            rows.get(name).add(all, 0, outcome.value() != null ? 1 : 0);
            rows.get(name).add(all, 1, outcome.nanos() * NANO);
            remember(name, outcome);
        });
        anomalies.add(all, 0, anomalyCount.sum());
        lastSize = all.size() + 16;
        return all;
    }

    /** What is wrong, by collector, as of the last cycle. */
    Map<String, String> faults() {
        return Map.copyOf(faults);
    }

    Collection<Collector> collectors() {
        return List.copyOf(collectors.values());
    }

    private void remember(String name, StallGuard.Outcome<Samples> outcome) {
        if (outcome.value() != null) {
            if (faults.remove(name) != null) {
                LOG.info("collector {} works again", name);
            }
            return;
        }
        String fault =
                outcome.hangs() ? "hangs; it is not started again until it returns" : sentence(outcome.failure());
        if (!fault.equals(faults.put(name, fault))) {
            LOG.warn("collector {}: {}", name, fault);
        }
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
