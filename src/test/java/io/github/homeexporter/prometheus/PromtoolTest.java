package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Prometheus' own tool says of a page. */
@Timeout(60)
class PromtoolTest {
    @Test
    void promtool_finds_nothing() throws Exception {
        assertThat(findings(page())).isEmpty();
    }

    @Test
    void promtool_is_heard() throws Exception {
        assertThat(findings("# HELP a_gauge_total x\n# TYPE a_gauge_total gauge\na_gauge_total 1\n"))
                .isNotEmpty();
    }

    private static String page() throws Exception {
        SampleStore store = new SampleStore();
        store.device("thing", "thing").down("refused", "connection refused");
        Pages.push(
                store,
                Pages.house(300)
                        .add(
                                Series.of(
                                        MetricFamily.gauge("flow_celsius", "celsius", ""),
                                        Map.of("room", "a \"b\" \\ \n c")),
                                21.5)
                        .add(Series.of(MetricFamily.counter("energy_joules_total", "joules", "Energy.")), 1e16)
                        .add(Series.of(MetricFamily.gauge("9", "", "")), 1)
                        .add(Series.of(MetricFamily.info("pump_info", "Model."), Map.of("model", "x")), 1));
        PrometheusMeterRegistry registry = registry();
        Scrapes scrapes = new Scrapes(store, () -> registry, System::nanoTime, Long.MAX_VALUE, 5_000, List::of);
        Pages.text(scrapes.open(Format.TEXT, false));
        return Pages.text(scrapes.open(Format.TEXT, false));
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        Counter.builder("camel.exchanges.total").register(registry).increment();
        Timer.builder("camel.exchange.event.notifier").register(registry).record(Duration.ofMillis(2));
        return registry;
    }

    private static List<String> findings(String page) throws IOException, InterruptedException {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, "promtool").canExecute());
        boolean demanded = Boolean.parseBoolean(System.getenv("CI")) || Boolean.getBoolean("CI");
        if (!demanded) {
            assumeTrue(there, "promtool is not on the path; Debian's package prometheus has it");
        }
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(page.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = promtool.waitFor();
        assertThat(code).as(said).isIn(0, 3);
        return said.lines().toList();
    }
}
