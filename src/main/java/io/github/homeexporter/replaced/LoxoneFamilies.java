package io.github.homeexporter.replaced;

import io.github.homeexporter.otlp.OtlpComponent.ExportMirror;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.prometheus.PrometheusComponent.ScrapeMirror;
import io.github.homeexporter.routes.RouteFiles;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/** What loxone-prometheus-exporter said of its own process, under its names, for who reads a Miniserver under its names. */
public final class LoxoneFamilies {
    private static final Series UP =
            Series.of(MetricFamily.gauge("loxone_exporter_up", "", "1 while the program runs."));
    private static final MetricFamily BUILD =
            MetricFamily.info("loxone_exporter_build_info", "What runs: version, commit, date of the build.");
    private static final ScrapeMirror SCRAPES = new ScrapeMirror(
            Series.of(MetricFamily.gauge(
                    "loxone_exporter_scrape_duration_seconds", "seconds", "How long the last page took to make.")),
            Series.of(MetricFamily.counter(
                    "loxone_exporter_scrape_errors_total", "", "Pages that could not be made as they should.")));

    private static final ExportMirror EXPORT = new ExportMirror(
            Series.of(MetricFamily.gauge(
                    "loxone_otlp_export_status", "", "0 disabled, 1 idle, 2 exporting, 3 retrying, 4 failed.")),
            Series.of(MetricFamily.gauge(
                    "loxone_otlp_last_success_timestamp_seconds",
                    "seconds",
                    "When an export last succeeded; 0 for never.")),
            Series.of(MetricFamily.gauge("loxone_otlp_consecutive_failures", "", "Failed exports in a row.")),
            Series.of(
                    MetricFamily.counter("loxone_otlp_exported_metrics_total", "", "Metric families that were taken.")),
            "loxone_otlp.export.duration");

    private static final String SCRAPES_NAME = "loxoneScrapes";
    private static final String EXPORT_NAME = "loxoneExport";

    private LoxoneFamilies() {}

    /**
     * There, or not there any more. After the routes are loaded and before they start: only then it is known whether there is one
     * of a Miniserver.
     */
    public static void settle(CamelContext context, Settings settings) {
        // routes that are off are among the definitions until the start
        boolean on = ((ModelCamelContext) context)
                .getRouteDefinitions().stream()
                        .anyMatch(route -> route.getInput().getEndpointUri().startsWith("loxone:")
                                && RouteFiles.isOn(context, route.getPrecondition()));
        boolean legacy = settings.all().stream()
                .filter(setting -> setting.key().matches("loxone(-[^.]+)?\\.naming"))
                .anyMatch(setting -> !setting.value().toLowerCase(Locale.ROOT).equals("standard"));
        if (on && legacy) {
            add(context);
        } else if (context.getRegistry().lookupByName(SCRAPES_NAME) != null) {
            remove(context);
        }
    }

    private static void add(CamelContext context) {
        SampleStore store = SamplesComponent.store(context);
        BuildInfo build = BuildInfo.read();
        store.self().set(UP, 1);
        store.self()
                .set(
                        Series.of(
                                BUILD,
                                Map.of(
                                        "version", build.version(),
                                        "commit", build.commit(),
                                        "build_date", build.date())),
                        1);
        store.self().add(SCRAPES.errors(), 0);
        context.getRegistry().bind(SCRAPES_NAME, SCRAPES);
        context.getRegistry().bind(EXPORT_NAME, EXPORT);
    }

    private static void remove(CamelContext context) {
        context.getRegistry().unbind(SCRAPES_NAME);
        context.getRegistry().unbind(EXPORT_NAME);
        SelfMetrics self = SamplesComponent.store(context).self();
        self.numbers(BUILD.name()).keySet().forEach(self::remove);
        List.of(
                        UP,
                        SCRAPES.duration(),
                        SCRAPES.errors(),
                        EXPORT.status(),
                        EXPORT.lastSuccess(),
                        EXPORT.failures(),
                        EXPORT.exportedFamilies())
                .forEach(self::remove);
        for (MeterRegistry meters : context.getRegistry().findByType(MeterRegistry.class)) {
            meters.find(EXPORT.duration()).meters().forEach(meters::remove);
        }
    }
}
