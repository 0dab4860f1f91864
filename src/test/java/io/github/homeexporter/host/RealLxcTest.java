package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real LXC container with real lxcfs, started by Debian's packages; a limit of memory as Proxmox sets it. */
class RealLxcTest {
    private static final double LIMIT = 400.0 * 1024 * 1024;

    private static final String EACH_CONTROLLER =
            "for c in memory cpu cpuacct; do mkdir /sys/fs/cgroup/$c; mount -t cgroup -o $c cgroup /sys/fs/cgroup/$c; done;"
                    + " exec \"$@\"";

    @TempDir
    Path directory;

    @Test
    void in_a_lxc_container_the_containers_memory_is_seen_through_lxcfs() throws Exception {
        Map<String, Double> found = probe("");
        assertThat(found.keySet()).anySatisfy(series -> assertThat(series)
                .startsWith("home_exporter_host_info{")
                .contains("environment=\"lxc\"", "strategy=\"container\""));
        assertThat(found)
                .containsEntry("home_exporter_host_lxcfs", 1.0)
                .containsEntry("node_memory_MemTotal_bytes", LIMIT);
    }

    /** A stopped lxcfs lets every reading of its files wait, one that was killed lets it fail. */
    @ParameterizedTest
    @ValueSource(strings = {"STOP", "KILL"})
    void what_the_control_group_says_stays_when_lxcfs_does_not_answer(String signal) throws Exception {
        Map<String, Double> found = probe(signal);
        assertThat(found.keySet()).noneMatch(series -> series.startsWith("node_memory_MemTotal"));
        assertThat(value(found, "container_memory_limit_bytes")).isEqualTo(LIMIT);
        assertThat(value(found, "container_memory_usage_bytes")).isPositive();
        assertThat(value(found, "container_cpu_usage_seconds_total")).isPositive();
    }

    private static double value(Map<String, Double> found, String name) {
        return found.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + found.keySet()))
                .getValue();
    }

    /** @param signal what lxcfs gets once the container runs; none when empty */
    private Map<String, Double> probe(String signal) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux");
        assumeTrue(ChildProgram.isRoot(), "needs root to start a container");
        for (String program : List.of("lxc-execute", "lxcfs")) {
            boolean there = ChildProgram.isInstalled(program);
            assertThat(there || !"true".equals(System.getenv("CI")))
                    .as("%s is installed in CI", program)
                    .isTrue();
            assumeTrue(there, "needs " + program + " on the PATH (Debian: lxc, lxcfs)");
        }
        Path mount = Files.createDirectory(directory.resolve("lxcfs"));
        Process lxcfs = new ProcessBuilder(
                        "lxcfs", "-f", "-p", directory.resolve("lxcfs.pid").toString(), mount.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("lxcfs.log").toFile())
                .start();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Awaitility.await().until(() -> !lxcfs.isAlive() || Files.exists(mount.resolve("proc/meminfo")));
            assumeTrue(lxcfs.isAlive(), () -> "lxcfs does not start here: " + log("lxcfs.log"));
            Path ready = directory.resolve("ready");
            Future<String> inContainer = other.submit(() -> inContainer(mount, ready));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> inContainer.isDone() || Files.exists(ready));
            if (!signal.isEmpty()) {
                new ProcessBuilder("sh", "-c", "kill -" + signal + " " + lxcfs.pid())
                        .start()
                        .waitFor();
            }
            Files.deleteIfExists(ready);
            return ChildProgram.samples(inContainer.get());
        } finally {
            other.shutdownNow();
            lxcfs.destroyForcibly().waitFor();
            // what a killed lxcfs leaves behind
            new ProcessBuilder("umount", "-l", mount.toString()).start().waitFor();
        }
    }

    private String inContainer(Path mount, Path ready) throws Exception {
        Path config = directory.resolve("containers/probe/config");
        Files.createDirectories(config.getParent());
        boolean v2 = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        Files.writeString(
                config, """
                lxc.uts.name = probe
                lxc.rootfs.path = dir:/
                lxc.net.0.type = empty
                lxc.mount.auto = proc:mixed sys:ro
                lxc.mount.entry = tmpfs sys/fs/cgroup tmpfs rw 0 0
                lxc.mount.entry = %1$s/proc/meminfo proc/meminfo none bind,ro 0 0
                lxc.mount.entry = %1$s/proc/stat proc/stat none bind,ro 0 0
                %2$s = 400M
                """.formatted(mount, v2 ? "lxc.cgroup2.memory.max" : "lxc.cgroup.memory.limit_in_bytes"));
        List<String> line = new ArrayList<>(List.of(
                "lxc-execute",
                "-P",
                directory.resolve("containers").toString(),
                "-n",
                "probe",
                "-o",
                directory.resolve("lxc.log").toString(),
                "--",
                "sh",
                "-c",
                // from inside its name space, as a container's own init does
                v2 ? "mount -t cgroup2 cgroup /sys/fs/cgroup; exec \"$@\"" : EACH_CONTROLLER,
                "sh"));
        line.addAll(ChildProgram.java(HostProbe.class, "memory,cpu", "auto", ready.toString()));
        try {
            return ChildProgram.run(directory, line);
        } catch (AssertionError refused) {
            // a container that was not started is this machine's doing, a probe that failed in it is ours
            String fault = log("lxc.log")
                    .lines()
                    .filter(entry -> entry.contains(" ERROR "))
                    .findFirst()
                    .orElse("");
            assumeTrue(fault.isEmpty(), "LXC may not start here: " + fault);
            throw refused;
        }
    }

    private String log(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
