package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipe that nobody writes to is waited for as a file of a stopped lxcfs is. */
class HungFilesTest {
    private static final String HUNG = "home_exporter_host_hung_files";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "proc/meminfo, memory, container_memory_usage_bytes",
        "proc/vmstat, memory, container_memory_usage_bytes",
        "proc/stat, cpu, container_cpu_usage_seconds_total",
        "proc/stat, process, node_processes_pids",
        "proc/net/dev, network, node_network_up{device=\"eth0\"}",
        "sys/class/net/eth0/operstate, network, node_network_receive_bytes_total{device=\"eth0\"}",
        "sys/fs/cgroup/cpu.max, cpu, container_cpu_usage_seconds_total",
    })
    void a_file_that_hangs_takes_nothing_from_the_others_of_its_collector(String file, String collector, String other)
            throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory).collectors(collector)) {
            host.options.setInterval("2s");
            hang(host, file);
            assertThat(host.poll())
                    .containsKey(other)
                    .containsEntry(HUNG, 1.0)
                    .containsEntry("home_exporter_host_collector_success{collector=\"" + collector + "\"}", 0.0);
            assertThat(host.reader().faults()).containsKey(collector);
            assertThat(host.poll()).as("it is not asked again").containsKey(other);
            answer(host, file);
            Awaitility.await().untilAsserted(() -> assertThat(host.poll()).containsEntry(HUNG, 0.0));
        }
    }

    @Test
    void a_file_that_cannot_be_read_takes_nothing_from_the_control_group() throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory).collectors("memory,cpu")) {
            for (String file : new String[] {"proc/meminfo", "proc/stat"}) {
                host.delete(file).write(file + "/x", "");
            }
            Map<String, Double> found = host.poll();
            assertThat(found).containsKeys("container_memory_usage_bytes", "container_cpu_usage_seconds_total");
            assertThat(host.reader().faults()).containsOnlyKeys("memory", "cpu");
        }
    }

    private static void hang(FakeHost host, String file) throws Exception {
        Path path = Path.of(host.path(file));
        Files.deleteIfExists(path);
        Process made = new ProcessBuilder("mkfifo", path.toString()).start();
        assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "needs mkfifo");
    }

    /** Whoever waits reads an empty file, and the next reading finds one that is there. */
    private static void answer(FakeHost host, String file) throws Exception {
        Path path = Path.of(host.path(file));
        Files.newByteChannel(path, StandardOpenOption.WRITE).close();
        Files.delete(path);
        host.write(file, "0\n");
    }
}
