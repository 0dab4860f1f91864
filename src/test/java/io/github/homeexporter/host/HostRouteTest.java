package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.collector.Catalogue;
import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.Naming;
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

    private final DefaultCamelContext context = new QuickContext();
    private final Properties settings = new Properties();
    private final List<Batch> batches = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void the_first_reading_comes_at_once_and_the_device_is_up() throws Exception {
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
    void a_cycle_can_be_had_out_of_turn_and_is_counted() throws Exception {
        fake("bare-metal");
        settings.put("host.collectors", "memory,disk");
        start();
        CollectionCycle cycle = Awaitility.await()
                .until(
                        () -> context.getRegistry().findSingleByType(CollectionCycle.class),
                        found -> found != null && found.progress().total() == 1);
        CollectionCycle.Collected collected = cycle.collect();
        assertThat(collected.metrics()).isPositive();
        assertThat(batches).hasSize(2);
        assertThat(cycle.progress().total()).isEqualTo(2);
        assertThat(cycle.progress().errors()).isZero();
        assertThat(cycle.enabled()).containsExactly("memory", "diskstats", "filesystem");
        context.getRouteController().stopRoute("host");
        assertThat(context.getRegistry().findByType(CollectionCycle.class)).isEmpty();
        assertThatThrownBy(cycle::collect).hasMessageContaining("stopping");
    }

    @Test
    void a_collector_after_a_plus_is_added_to_the_usual_ones() throws Exception {
        fake("bare-metal");
        settings.put("host.collectors", "+systemd,-arp");
        start();
        CollectionCycle cycle = Awaitility.await()
                .until(() -> context.getRegistry().findSingleByType(CollectionCycle.class), found -> found != null);
        assertThat(cycle.enabled()).contains("systemd", "memory", "cpu").doesNotContain("arp");
    }

    @Test
    void the_collectors_are_described_as_metrics_exporters_did() throws Exception {
        fake("docker");
        settings.put("host.collectors", "memory,disk");
        start();
        Map<String, Object> all = Awaitility.await()
                .until(
                        () -> context.getRegistry().findByType(CollectionCycle.class).stream()
                                .map(CollectionCycle::describe)
                                .findFirst()
                                .orElse(Map.of()),
                        found -> !found.isEmpty());
        assertThat(all.keySet()).containsExactly("environment", "collectors");
        assertThat((Map<?, ?>) all.get("environment"))
                .hasToString("{type=docker, detection_confidence=1.0,"
                        + " detection_methods=[/.dockerenv and an overlay at /], supports_hardware_access=false}");
        Map<?, ?> collectors = (Map<?, ?>) all.get("collectors");
        assertThat(collectors).hasSameSizeAs(Catalogue.names());
        assertThat((Map<?, ?>) collectors.get("memory"))
                .hasToString("{enabled=true, registered=true, auto_detected=false, class=MemoryCollector,"
                        + " help=Memory and swap, by the container's limit where there is one, strategy=container}");
        assertThat((Map<?, ?>) collectors.get("diskstats"))
                .hasToString("{enabled=true, registered=true,"
                        + " auto_detected=false, class=DiskstatsCollector, help=Reads, writes and time of disks,"
                        + " strategy=container}");
        assertThat(((Map<?, ?>) collectors.get("cpu")).get("enabled")).isEqualTo(false);
        assertThat(((Map<?, ?>) collectors.get("cpu")).get("class")).isNull();
    }

    @Test
    void the_store_takes_every_series() throws Exception {
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
    void a_stopped_route_stops_the_device_and_starts_again() throws Exception {
        fake("bare-metal");
        start();
        Awaitility.await().until(() -> device().state() == DeviceState.UP);
        context.getRouteController().stopRoute("host");
        assertThat(device().state()).isEqualTo(DeviceState.STOPPED);
        context.getRouteController().startRoute("host");
        Awaitility.await().until(() -> device().state() == DeviceState.UP);
    }

    @Test
    void without_proc_it_starts_and_says_what_is_missing() throws Exception {
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
    void without_any_working_collector_the_device_is_down() throws Exception {
        settings.put("host.procfs", directory.toString());
        settings.put("host.collectors", "memory,load");
        start();
        Awaitility.await().until(() -> device().state() == DeviceState.DOWN);
        assertThat(device().lastError()).contains("memory").contains("meminfo");
    }

    @Test
    void an_illegal_setting_stops_the_route_with_its_name() throws Exception {
        settings.put("host.collectors", "memroy");
        assertThatThrownBy(this::start).rootCause().hasMessageContaining("\"memroy\"");
    }

    @Test
    void an_empty_exclusion_shows_all_interfaces() throws Exception {
        fake("bare-metal");
        settings.put("host.network-exclude", "");
        start();
        Awaitility.await().until(() -> !batches.isEmpty());
        assertThat(batches.get(0).values().toString())
                .contains("node_network_receive_bytes_total{device=\"veth101i0\"}");
    }

    @Test
    void switched_off_there_is_no_route() throws Exception {
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
