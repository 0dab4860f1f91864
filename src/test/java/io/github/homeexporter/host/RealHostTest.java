package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.host.collector.HostChoiceOptions;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.SystemCalls;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The machine the tests run on: does it work at all, and does node_exporter say the same. */
class RealHostTest {
    /** Seconds; idle and I/O wait are computed by the kernel when asked and waver by some ticks. */
    private static final double WAVER = 0.1;

    private static final Set<String> CONSTANT = Set.of(
            "node_memory_MemTotal_bytes",
            "node_memory_SwapTotal_bytes",
            "node_boot_time_seconds",
            "node_filesystem_size_bytes",
            "node_filesystem_readonly",
            "node_network_mtu_bytes");

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HostReader reader;

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "needs Linux's /proc");
        HostOptions options = new HostOptions();
        options.setNaming(Naming.STANDARD);
        HostChoiceOptions choice = new HostChoiceOptions();
        choice.setNetworkExclude("");
        options.judge(new Bounds(), choice, new HostCommandOptions());
        reader = new HostReader(
                new HostFiles(options),
                options,
                Map.of(),
                new SystemCalls(),
                new ProcessRunner(Map.of(), workers, System::nanoTime),
                System::nanoTime,
                Clock.systemUTC(),
                workers);
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void every_collector_works_on_this_machine() throws Exception {
        Samples samples = reader.read();
        assertThat(reader.faults()).isEmpty();
        assertThat(values(samples))
                .containsKeys("node_load1", "node_forks_total", "node_processes_pids", "node_boot_time_seconds")
                .hasEntrySatisfying(
                        "node_memory_MemTotal_bytes", total -> assertThat(total).isBetween(16e6, 1e15));
    }

    @Test
    void node_exporter_says_the_same() throws Exception {
        boolean there = ChildProgram.isInstalled(NodeExporter.PROGRAM);
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("%s is installed in CI", NodeExporter.PROGRAM)
                .isTrue();
        assumeTrue(there, "needs prometheus-node-exporter on the PATH (Debian: prometheus-node-exporter)");
        try (NodeExporter exporter = NodeExporter.start()) {
            Samples before = reader.read();
            Map<String, Double> theirs = NodeExporter.parsed(exporter.fetch());
            Map<String, Double> after = values(reader.read());
            compare(before, theirs, after);
            // what a library of the system tells is there once that is loaded, beside the first collections
            await().untilAsserted(() ->
                    assertThat(notFilled(theirs, values(reader.read()))).isEmpty());
        }
    }

    /** What node_exporter's dashboards draw of it and not of us, but for what the docs list; a speed below zero is none. */
    private static List<String> notFilled(Map<String, Double> theirs, Map<String, Double> ours) throws IOException {
        String documented = Files.readString(NodeDashboardsTest.DOCUMENT);
        return Files.readAllLines(NodeDashboardsTest.NAMES).stream()
                .filter(name -> !name.startsWith("process_") && !documented.contains("| `" + name + "` | "))
                .filter(name -> theirs.entrySet().stream()
                        .anyMatch(series -> isOf(name, series.getKey()) && series.getValue() >= 0))
                .filter(name -> ours.keySet().stream().noneMatch(series -> isOf(name, series)))
                .toList();
    }

    private static boolean isOf(String name, String series) {
        return series.equals(name) || series.startsWith(name + "{");
    }

    private static void compare(Samples before, Map<String, Double> theirs, Map<String, Double> after) {
        Set<String> compared = new TreeSet<>();
        for (int i = 0; i < before.size(); i++) {
            String series = before.series(i).toString();
            Double their = theirs.get(series);
            Double later = after.get(series);
            if (their == null || later == null) {
                continue;
            }
            String family = before.series(i).family().name();
            if (CONSTANT.contains(family)) {
                compared.add(family);
                assertThat(before.value(i)).as(series).isEqualTo(their);
            } else if (before.series(i).family().type() == MetricType.COUNTER) {
                compared.add(family);
                assertThat(their).as(series).isBetween(before.value(i) - WAVER, later + WAVER);
            }
        }
        assertThat(compared)
                .contains(
                        "node_cpu_seconds_total",
                        "node_memory_MemTotal_bytes",
                        "node_forks_total",
                        "node_context_switches_total",
                        "node_boot_time_seconds");
    }

    private static Map<String, Double> values(Samples samples) {
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            values.put(samples.series(i).toString(), samples.value(i));
        }
        return values;
    }
}
