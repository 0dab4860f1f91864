package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One page: ours, and the one Micrometer's Prometheus registry makes of the same series. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
public class ScrapeBenchmark {
    @Param({"1000", "10000", "50000"})
    int series;

    private Scrapes scrapes;
    private PrometheusMeterRegistry registry;

    @Setup
    public void fill() {
        Samples house = Pages.house(series);
        SampleStore store = Pages.store(house);
        scrapes = new Scrapes(store, () -> null, System::nanoTime, Long.MAX_VALUE, 5_000, List::of);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        for (int i = 0; i < house.size(); i++) {
            Series one = house.series(i);
            double value = house.value(i);
            Gauge.Builder<?> gauge = Gauge.builder(one.family().name(), () -> value)
                    .description(one.family().help());
            one.labels().forEach(gauge::tag);
            gauge.register(registry);
        }
    }

    @Benchmark
    public long text() throws Exception {
        return ours(Format.TEXT, false);
    }

    @Benchmark
    public long openMetrics() throws Exception {
        return ours(Format.OPENMETRICS, false);
    }

    @Benchmark
    public long textGzip() throws Exception {
        return ours(Format.TEXT, true);
    }

    @Benchmark
    public long micrometerText() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        registry.scrape(out, Format.TEXT.contentType);
        return out.size();
    }

    @Benchmark
    public long micrometerOpenMetrics() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        registry.scrape(out, Format.OPENMETRICS.contentType);
        return out.size();
    }

    @Benchmark
    public long micrometerTextGzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new Level1(out)) {
            registry.scrape(zip, Format.TEXT.contentType);
        }
        return out.size();
    }

    /** As our pages are compressed, so that the two differ in nothing else. */
    private static final class Level1 extends GZIPOutputStream {
        Level1(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(1);
        }
    }

    private long ours(Format format, boolean gzip) throws Exception {
        try (PageStream page = scrapes.open(format, gzip)) {
            return page.length();
        }
    }
}
