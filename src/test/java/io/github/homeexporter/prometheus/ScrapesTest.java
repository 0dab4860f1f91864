package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ScrapesTest {
    private final SampleStore store = new SampleStore();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong ticks = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch renderingStarted = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @BeforeEach
    void aValue() {
        Pages.push(store, new Samples().add(Series.of(MetricFamily.gauge("flow_celsius", "celsius", "Flow.")), 21.5));
    }

    @AfterEach
    void stop() {
        mayGoOn.countDown();
        threads.shutdownNow();
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void the_page_holds_the_store_and_then_the_registry(Format format) throws Exception {
        new JvmMemoryMetrics().bindTo(registry);
        Counter.builder("camel.exchanges").register(registry).increment();
        Timer.builder("camel.route")
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofMillis(3));
        StrictPage page = page(scrapes(), format);
        assertThat(page.families).containsKeys("flow_celsius", "home_exporter_device_up", "jvm_memory_used_bytes");
        assertThat(page.families).containsKey(format == Format.TEXT ? "camel_exchanges_total" : "camel_exchanges");
        assertThat(page.families.get("camel_route_seconds").help()).isEqualTo("Camel route seconds.");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void of_a_family_that_both_have_the_stores_is_shown(Format format) throws Exception {
        Pages.push(
                store,
                new Samples()
                        .add(Series.of(MetricFamily.counter("pulses_total", "", "")), 7)
                        .add(Series.of(MetricFamily.gauge("depth", "", "")), 8));
        Counter.builder("pulses").register(registry).increment();
        Gauge.builder("depth", () -> 1).register(registry);
        Gauge.builder("flow.celsius", () -> 1).register(registry);
        Gauge.builder("other", () -> 5).register(registry);
        StrictPage page = page(scrapes(), format);
        assertThat(value(page, format == Format.TEXT ? "pulses_total" : "pulses"))
                .isEqualTo(7);
        assertThat(value(page, "depth")).isEqualTo(8);
        assertThat(value(page, "flow_celsius")).isEqualTo(21.5);
        assertThat(value(page, "other")).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_collector_that_throws_costs_the_registry_only_and_is_counted(Format format) throws Exception {
        Gauge.builder("other", () -> 5).register(registry);
        Collector broken = () -> {
            throw new IllegalStateException("broken collector");
        };
        registry.getPrometheusRegistry().register(broken);
        Scrapes scrapes = scrapes();
        assertThat(page(scrapes, format).families).containsKey("flow_celsius").doesNotContainKey("other");
        registry.getPrometheusRegistry().unregister(broken);
        assertThat(page(scrapes, format).families).containsKey("other");
        assertThat(own("home_exporter_scrape_errors_total{reason=\"registry\"}"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void without_a_registry_the_page_is_whole_too(Format format) throws Exception {
        Scrapes scrapes = new Scrapes(store, () -> null, ticks::get, Long.MAX_VALUE, 5_000, List::of);
        assertThat(page(scrapes, format).families).containsKey("flow_celsius");
    }

    @Test
    void the_duration_covers_all_of_the_last_page() throws Exception {
        Gauge.builder("slow", () -> ticks.addAndGet(2_500_000_000L)).register(registry);
        Scrapes scrapes = scrapes();
        assertThat(page(scrapes, Format.TEXT).families).doesNotContainKey("home_exporter_scrape_duration_seconds");
        StrictPage second = page(scrapes, Format.TEXT);
        assertThat(value(second, "home_exporter_scrape_duration_seconds")).isEqualTo(2.5);
        assertThat(own("home_exporter_scrapes_total")).isEqualTo(2);
    }

    @Test
    void scrapes_that_overlap_share_one_rendering() throws Exception {
        AtomicInteger renderings = slowGauge();
        Scrapes scrapes = scrapes();
        List<Future<PageStream>> all = new ArrayList<>();
        all.add(threads.submit(() -> scrapes.open(Format.TEXT, false)));
        renderingStarted.await();
        CountDownLatch asked = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            all.add(threads.submit(() -> {
                asked.countDown();
                return scrapes.open(Format.TEXT, false);
            }));
        }
        asked.await();
        mayGoOn.countDown();
        for (Future<PageStream> each : all) {
            assertThat(Pages.text(each.get(10, TimeUnit.SECONDS))).contains("flow_celsius 21.5\n");
        }
        assertThat(renderings.get()).isLessThan(6);
        assertThat(own("home_exporter_scrapes_total")).isEqualTo(6);
    }

    @Test
    void a_scrape_that_waits_too_long_for_another_ones_page_gives_up() throws Exception {
        slowGauge();
        Scrapes scrapes = new Scrapes(store, () -> registry, ticks::get, Long.MAX_VALUE, 1, List::of);
        Future<PageStream> first = threads.submit(() -> scrapes.open(Format.TEXT, false));
        renderingStarted.await();
        assertThatThrownBy(() -> scrapes.open(Format.TEXT, false)).isInstanceOf(TimeoutException.class);
        mayGoOn.countDown();
        assertThat(Pages.text(first.get(10, TimeUnit.SECONDS))).contains("flow_celsius");
        assertThat(own("home_exporter_scrape_errors_total{reason=\"timeout\"}")).isEqualTo(1);
        assertThat(page(scrapes, Format.TEXT).families).containsKey("flow_celsius");
    }

    @Test
    void slow_readers_one_after_the_other_hold_no_more_than_their_part_of_the_heap() throws Exception {
        Pages.push(store, Pages.house(2_000));
        long budget = 1_000_000;
        Scrapes scrapes = new Scrapes(store, () -> null, ticks::get, budget, 5_000, List::of);
        List<PageStream> readers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ticks.addAndGet(100_000_000L);
            PageStream reader = scrapes.open(Format.TEXT, false);
            assertThat(reader.read()).isEqualTo('#');
            readers.add(reader);
        }
        assertThat(readers.get(0).length()).isGreaterThan(budget / 10);
        for (PageStream reader : readers) {
            assertThat(Pages.text(reader)).contains("house_value_19{");
        }
        assertThat(own("home_exporter_scrape_errors_total{reason=\"slow_reader\"}"))
                .isZero();
    }

    @Test
    void a_reader_that_holds_a_page_too_long_loses_it_not_the_next_scraper() throws Exception {
        Pages.push(store, Pages.house(2_000));
        Scrapes scrapes = new Scrapes(store, () -> null, ticks::get, 100_000, 5_000, List::of);
        PageStream slow = scrapes.open(Format.TEXT, false);
        assertThat(slow.read()).isEqualTo('#');
        ticks.addAndGet(HeldPages.SHARED_FOR + 1);
        assertThat(page(scrapes, Format.TEXT).families).containsKey("house_value_19");
        assertThatThrownBy(slow::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("too slowly");
        assertThat(own("home_exporter_scrape_errors_total{reason=\"slow_reader\"}"))
                .isEqualTo(1);
    }

    @Test
    void a_page_that_was_read_is_not_given_again() throws Exception {
        Scrapes scrapes = new Scrapes(store, () -> null, ticks::get, 1, 5_000, List::of);
        assertThat(value(page(scrapes, Format.TEXT), "flow_celsius")).isEqualTo(21.5);
        Pages.push(store, new Samples().add(Series.of(MetricFamily.gauge("flow_celsius", "", "")), 22));
        assertThat(value(page(scrapes, Format.TEXT), "flow_celsius")).isEqualTo(22);
    }

    /** A gauge that stops the first rendering until it may go on; counts the renderings. */
    private AtomicInteger slowGauge() {
        AtomicInteger renderings = new AtomicInteger();
        Gauge.builder("slow", () -> {
                    renderingStarted.countDown();
                    try {
                        mayGoOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return renderings.incrementAndGet();
                })
                .register(registry);
        return renderings;
    }

    private Scrapes scrapes() {
        return new Scrapes(store, () -> registry, ticks::get, Long.MAX_VALUE, 30_000, List::of);
    }

    private static StrictPage page(Scrapes scrapes, Format format) throws Exception {
        return StrictPage.read(Pages.text(scrapes.open(format, true)), format);
    }

    private static double value(StrictPage page, String family) {
        return page.families.get(family).lines().get(0).value();
    }

    private double own(String series) {
        for (FamilyView view : store.families()) {
            for (int i = 0; i < view.size(); i++) {
                if (view.series(i).toString().equals(series)) {
                    return view.value(i);
                }
            }
        }
        throw new AssertionError("no " + series);
    }
}
