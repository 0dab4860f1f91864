package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the page says of its own making. */
final class ScrapeFamilies {
    private static final Series DURATION = Series.of(MetricFamily.gauge(
            "home_exporter_scrape_duration_seconds",
            "seconds",
            "How long the last page took to make: reading, writing, meters of the program, compression."));
    private static final Series SCRAPES =
            Series.of(MetricFamily.counter("home_exporter_scrapes_total", "", "Pages given to scrapers."));
    private static final MetricFamily ERRORS = MetricFamily.counter(
            "home_exporter_scrape_errors_total",
            "",
            "What went wrong with a page, by reason: meters of the program missing (registry), no page at all (render,"
                    + " timeout), taken back from a reader that was too slow (slow_reader).");

    private final SelfMetrics self;
    private final Collection<ScrapeMirror> mirrors;

    ScrapeFamilies(SelfMetrics self, Collection<ScrapeMirror> mirrors) {
        this.self = self;
        this.mirrors = List.copyOf(mirrors);
        mirrors.forEach(mirror -> self.set(mirror.duration(), 0));
        mirrors.forEach(mirror -> self.add(mirror.errors(), 0));
        self.add(SCRAPES, 0);
        for (String reason : new String[] {"registry", "render", "timeout", "slow_reader"}) {
            self.add(error(reason), 0);
        }
    }

    void answered() {
        self.add(SCRAPES, 1);
    }

    void took(double seconds) {
        self.set(DURATION, seconds);
        mirrors.forEach(mirror -> self.set(mirror.duration(), seconds));
    }

    void failed(String reason) {
        self.add(error(reason), 1);
        mirrors.forEach(mirror -> self.add(mirror.errors(), 1));
    }

    private static Series error(String reason) {
        return Series.of(ERRORS, Map.of("reason", reason));
    }
}
