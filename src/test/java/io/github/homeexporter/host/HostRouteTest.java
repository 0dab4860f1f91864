package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route over a fake host, up to the store. */
class HostRouteTest {
    @TempDir
    Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties settings = new Properties();
    private final List<Batch> batches = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theFirstReadingComesAtOnceAndTheDeviceIsUp() throws Exception {
        fake("bare-metal");
        start();
        Awaitility.await().until(() -> device().state() == DeviceState.UP && !batches.isEmpty());
        Batch batch = batches.get(0);
        assertThat(batch.device()).isEqualTo("host");
        assertThat(batch.kind()).isEqualTo("host");
        assertThat(batch.complete()).isTrue();
        assertThat(batch.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(batch.naming()).isEqualTo(Naming.BOTH);
    }

    @Test
    void theStoreTakesEverySeries() throws Exception {
        for (Naming naming : Naming.values()) {
            FakeHost host = new FakeHost("docker", directory.resolve(naming.name())).naming(naming);
            SampleStore store = new SampleStore();
            int size = 0;
            for (int cycle = 0; cycle < 3; cycle++) {
                var samples = host.next().samples();
                size = samples.size();
                store.publish(new Batch("host", "host", Duration.ofSeconds(15), true, naming, 1, samples));
            }
            host.close();
            assertThat(store.families())
                    .extracting(family -> family.family().name())
                    .doesNotContain("home_exporter_samples_refused_total");
            assertThat(store.devices().get(0).series()).isEqualTo(size);
        }
    }

    @Test
    void aStoppedRouteStopsTheDeviceAndStartsAgain() throws Exception {
        fake("bare-metal");
        start();
        Awaitility.await().until(() -> device().state() == DeviceState.UP);
        context.getRouteController().stopRoute("host");
        assertThat(device().state()).isEqualTo(DeviceState.STOPPED);
        context.getRouteController().startRoute("host");
        Awaitility.await().until(() -> device().state() == DeviceState.UP);
    }

    @Test
    void withoutProcItStartsAndSaysWhatIsMissing() throws Exception {
        settings.put("host.procfs", directory.resolve("nowhere").toString());
        start();
        assertThat(device().state()).isEqualTo(DeviceState.DOWN);
        assertThat(device().lastError())
                .contains("nowhere")
                .contains("memory, cpu")
                .contains("need Linux");
        assertThat(batches).isEmpty();
    }

    @Test
    void withoutAnyWorkingCollectorTheDeviceIsDown() throws Exception {
        settings.put("host.procfs", directory.toString());
        settings.put("host.collectors", "memory,load");
        start();
        Awaitility.await().until(() -> device().state() == DeviceState.DOWN);
        assertThat(device().lastError()).contains("memory").contains("meminfo");
    }

    @Test
    void anIllegalSettingStopsTheRouteWithItsName() throws Exception {
        settings.put("host.collectors", "memroy");
        assertThatThrownBy(this::start).rootCause().hasMessageContaining("\"memroy\"");
    }

    @Test
    void anEmptyExclusionShowsAllInterfaces() throws Exception {
        fake("bare-metal");
        settings.put("host.network-exclude", "");
        start();
        Awaitility.await().until(() -> !batches.isEmpty());
        assertThat(batches.get(0).values().toString())
                .contains("node_network_receive_bytes_total{device=\"veth101i0\"}");
    }

    @Test
    void switchedOffThereIsNoRoute() throws Exception {
        settings.put("host.enabled", "false");
        start();
        assertThat(context.getRoute("host")).isNull();
    }

    private void fake(String name) throws Exception {
        try (FakeHost host = new FakeHost(name, directory)) {
            settings.put("host.procfs", host.path("proc"));
            settings.put("host.sysfs", host.path("sys"));
            settings.put("host.rootfs", host.path("root"));
        }
    }

    private void start() throws Exception {
        settings.putIfAbsent("host.interval", "90");
        // what ships, as main() has it
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("application.properties"))) {
            shipped.load(file);
        }
        shipped.forEach(settings::putIfAbsent);
        context.getPropertiesComponent().setInitialProperties(settings);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/host.camel.yaml"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:publish")
                        .process(exchange -> batches.add(exchange.getMessage().getBody(Batch.class)))
                        .to("samples:store");
            }
        });
        context.start();
    }

    private DeviceStatus device() {
        return SamplesComponent.store(context).devices().stream()
                .filter(status -> status.name().equals("host"))
                .findFirst()
                .orElseThrow();
    }
}
