package io.github.homeexporter.otlp.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.homeexporter.otlp.ResourceAttributesTest;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranslationTest {
    private static final long BOOT = 1_700_000_000L * 1_000_000_000;
    private static final long STARTED = BOOT + 5_000_000_000L;
    private static final long NOW = BOOT + 100_000_000_000L;
    private static final Map<String, String> IDENTITY =
            Map.of("host_name", "pve", "container_id", "101", "instance", "pve:101");

    private final SampleStore store = new SampleStore();
    private final Samples samples = new Samples();
    private final Translation translation = new Translation(true, STARTED);

    @Test
    void memory_is_shares_that_add_up_to_the_limit() {
        gauge("node_memory_MemTotal_bytes", 1_000);
        gauge("node_memory_MemAvailable_bytes", 600);
        gauge("node_memory_MemFree_bytes", 250);
        gauge("node_memory_Cached_bytes", 300);
        gauge("node_memory_Buffers_bytes", 50);
        gauge("node_memory_SwapTotal_bytes", 80);
        gauge("node_memory_SwapFree_bytes", 60);
        List<Metric> metrics = translated();
        assertThat(value(metrics, "system.memory.limit")).isEqualTo(1_000);
        Metric usage = named(metrics, "system.memory.usage");
        assertThat(usage.kind()).isEqualTo(Metric.Kind.UP_DOWN);
        assertThat(usage.unit()).isEqualTo("By");
        assertThat(by(usage, "system.memory.state"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("used", 400.0, "free", 250.0, "cached", 300.0, "buffers", 50.0));
        assertThat(by(usage, "system.memory.state").values().stream()
                        .mapToDouble(d -> d)
                        .sum())
                .isEqualTo(1_000);
        assertThat(by(named(metrics, "system.memory.utilization"), "system.memory.state"))
                .containsEntry("used", 0.4);
        assertThat(by(named(metrics, "system.paging.usage"), "system.paging.state"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("used", 20.0, "free", 60.0));
        assertThat(names(metrics)).noneMatch(name -> name.startsWith("node_memory_"));
    }

    @Test
    void cpu_time_is_by_mode_and_its_share_is_told_from_the_second_cycle_on() {
        cpu(100, 10, 5, 1_000);
        List<Metric> first = translated();
        assertThat(names(first)).doesNotContain("system.cpu.utilization", "node_cpu_seconds_total");
        Metric time = named(first, "system.cpu.time");
        assertThat(time.kind()).isEqualTo(Metric.Kind.COUNTER);
        assertThat(time.unit()).isEqualTo("s");
        assertThat(by(time, "cpu.mode")).containsEntry("interrupt", 15.0).containsEntry("idle", 1_000.0);
        assertThat(time.points()).allSatisfy(point -> {
            assertThat(point.startNanos()).isEqualTo(BOOT);
            assertThat(point.attributes()).containsEntry("cpu.logical_number", "0");
        });
        assertThat(value(first, "system.cpu.logical.count")).isOne();
        cpu(102, 10.5, 5.5, 1_007);
        Map<String, Double> shares = by(named(translated(), "system.cpu.utilization"), "cpu.mode");
        assertThat(shares.get("user")).isCloseTo(0.2, within(1e-9));
        assertThat(shares.get("interrupt")).isCloseTo(0.1, within(1e-9));
        assertThat(shares.get("idle")).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void file_systems_disks_and_networks_have_the_attributes_of_the_conventions() {
        Map<String, String> root = Map.of("device", "/dev/sda1", "mountpoint", "/", "fstype", "ext4");
        gauge("node_filesystem_size_bytes", 100, root);
        gauge("node_filesystem_free_bytes", 30, root);
        gauge("node_filesystem_avail_bytes", 25, root);
        gauge("node_filesystem_readonly", 0, root);
        counter("node_disk_read_bytes_total", 7, Map.of("device", "sda"));
        counter("node_network_receive_bytes_total", 8, Map.of("device", "eth0"));
        counter("node_network_receive_packets_total", 9, Map.of("device", "eth0"));
        List<Metric> metrics = translated();
        Metric usage = named(metrics, "system.filesystem.usage");
        assertThat(by(usage, "system.filesystem.state"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("used", 70.0, "free", 25.0, "reserved", 5.0));
        assertThat(usage.points().get(0).attributes())
                .containsEntry("system.device", "/dev/sda1")
                .containsEntry("system.filesystem.mountpoint", "/")
                .containsEntry("system.filesystem.type", "ext4")
                .containsEntry("system.filesystem.mode", "rw");
        assertThat(named(metrics, "system.disk.io").points().get(0).attributes())
                .isEqualTo(Map.of("system.device", "sda", "disk.io.direction", "read"));
        assertThat(named(metrics, "system.network.io").points().get(0).attributes())
                .isEqualTo(Map.of("network.interface.name", "eth0", "network.io.direction", "receive"));
        assertThat(named(metrics, "system.network.packet.count").unit()).isEqualTo("{packet}");
    }

    @Test
    void sensors_processes_load_and_uptime_have_their_words() {
        Map<String, String> sensor = Map.of("chip", "pci_0", "sensor", "temp1");
        info("node_hwmon_chip_names", Map.of("chip", "pci_0", "chip_name", "k10temp"));
        info("node_hwmon_sensor_label", Map.of("chip", "pci_0", "sensor", "temp1", "label", "Tctl"));
        gauge("node_hwmon_temp_celsius", 54.5, sensor);
        gauge("node_hwmon_temp_crit_celsius", 95, sensor);
        gauge("node_processes_state", 3, Map.of("state", "S"));
        gauge("node_processes_state", 2, Map.of("state", "D"));
        gauge("node_processes_state", 1, Map.of("state", "R"));
        gauge("node_load5", 0.5, Map.of());
        List<Metric> metrics = translated();
        assertThat(named(metrics, "hw.temperature").points())
                .containsExactly(Point.of(
                        Map.of("hw.id", "pci_0/temp1", "hw.name", "k10temp", "hw.sensor_location", "Tctl"), 54.5));
        assertThat(named(metrics, "hw.temperature.limit").points().get(0).attributes())
                .containsEntry("hw.limit_type", "high.critical");
        assertThat(by(named(metrics, "system.process.count"), "process.state"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("sleeping", 5.0, "running", 1.0));
        assertThat(by(named(metrics, "home_exporter.host.load"), "period")).containsEntry("5m", 0.5);
        assertThat(value(metrics, "system.uptime")).isEqualTo(100);
    }

    @Test
    void the_host_is_named_by_the_resource_and_on_no_point() {
        gauge("node_load1", 1, IDENTITY);
        gauge("node_memory_usage_bytes", 1, IDENTITY);
        Map<String, String> info = new HashMap<>(IDENTITY);
        info.put("environment", "lxc");
        info("home_exporter_host_info", info);
        List<Metric> metrics = translated();
        assertThat(metrics).allSatisfy(metric -> metric.points().forEach(point -> assertThat(point.attributes())
                .doesNotContainKeys("host_name", "container_id", "instance")));
        assertThat(ResourceAttributesTest.of("", "kernel", store))
                .containsEntry("host.name", "pve")
                .containsEntry("container.id", "101")
                .containsEntry("service.instance.id", "pve:101");
    }

    @Test
    void names_units_and_starts_of_everything_else() {
        counter("plug_energy_joules_total", 5, Map.of());
        gauge("isg_waermemenge", 3, Map.of(), "kWh");
        info("loxone_control_info", Map.of("name", "x"));
        store.self().add(Series.of(MetricFamily.counter("home_exporter_scrapes_total", "", "")), 4);
        store.self()
                .set(
                        Series.of(
                                MetricFamily.gauge("home_exporter_otlp_last_success_timestamp_seconds", "seconds", "")),
                        9);
        List<Metric> metrics = translated();
        assertThat(named(metrics, "plug_energy_joules").unit()).isEqualTo("J");
        assertThat(named(metrics, "plug_energy_joules").points().get(0).startNanos())
                .as("nobody knows since when a device counts")
                .isEqualTo(NOW);
        assertThat(named(metrics, "home_exporter_scrapes").points().get(0).startNanos())
                .isEqualTo(STARTED);
        assertThat(named(metrics, "isg_waermemenge").unit()).isEqualTo("kW.h");
        assertThat(named(metrics, "loxone_control").kind()).isEqualTo(Metric.Kind.GAUGE);
        assertThat(named(metrics, "home_exporter.otlp.last_success_timestamp").unit())
                .isEqualTo("s");
    }

    @Test
    void a_name_never_becomes_that_of_another_metric() {
        counter("x_total", 5, Map.of());
        gauge("x", 1, Map.of());
        info("x_info", Map.of());
        assertThat(names(translated())).contains("x", "x_total", "x_info").doesNotHaveDuplicates();
    }

    @Test
    void a_counter_that_is_no_number_or_negative_is_left_out_and_a_gauge_is_not() {
        counter("c_total", Double.NaN, Map.of());
        counter("d_total", -1, Map.of());
        gauge("g", Double.NaN, Map.of());
        List<Metric> metrics = translated();
        assertThat(named(metrics, "c").points()).isEmpty();
        assertThat(named(metrics, "d").points()).isEmpty();
        assertThat(named(metrics, "g").points()).hasSize(1);
    }

    @Test
    void the_replaced_exporters_form_of_a_name_is_not_taken_for_node_exporters() {
        counter("node_cpu_seconds_total", 5, IDENTITY);
        List<Metric> metrics = translated();
        assertThat(names(metrics)).contains("node_cpu_seconds").noneMatch(name -> name.startsWith("system.cpu"));
    }

    @Test
    void with_the_names_of_the_page_nothing_is_renamed() {
        gauge("node_memory_MemTotal_bytes", 1_000);
        publish();
        List<Metric> metrics = new Translation(false, STARTED).of(store.families(), List.of(), NOW);
        assertThat(names(metrics)).contains("node_memory_MemTotal_bytes").noneMatch(n -> n.startsWith("system."));
    }

    @Test
    void meters_of_the_program_become_metrics_with_buckets_that_are_not_added_up() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Gauge.builder("jvm.memory.used", () -> 7).baseUnit("bytes").register(registry);
        registry.counter("camel.exchanges", "route", "a").increment(3);
        Timer timer = Timer.builder("t")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100))
                .register(registry);
        timer.record(Duration.ofMillis(5));
        timer.record(Duration.ofMillis(50));
        timer.record(Duration.ofMillis(60));
        timer.record(Duration.ofSeconds(5));
        List<Metric> metrics = translation.of(List.of(), RegistryMetrics.of(registry), NOW);
        assertThat(named(metrics, "jvm.memory.used").unit()).isEqualTo("By");
        assertThat(named(metrics, "camel.exchanges").kind()).isEqualTo(Metric.Kind.COUNTER);
        Point point = named(metrics, "t").points().get(0);
        assertThat(point.buckets().bounds()).containsExactly(0.01, 0.1);
        assertThat(point.buckets().counts()).containsExactly(1, 2, 1);
        assertThat(point.value()).isCloseTo(5.115, within(1e-9));
        assertThat(point.startNanos()).isEqualTo(STARTED);
    }

    private void cpu(double user, double irq, double softirq, double idle) {
        Map.of("user", user, "irq", irq, "softirq", softirq, "idle", idle)
                .forEach((mode, seconds) ->
                        counter("node_cpu_seconds_total", seconds, Map.of("cpu", "0", "mode", mode)));
    }

    private void gauge(String name, double value) {
        gauge(name, value, Map.of());
    }

    private void gauge(String name, double value, Map<String, String> labels) {
        gauge(name, value, labels, "");
    }

    private void gauge(String name, double value, Map<String, String> labels, String unit) {
        samples.add(Series.of(MetricFamily.gauge(name, unit, ""), labels), value);
    }

    private void counter(String name, double value, Map<String, String> labels) {
        samples.add(Series.of(MetricFamily.counter(name, "", ""), labels), value);
    }

    private void info(String name, Map<String, String> labels) {
        samples.add(Series.of(MetricFamily.info(name, ""), labels), 1);
    }

    private void publish() {
        samples.add(Series.of(MetricFamily.gauge("node_boot_time_seconds", "seconds", "")), BOOT / 1e9);
        store.publish(new Batch("host", "host", Duration.ZERO, false, Naming.BOTH, 1, samples));
    }

    private List<Metric> translated() {
        publish();
        List<Metric> metrics = translation.of(store.families(), List.of(), NOW);
        Set<String> points = new HashSet<>();
        metrics.forEach(metric -> metric.points().forEach(point -> {
            assertThat(points.add(metric.name() + point.attributes()))
                    .as(metric.name())
                    .isTrue();
            assertThat(point.startNanos() > 0).isEqualTo(metric.kind() != Metric.Kind.GAUGE);
        }));
        return metrics;
    }

    private static Metric named(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + names(metrics)));
    }

    private static List<String> names(List<Metric> metrics) {
        return metrics.stream().map(Metric::name).toList();
    }

    private static double value(List<Metric> metrics, String name) {
        return named(metrics, name).points().get(0).value();
    }

    private static Map<String, Double> by(Metric metric, String attribute) {
        Map<String, Double> values = new HashMap<>();
        metric.points().forEach(point -> values.put(point.attributes().get(attribute), point.value()));
        return values;
    }
}
