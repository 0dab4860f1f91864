package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of the real kernel, version 1 or 2, on a group made for the test and seen as a container sees its own. */
class RealCgroupTest {
    private static final long LIMIT = 512L << 20;
    private static final Path BASE = Path.of("/sys/fs/cgroup");
    private static final String GROUP =
            "home-exporter-test-" + ProcessHandle.current().pid();

    @TempDir
    Path directory;

    @BeforeEach
    void asRootOnLinux() throws Exception {
        assumeTrue(Files.isDirectory(BASE), "needs Linux's control groups");
        assumeTrue(ChildProgram.isRoot(), "needs root to make a control group");
        assumeTrue(ChildProgram.isInstalled("unshare"), "needs unshare (Debian: util-linux)");
        try {
            ChildProgram.run(directory, List.of("unshare", "-m", "-C", "true"));
        } catch (AssertionError refused) {
            assumeTrue(false, "this machine lets nobody make namespaces: " + refused.getMessage());
        }
    }

    @Test
    void a_limit_of_version_one_is_read() throws Exception {
        Path memory = BASE.resolve("memory/" + GROUP);
        Path cpu = BASE.resolve("cpu/" + GROUP);
        assumeTrue(Files.isDirectory(BASE.resolve("memory")), "needs control groups of version 1");
        try {
            create(memory);
            create(cpu);
            Files.writeString(memory.resolve("memory.limit_in_bytes"), String.valueOf(LIMIT));
            Files.writeString(cpu.resolve("cpu.cfs_period_us"), "100000");
            Files.writeString(cpu.resolve("cpu.cfs_quota_us"), "50000");
            Map<String, Double> found =
                    inside(List.of(memory, cpu), memory + ":/sys/fs/cgroup/memory " + cpu + ":/sys/fs/cgroup/cpu");
            assertThat(found)
                    .containsEntry("container_memory_limit_bytes", (double) LIMIT)
                    .containsEntry("container_cpu_limit_cores", 0.5)
                    .hasEntrySatisfying("container_memory_usage_bytes", usage -> assertThat(usage)
                            .isBetween(1e6, (double) LIMIT))
                    .hasEntrySatisfying("container_cpu_cfs_periods_total", periods -> assertThat(periods)
                            .isPositive());
        } finally {
            remove(memory);
            remove(cpu);
        }
    }

    @Test
    void a_limit_of_version_two_is_read() throws Exception {
        Path group = BASE.resolve(GROUP);
        assumeTrue(Files.exists(BASE.resolve("cgroup.controllers")), "needs control groups of version 2 alone");
        try {
            create(group);
            assumeTrue(
                    Files.exists(group.resolve("memory.max")), "needs the memory controller for groups below the root");
            Files.writeString(group.resolve("memory.max"), String.valueOf(LIMIT));
            assertThat(inside(List.of(group), group + ":/sys/fs/cgroup"))
                    .containsEntry("container_memory_limit_bytes", (double) LIMIT)
                    .hasEntrySatisfying("container_memory_usage_bytes", usage -> assertThat(usage)
                            .isBetween(1e6, (double) LIMIT));
        } finally {
            remove(group);
        }
    }

    @Test
    void a_meminfo_mounted_over_the_kernels_is_the_one_that_counts() throws Exception {
        Path meminfo = Files.writeString(
                directory.resolve("meminfo"),
                "MemTotal:        2097152 kB\nMemFree:         1000000 kB\nMemAvailable:    1500000 kB\n");
        Map<String, Double> found = inside(List.of(), meminfo + ":/proc/meminfo");
        assertThat(found).containsEntry("node_memory_MemTotal_bytes", 2_147_483_648.0);
        // a plain file is not lxcfs: it is not taken for the container's limit
        assertThat(found).containsEntry("home_exporter_host_lxcfs", 0.0);
    }

    @Test
    void cpu_time_and_pressure_of_version_two_are_read() throws Exception {
        Path unified = Files.exists(BASE.resolve("unified/cgroup.controllers")) ? BASE.resolve("unified") : BASE;
        assumeTrue(Files.exists(unified.resolve("cgroup.controllers")), "needs control groups of version 2");
        Path group = unified.resolve(GROUP);
        try {
            create(group);
            Map<String, Double> found = inside(List.of(group), group + ":/sys/fs/cgroup");
            assertThat(found).hasEntrySatisfying("container_cpu_usage_seconds_total", used -> assertThat(used)
                    .isBetween(0.01, 100.0));
            if (Files.exists(group.resolve("cpu.pressure"))) {
                assertThat(found).containsKey("container_pressure_cpu_waiting_seconds_total");
            }
        } finally {
            remove(group);
        }
    }

    /** One reading in the groups and in namespaces of its own, where {@code what:where} is mounted. */
    private Map<String, Double> inside(List<Path> groups, String binds) throws Exception {
        StringBuilder join = new StringBuilder("set -e\n");
        groups.forEach(group -> join.append("echo $$ > ").append(group).append("/cgroup.procs\n"));
        StringBuilder script = new StringBuilder("set -e\n");
        for (String bind : binds.split(" ")) {
            script.append("mount --bind ").append(bind.replace(':', ' ')).append('\n');
        }
        script.append("exec");
        ChildProgram.java(HostProbe.class, "memory,cpu,pressure", "container")
                .forEach(word -> script.append(" '").append(word).append('\''));
        join.append("exec unshare -m -C sh ").append(Files.writeString(directory.resolve("inside.sh"), script));
        Path file = Files.writeString(directory.resolve("join.sh"), join);
        return ChildProgram.samples(ChildProgram.run(directory, List.of("sh", file.toString())));
    }

    private static void create(Path group) {
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            assumeTrue(false, "this machine lets nobody make a control group: " + e.getMessage());
        }
    }

    private static void remove(Path group) throws IOException {
        if (Files.isDirectory(group)) {
            org.awaitility.Awaitility.await().ignoreExceptions().until(() -> Files.deleteIfExists(group));
        }
    }
}
