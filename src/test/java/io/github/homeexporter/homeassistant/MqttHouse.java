package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** The shipped MQTT routes over a store with one device, with the shipped settings and these others. */
final class MqttHouse implements AutoCloseable {
    static final String DEVICE = "pump";

    final DefaultCamelContext context = new QuickContext();
    final SampleStore store = SamplesComponent.store(context);

    MqttHouse(int port, Map<String, String> settings) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = MqttHouse.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        properties.putAll(Map.of("mqtt.host", "127.0.0.1", "mqtt.port", String.valueOf(port)));
        properties.putAll(Map.of("mqtt.min-interval", "0s", "mqtt.keep-alive", "1s"));
        properties.putAll(settings);
        context.getPropertiesComponent().setInitialProperties(properties);
        String file = "file:" + Path.of("routes/homeassistant.camel.yaml").toAbsolutePath();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource(file));
        context.getShutdownStrategy().setTimeout(1);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.start();
    }

    static Series series(int n) {
        return Series.of(MetricFamily.gauge("pump_value_celsius", "celsius", ""), Map.of("name", "v" + n));
    }

    void up() {
        store.device(DEVICE, DEVICE).up();
    }

    /** All of {@code count} series get that value, as one message of a device that pushes. */
    void publish(int count, double value) {
        Samples samples = new Samples(count);
        for (int n = 0; n < count; n++) {
            samples.add(series(n), value);
        }
        store.publish(batch(samples));
    }

    static Batch batch(Samples samples) {
        return new Batch(DEVICE, DEVICE, Duration.ZERO, false, Naming.STANDARD, 0, samples);
    }

    String scrape() {
        return context.createProducerTemplate().requestBody("prometheus:metrics", null, String.class);
    }

    /** A number the program says of itself, the sum over its labels. */
    double own(String family) {
        for (FamilyView view : store.families()) {
            if (view.family().name().equals("home_exporter_mqtt_" + family)) {
                double sum = 0;
                for (int i = 0; i < view.size(); i++) {
                    sum += view.value(i);
                }
                return sum;
            }
        }
        return 0;
    }

    double own(String family, String label) {
        for (FamilyView view : store.families()) {
            for (int i = 0; i < view.size(); i++) {
                boolean wanted = view.family().name().equals("home_exporter_mqtt_" + family)
                        && view.series(i).labels().containsValue(label);
                if (wanted) {
                    return view.value(i);
                }
            }
        }
        return 0;
    }

    @Override
    public void close() {
        context.stop();
    }
}
