package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.Collector;
import io.github.homeexporter.host.collector.Collector.CollectorSeat;
import io.github.homeexporter.host.collector.HostFiles.HungFiles;
import io.github.homeexporter.host.collector.StallGuard;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cycle over all collectors. One that fails or hangs takes nothing from the others and is said once. */
final class HostCollection {
    private static final Logger LOG = LoggerFactory.getLogger(HostCollection.class);
    private static final double NANO = 1e-9;

    private static final List<Column> COLUMNS = Column.table("""
            OWN GAUGE home_exporter_host_collector_success - 1 when the collector did its work in the last cycle.
            OWN GAUGE home_exporter_host_collector_duration_seconds seconds How long it took.
            """);
    private static final List<Column> TOTALS = Column.table("""
            OWN COUNTER home_exporter_host_anomalies_total - Readings of counters that could not be (backwards, negative, above 2^60) and were left out.
            OWN GAUGE home_exporter_host_hung_files - Files that do not answer; what is read from them is absent.
            """);

    /** What a single file may take before the others are read without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, CollectorSeat> seats;
    private final Map<String, HostRow> rows = new LinkedHashMap<>();
    private final HostRow totals;
    private final LongAdder anomalyCount;
    private final Duration deadline;
    private final HungFiles hung;
    private final StallGuard<CollectorSeat.Share> guard;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private Set<String> said = Set.of();
    private int lastSize = 256;

    HostCollection(
            Map<String, CollectorSeat> seats,
            Names names,
            LongAdder anomalyCount,
            Duration deadline,
            HungFiles hung,
            ExecutorService workers) {
        this.seats = seats;
        this.anomalyCount = anomalyCount;
        this.deadline = deadline;
        this.hung = hung;
        this.guard = new StallGuard<>(workers);
        this.totals = names.row(TOTALS);
        seats.keySet().forEach(name -> rows.put(name, names.row(COLUMNS, Map.of("collector", name))));
    }

    /** What a single file may take of a deadline for all. */
    static Duration patience(Duration deadline) {
        Duration quarter = deadline.dividedBy(4);
        return quarter.compareTo(PATIENCE) < 0 ? quarter : PATIENCE;
    }

    /** All samples of a cycle, each series once. */
    Samples collect() throws InterruptedException {
        Map<String, Callable<CollectorSeat.Share>> calls = new LinkedHashMap<>();
        seats.forEach((name, seat) -> calls.put(name, seat::collect));
        Duration patience = patience(deadline);
        Samples all = new Samples(lastSize);
        Map<String, StallGuard.Outcome<CollectorSeat.Share>> ofOthers = new LinkedHashMap<>();
        guard.run(calls, deadline, (name, stuck) -> seats.get(name).instead(stuck, patience))
                .forEach((name, outcome) -> {
                    if (others(name, outcome).isEmpty()) {
                        Samples samples = outcome.value() == null
                                ? new Samples()
                                : outcome.value().samples();
                        add(name, samples, outcome.nanos(), fault(outcome), all);
                    } else {
                        ofOthers.put(name, outcome);
                    }
                });
        Set<String> hanging = hung.paths();
        sayWhatHangs(hanging);
        totals.add(all, 0, anomalyCount.sum());
        totals.add(all, 1, hanging.size());
        ofOthers.forEach((name, outcome) -> addNew(name, outcome, all));
        lastSize = all.size() + 16;
        return all;
    }

    private Map<Series, String> others(String name, StallGuard.Outcome<CollectorSeat.Share> outcome) {
        Collector collector = outcome.value() == null ? null : seats.get(name).collector();
        return collector == null ? Map.of() : collector.others();
    }

    private void add(String name, Samples samples, long nanos, String fault, Samples all) {
        all.addAll(samples);
        rows.get(name).add(all, 0, fault == null ? 1 : 0);
        rows.get(name).add(all, 1, nanos * NANO);
        remember(name, fault);
    }

    /** What others wrote, but for what was read here as well: a value that lies in a file is older than the kernel's. */
    private void addNew(String name, StallGuard.Outcome<CollectorSeat.Share> outcome, Samples all) {
        Map<Series, String> files = others(name, outcome);
        Map<String, Series> repeated = new TreeMap<>();
        Set<Series> ours = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            String file = files.get(all.series(i));
            if (file != null) {
                ours.add(all.series(i));
                repeated.putIfAbsent(file, all.series(i));
            }
        }
        Samples theirs = outcome.value().samples();
        Samples kept = new Samples(theirs.size());
        for (int i = 0; i < theirs.size(); i++) {
            if (!ours.contains(theirs.series(i))) {
                kept.add(theirs.series(i), theirs.value(i));
            }
        }
        List<String> faults = new ArrayList<>();
        if (outcome.value().fault() != null) {
            faults.add(outcome.value().fault());
        }
        repeated.forEach((file, series) ->
                faults.add(file + ": " + series + " is read from the system itself, and that value counts"));
        add(name, kept, outcome.nanos(), faults.isEmpty() ? null : String.join("; ", faults), all);
    }

    /** What is wrong, by collector, as of the last cycle. */
    Map<String, String> faults() {
        return Map.copyOf(faults);
    }

    /** By name; those that have been made. */
    Map<String, Collector> collectors() {
        Map<String, Collector> made = new LinkedHashMap<>();
        seats.forEach((name, seat) -> {
            Collector collector = seat.collector();
            if (collector != null) {
                made.put(name, collector);
            }
        });
        return made;
    }

    int size() {
        return seats.size();
    }

    private static String fault(StallGuard.Outcome<CollectorSeat.Share> outcome) {
        if (outcome.value() != null) {
            return outcome.value().fault();
        }
        if (outcome.hangs()) {
            return "hangs; it is not started again until it returns";
        }
        // what a file does wrong comes as a share: this is of a file such as the kernel never writes, or a fault of
        // ours
        return "reading failed: " + outcome.failure();
    }

    private void remember(String name, String fault) {
        if (fault == null) {
            faults.remove(name);
        } else {
            faults.put(name, fault);
        }
    }

    private void sayWhatHangs(Set<String> now) {
        for (String path : said) {
            if (!now.contains(path)) {
                LOG.info("{} answers again", path);
            }
        }
        for (String path : now) {
            if (!said.contains(path)) {
                LOG.warn("{} hangs; what is read from it is absent until it answers", path);
            }
        }
        said = now;
    }
}
