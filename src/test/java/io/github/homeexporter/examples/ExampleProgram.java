package io.github.homeexporter.examples;

import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The program in a folder of its own, with one route of {@code examples/routes/} copied there as its first lines say. */
final class ExampleProgram implements AutoCloseable {
    private final Main main;

    ExampleProgram(Path folder, String example, String as, String... settings) throws Exception {
        install(folder, example, as, settings);
        main = Startup.main(SettingsLoader.load(folder, Map.of()), folder, false);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport starting) {
                // no Kafka broker is at hand: what would be sent there is kept
                starting.getCamelContext()
                        .getCamelContextExtension()
                        .registerEndpointCallback(new InterceptSendToMockEndpointStrategy("kafka:*", true));
            }
        });
        main.start();
    }

    /** @param example its name, or where it is */
    static void install(Path folder, String example, String as, String... settings) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.copy(
                Path.of(example.contains("/") ? "" : "examples/routes", example + ".camel.yaml"),
                folder.resolve("routes").resolve(as + ".camel.yaml"));
        Files.writeString(folder.resolve("application.properties"), String.join("\n", settings) + "\n");
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Every series that is not about the program itself, with its value. */
    Map<String, Double> values() {
        Map<String, Double> all = new TreeMap<>();
        for (FamilyView view : store().families()) {
            for (int i = 0; i < view.size(); i++) {
                String name = view.series(i).toString();
                if (!name.startsWith("home_exporter_")) {
                    all.put(name, view.value(i));
                }
            }
        }
        return all;
    }

    Optional<DeviceStatus> device(String name) {
        return store().devices().stream()
                .filter(status -> status.name().equals(name))
                .findFirst();
    }

    DeviceState state(String device) {
        return device(device).map(DeviceStatus::state).orElse(null);
    }

    private SampleStore store() {
        return SamplesComponent.store(main.getCamelContext());
    }

    @Override
    public void close() {
        main.stop();
    }
}
