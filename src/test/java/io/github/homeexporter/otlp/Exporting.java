package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A store that is exported by the real endpoint; a cycle begins when the test says so. */
final class Exporting implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    static final MetricFamily ENERGY = MetricFamily.counter("plug_energy_joules_total", "joules", "Energy.");
    static final MetricFamily TEMPERATURE = MetricFamily.gauge("room_temperature_celsius", "celsius", "Temperature.");

    final DefaultCamelContext context = new QuickContext();
    final SampleStore store = SamplesComponent.store(context);
    private final Map<String, String> options;

    /** @param options besides the endpoint, as in a route */
    Exporting(Receiver receiver, boolean grpc, Map<String, String> options) throws Exception {
        this(options, "127.0.0.1:" + receiver.port(), grpc);
    }

    Exporting(Map<String, String> options, String endpoint, boolean grpc) throws Exception {
        this.options = new java.util.TreeMap<>(options);
        this.options.put("endpoint", endpoint);
        this.options.putIfAbsent("protocol", grpc ? "grpc" : "http");
        publish(20.5, 1_000);
    }

    Exporting binding(String name, Object bean) {
        context.getRegistry().bind(name, bean);
        return this;
    }

    Exporting start() throws Exception {
        options.forEach((key, value) -> context.getPropertiesComponent().addInitialProperty(key, value));
        StringBuilder uri = new StringBuilder("otlp:metrics");
        options.keySet().forEach(key -> uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                .append(key)
                .append("=#property:")
                .append(key));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cycle").to(uri.toString());
            }
        });
        context.start();
        return this;
    }

    void publish(double temperature, double energy) {
        Samples samples = new Samples()
                .add(Series.of(TEMPERATURE, Map.of("room", "Küche")), temperature)
                .add(Series.of(ENERGY, Map.of("plug", "a\"b")), energy);
        store.publish(new Batch("test", "test", Duration.ZERO, true, Naming.LEGACY, 1, samples));
    }

    /** Begins a cycle and waits for its end. */
    void cycle() {
        double before = ended();
        // the cycle before may have told its end and not yet made room for this one
        await().atMost(LONGEST).until(() -> {
            double skipped = number("home_exporter_otlp_exports_total", "result", "skipped");
            begin();
            return number("home_exporter_otlp_exports_total", "result", "skipped") == skipped;
        });
        await().atMost(LONGEST).until(() -> ended() > before);
    }

    void begin() {
        context.createFluentProducerTemplate().to("direct:cycle").send();
    }

    private double ended() {
        return number("home_exporter_otlp_exports_total", "result", "success")
                + number("home_exporter_otlp_exports_total", "result", "failure");
    }

    double number(String family, String... label) {
        return store.self().numbers(family).entrySet().stream()
                .filter(entry -> label.length == 0
                        || label[1].equals(entry.getKey().labels().get(label[0])))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    void assertState(int state) {
        assertBecomes("home_exporter_otlp_state", state);
    }

    /** The end of a cycle is told by several numbers, one after the other. */
    void assertBecomes(String name, double value) {
        await().atMost(LONGEST).untilAsserted(() -> assertThat(number(name)).isEqualTo(value));
    }

    void assertAttempts(String outcome, int count) {
        assertThat(number("home_exporter_otlp_attempts_total", "outcome", outcome))
                .isEqualTo(count);
    }

    @Override
    public void close() {
        context.stop();
    }
}
