package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.FamilyView;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * Under which name and type OpenMetrics 1.0 shows a family. Its rules are strict where names of the exporters that are
 * replaced are not, and one fault costs the scraper the whole page; so whatever does not fit is shown as the plainest type
 * that does, under its full name. The samples keep their names in any case.
 */
record OpenMetricsHead(String name, String type) {
    private static final String TOTAL = "_total";
    private static final String INFO = "_info";

    /** @param names all names of families on the page */
    static OpenMetricsHead of(FamilyView view, Set<String> names) {
        MetricFamily family = view.family();
        String name = family.name();
        return switch (family.type()) {
            case GAUGE -> gauge(name);
            case COUNTER -> counter(view, name, names);
            case INFO -> info(view, name, names);
            case STATESET -> isStateSet(view, name) ? new OpenMetricsHead(name, "stateset") : gauge(name);
        };
    }

    /** Some parsers take every {@code _total} for a counter's. */
    private static OpenMetricsHead gauge(String name) {
        return new OpenMetricsHead(name, name.endsWith(TOTAL) ? "unknown" : "gauge");
    }

    /** Counters are never negative and never NaN; a name without its suffix must not be another family's, nor its {@code _created}. */
    private static OpenMetricsHead counter(FamilyView view, String name, Set<String> names) {
        String stripped = without(TOTAL, name);
        boolean free = !stripped.isEmpty()
                && !names.contains(stripped)
                && !names.contains(stripped + "_created")
                && !names.contains(stripped + INFO);
        return free && all(view, value -> value >= 0)
                ? new OpenMetricsHead(stripped, "counter")
                : new OpenMetricsHead(name, "unknown");
    }

    private static OpenMetricsHead info(FamilyView view, String name, Set<String> names) {
        String stripped = without(INFO, name);
        boolean free = !stripped.isEmpty() && !names.contains(stripped);
        return free && all(view, value -> value == 1) ? new OpenMetricsHead(stripped, "info") : gauge(name);
    }

    private static boolean isStateSet(FamilyView view, String name) {
        for (int i = 0; i < view.size(); i++) {
            Series series = view.series(i);
            if (!series.labels().containsKey(name)) {
                return false;
            }
        }
        return all(view, value -> value == 0 || value == 1);
    }

    private static boolean all(FamilyView view, DoublePredicate allowed) {
        for (int i = 0; i < view.size(); i++) {
            if (!allowed.test(view.value(i))) {
                return false;
            }
        }
        return true;
    }

    /** Empty when the name does not end so. */
    private static String without(String suffix, String name) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
    }
}
