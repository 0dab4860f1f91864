package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;

/** The shipped route with the shipped settings and those of a test, up to the store. */
final class ProxmoxRoute implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final List<Batch> batches = new CopyOnWriteArrayList<>();

    private final DefaultCamelContext context = new QuickContext();
    private final Properties settings = new Properties();

    ProxmoxRoute set(String key, String value) {
        settings.setProperty("host.proxmox-" + key, value);
        return this;
    }

    ProxmoxRoute setting(String key, String value) {
        settings.setProperty(key, value);
        return this;
    }

    ProxmoxRoute start() throws Exception {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("application.properties"))) {
            shipped.load(file);
        }
        shipped.forEach(settings::putIfAbsent);
        context.getPropertiesComponent().setInitialProperties(settings);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/proxmox.camel.yaml"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:publish")
                        .process(exchange -> batches.add(exchange.getMessage().getBody(Batch.class)))
                        .to("samples:store");
            }
        });
        context.start();
        return this;
    }

    ProxmoxRoute until(DeviceState state) {
        Awaitility.await().atMost(PATIENCE).until(() -> device().state() == state);
        return this;
    }

    /** After so many messages. */
    ProxmoxRoute untilBatches(int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> batches.size() >= count);
        return this;
    }

    DeviceStatus device() {
        return SamplesComponent.store(context).devices().get(0);
    }

    boolean hasRoute() {
        return context.getRoute("proxmox") != null;
    }

    /** Every series the store has of the device, as text. */
    Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        SampleStore store = SamplesComponent.store(context);
        store.samples(device().name()).forEach(s -> values.put(s.series().toString(), s.value()));
        return values;
    }

    List<String> findings() {
        return SamplesComponent.store(context).self().faults().getOrDefault(device().name(), List.of());
    }

    /** How often something of that reason went wrong. */
    double errors(String reason) {
        double sum = 0;
        for (var family : SamplesComponent.store(context).families()) {
            if (family.family().name().equals("home_exporter_device_errors_total")) {
                for (int i = 0; i < family.size(); i++) {
                    if (reason.equals(family.series(i).labels().get("reason"))) {
                        sum += family.value(i);
                    }
                }
            }
        }
        return sum;
    }

    @Override
    public void close() {
        context.stop();
    }
}
