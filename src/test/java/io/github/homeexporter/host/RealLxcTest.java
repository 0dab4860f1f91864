package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real LXC container with real lxcfs, started by Debian's packages; a limit of memory as Proxmox sets it. */
class RealLxcTest {
    private static final double LIMIT = 400.0 * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void in_a_lxc_container_the_containers_memory_is_seen_through_lxcfs() throws Exception {
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
        try {
            Awaitility.await().until(() -> !lxcfs.isAlive() || Files.exists(mount.resolve("proc/meminfo")));
            assumeTrue(lxcfs.isAlive(), () -> "lxcfs does not start here: " + log("lxcfs.log"));
            Map<String, Double> found = ChildProgram.samples(inContainer(mount));
            assertThat(found.keySet()).anySatisfy(series -> assertThat(series)
                    .startsWith("home_exporter_host_info{")
                    .contains("environment=\"lxc\"", "strategy=\"container\""));
            assertThat(found)
                    .containsEntry("home_exporter_host_lxcfs", 1.0)
                    .containsEntry("node_memory_MemTotal_bytes", LIMIT);
        } finally {
            lxcfs.destroy();
            if (!lxcfs.waitFor(10, TimeUnit.SECONDS)) {
                lxcfs.destroyForcibly().waitFor();
            }
        }
    }

    private String inContainer(Path mount) throws Exception {
        Path config = directory.resolve("containers/probe/config");
        Files.createDirectories(config.getParent());
        boolean v2 = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        Files.writeString(
                config, """
                lxc.uts.name = probe
                lxc.rootfs.path = dir:/
                lxc.net.0.type = empty
                lxc.mount.auto = proc:mixed sys:ro
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
                "--"));
        line.addAll(ChildProgram.java(HostProbe.class, "memory,cpu"));
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
