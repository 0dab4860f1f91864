package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class TextFileTest {
    private static final MetricFamily FAMILY = MetricFamily.gauge("probe", "", "A probe.");
    private static final String ERRORS = "home_exporter_prometheus_file_errors_total";

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new QuickContext();
    private SampleStore store;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("data/metrics.prom");
        store = SamplesComponent.store(context);
        context.getPropertiesComponent().addInitialProperty("file", file.toString());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:write").to("prometheus:file?file=#property:file");
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void the_file_has_what_the_page_has_and_everybody_may_read_it() throws Exception {
        context.start();
        publish(1);
        write();
        assertThat(Files.readString(file))
                .contains("# TYPE probe gauge\nprobe{n=\"0\"} 1\n")
                .endsWith("\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(number("home_exporter_prometheus_file_last_success_timestamp_seconds"))
                .isPositive();
        assertThat(number("home_exporter_scrapes_total"))
                .as("a file is no scrape")
                .isZero();
    }

    @Test
    void what_node_exporter_has_of_itself_is_not_in_the_file() throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // a gauge does not keep what it asks
        Gauge.builder("process.start.time", () -> 1.0).register(meters);
        Gauge.builder("jvm.threads.live", () -> 7.0).register(meters);
        context.getRegistry().bind("metricsRegistry", meters);
        context.start();
        publish(1);
        write();
        assertThat(Files.readString(file)).contains("jvm_threads_live 7").doesNotContain("process_start");
    }

    @Test
    void a_good_file_stays_until_the_first_one_is_written() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "good 1\n");
        context.start();
        assertThat(file).hasContent("good 1\n");
        publish(1);
        write();
        assertThat(Files.readString(file)).contains("probe{").doesNotContain("good");
    }

    @ParameterizedTest
    @CsvSource({"own.txt,'',true", "own.prom,'',false", "own.txt,own.txt,false"})
    void a_name_that_node_exporter_does_not_read_is_told_unless_it_is_the_settings(
            String name, String setting, boolean told) throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty(
                        "prometheus.file",
                        setting.isEmpty() ? "" : folder.resolve(setting).toString());
        context.getPropertiesComponent()
                .addInitialProperty("file", folder.resolve(name).toString());
        try (LogLines lines = new LogLines(TextFileProducer.class)) {
            context.start();
            assertThat(lines.of(folder.resolve(name) + " does not end in .prom"))
                    .hasSize(told ? 1 : 0);
        }
    }

    @Test
    void what_goes_wrong_leaves_the_file_as_it_was_and_is_tried_again() throws Exception {
        context.start();
        publish(1);
        write();
        String before = Files.readString(file);
        // a folder in the file's place cannot be replaced, whoever runs the test
        Path kept = folder.resolve("kept");
        Files.move(file, kept);
        Files.createDirectory(file);
        Files.writeString(file.resolve("inside"), "x");
        publish(2);
        write();
        assertThat(number(ERRORS)).isOne();
        assertThat(kept).hasContent(before);
        Files.delete(file.resolve("inside"));
        Files.delete(file);
        write();
        assertThat(Files.readString(file)).contains("probe{n=\"0\"} 2");
        assertThat(number(ERRORS)).isOne();
        assertThat(leftOver()).isZero();
    }

    /** Not by its rights, which do not bind root: it is away for a cycle, as a share that is not mounted. */
    @Test
    void a_folder_that_is_away_for_a_cycle_leaves_the_old_file() throws Exception {
        context.start();
        publish(1);
        write();
        String before = Files.readString(file);
        Path away = file.getParent().resolveSibling("away");
        Files.move(file.getParent(), away);
        // else it would be made anew
        Files.createFile(file.getParent());
        publish(2);
        write();
        assertThat(number(ERRORS)).isOne();
        assertThat(away.resolve(file.getFileName())).hasContent(before);
        Files.delete(file.getParent());
        Files.move(away, file.getParent());
        write();
        assertThat(Files.readString(file)).contains("probe{n=\"0\"} 2");
    }

    @Test
    void a_reader_never_sees_half_a_file() throws Exception {
        context.start();
        publish(1);
        write();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int read = 0;
            while (!done.get() || read == 0) {
                try {
                    String text = Files.readString(file);
                    assertThat(text).endsWith("\n");
                    assertThat(text.lines().filter(line -> line.startsWith("probe{")))
                            .hasSize(500);
                    read++;
                } catch (IOException e) {
                    throw new AssertionError("the file was away", e);
                }
            }
            return read;
        });
        for (int i = 0; i < 50; i++) {
            publish(i);
            write();
        }
        done.set(true);
        assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
        assertThat(leftOver()).isZero();
    }

    private long leftOver() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(each -> !each.equals(file)).count();
        }
    }

    private void publish(double value) {
        Samples samples = new Samples();
        for (int i = 0; i < 500; i++) {
            samples.add(Series.of(FAMILY, Map.of("n", String.valueOf(i))), value);
        }
        store.publish(new Batch("test", "test", Duration.ZERO, true, Naming.LEGACY, 1, samples));
    }

    private void write() {
        context.createFluentProducerTemplate().to("direct:write").send();
    }

    private double number(String family) {
        return store.self().numbers(family).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
