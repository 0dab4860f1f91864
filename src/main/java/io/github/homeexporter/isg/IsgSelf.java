package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.RowReadings.RowCounts;
import io.github.homeexporter.isg.page.WebCycle;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the reading of one ISG says of itself, beside {@code home_exporter_device_*}; its names do not begin with a label of a page. */
final class IsgSelf {
    private static final MetricFamily UP =
            MetricFamily.gauge("isg_up", "", "1 when the last round read at least one page with values.");
    private static final MetricFamily PAGE_OK =
            MetricFamily.gauge("isg_scrape_success", "", "1 for each page that the last round read.");
    private static final MetricFamily PAGE_SECONDS =
            MetricFamily.gauge("isg_scrape_duration_seconds", "seconds", "How long each page of the last round took.");
    private static final MetricFamily LAST = MetricFamily.gauge(
            "isg_last_success_timestamp_seconds", "seconds", "When all pages were last read, seconds since 1970.");
    private static final MetricFamily LOGINS =
            MetricFamily.counter("isg_login_total", "", "Logins, by what the ISG answered.");
    private static final MetricFamily DUPLICATES = MetricFamily.gauge(
            "isg_duplicate_names", "", "Labels that stand more than once; their names begin with the section.");
    private static final MetricFamily SKIPPED =
            MetricFamily.counter("isg_rows_skipped_total", "", "Lines that are not exported as they stand, by reason.");

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
        set(LOGINS, "result", "accepted", logins.acceptedLogins());
        set(LOGINS, "result", "refused", logins.refusedLogins());
        set(LOGINS, "result", "lost", logins.lostSessions());
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
        before.stream().filter(series -> !series.labels().containsKey("page")).forEach(shown::add);
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
