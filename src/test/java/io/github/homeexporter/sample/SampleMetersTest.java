package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.influx.InfluxConfig;
import io.micrometer.influx.InfluxMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class SampleMetersTest {
    private static final MetricFamily ROOM = MetricFamily.gauge("room_temperature_celsius", "celsius", "Temperature.");
    private static final MetricFamily ENERGY = MetricFamily.counter("plug_energy_total", "kWh", "Energy.");

    private final SampleStore store = new SampleStore();
    private final SampleMeters meters = new SampleMeters(store);

    /** InfluxDB's own line protocol, to a server that takes it: a registry the program does not ship. */
    @Test
    void another_registry_gets_what_the_store_has() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        HttpServer influx = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        influx.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            body.lines().forEach(lines::add);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        influx.start();
        try {
            Map<String, String> config = Map.of(
                    "influx.uri", "http://127.0.0.1:" + influx.getAddress().getPort(),
                    "influx.db", "home",
                    "influx.compressed", "false",
                    "influx.autoCreateDb", "false",
                    "influx.readTimeout", "30s",
                    "influx.step", "1h");
            InfluxConfig influxConfig = config::get;
            InfluxMeterRegistry registry = new InfluxMeterRegistry(influxConfig, Clock.SYSTEM);
            publish(Map.of("room", "Küche"), 20.5, 3);
            meters.bindTo(registry);
            registry.close();
            assertThat(lines).anySatisfy(line -> assertThat(line)
                    .startsWith("room_temperature_celsius,")
                    .contains("room=Küche")
                    .contains("value=20.5"));
            assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("plug_energy,"));
        } finally {
            influx.stop(0);
        }
    }

    @Test
    void series_without_a_label_get_it_empty_so_that_no_registry_refuses_them() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        publish(Map.of("room", "a"), 1, 1);
        meters.bindTo(registry);
        publish(Map.of("room", "b", "floor", "1"), 2, 1);
        meters.refresh();
        assertThat(registry.scrape())
                .contains("room_temperature_celsius{floor=\"\",room=\"a\"} 1.0")
                .contains("room_temperature_celsius{floor=\"1\",room=\"b\"} 2.0")
                .contains("plug_energy_kWh_total 1.0");
    }

    @Test
    void numbers_follow_and_meters_go_with_their_series() {
        MeterRegistry registry = new SimpleMeterRegistry();
        publish(Map.of("room", "a"), 1, 1);
        publish(Map.of("room", "b"), 2, 1);
        meters.bindTo(registry);
        assertThat(registry.get("room_temperature_celsius")
                        .tag("room", "b")
                        .gauge()
                        .value())
                .isEqualTo(2);
        publish(Map.of("room", "b"), 7, 1);
        store.publish(new Batch(
                "test",
                "test",
                Duration.ZERO,
                false,
                Naming.LEGACY,
                1,
                new Samples().gone(Series.of(ROOM, Map.of("room", "a")))));
        meters.refresh();
        assertThat(registry.get("room_temperature_celsius").gauges())
                .extracting(gauge -> gauge.value())
                .containsExactly(7.0);
    }

    @Test
    void a_counter_that_begins_anew_never_goes_back() {
        MeterRegistry registry = new SimpleMeterRegistry();
        publish(Map.of(), 1, 10);
        meters.bindTo(registry);
        for (double count : new double[] {12, 2, 3}) {
            publish(Map.of(), 1, count);
            meters.refresh();
        }
        assertThat(registry.get("plug_energy").functionCounter().count()).isEqualTo(15);
    }

    @Test
    void it_shows_the_store_to_one_registry_only_and_leaves_its_other_meters_alone() {
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.counter("theirs").increment();
        meters.refresh();
        meters.bindTo(registry);
        meters.refresh();
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .contains("theirs");
        assertThatThrownBy(() -> meters.bindTo(new SimpleMeterRegistry())).isInstanceOf(IllegalStateException.class);
    }

    private void publish(Map<String, String> labels, double temperature, double energy) {
        Samples samples =
                new Samples().add(Series.of(ROOM, labels), temperature).add(Series.of(ENERGY), energy);
        store.publish(new Batch("test", "test", Duration.ZERO, false, Naming.LEGACY, 1, samples));
    }
}
