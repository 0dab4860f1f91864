package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeHost;
import io.github.homeexporter.host.collector.Kernel.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemCollectorTest {
    private static final String NAS = "{device=\"nas:/volume1\",fstype=\"nfs4\",mountpoint=\"/mnt/nas\"}";
    private static final String MEDIA = "{device=\"/dev/sda1\",fstype=\"xfs\",mountpoint=\"/srv/my media\"}";

    @TempDir
    Path directory;

    private final CountDownLatch server = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_mount_that_hangs_is_reported_the_others_go_on_and_it_is_not_asked_twice() throws Exception {
        try (FakeHost host = hanging()) {
            assertThat(host.poll())
                    .containsEntry("node_filesystem_device_error" + NAS, 1.0)
                    .containsEntry("node_filesystem_readonly" + NAS, 0.0)
                    .doesNotContainKey("node_filesystem_size_bytes" + NAS)
                    .containsEntry("node_filesystem_device_error" + MEDIA, 0.0)
                    .containsEntry("node_filesystem_size_bytes" + MEDIA, 1_000_000.0)
                    .containsEntry("home_exporter_host_collector_success{collector=\"filesystem\"}", 1.0);
            assertThat(host.poll()).containsEntry("node_filesystem_device_error" + NAS, 1.0);
            assertThat(asked).hasValue(1);
            server.countDown();
            Awaitility.await().untilAsserted(() -> assertThat(host.poll())
                    .containsEntry("node_filesystem_device_error" + NAS, 0.0)
                    .containsEntry("node_filesystem_size_bytes" + NAS, 5.0));
        }
    }

    @Test
    void a_mount_that_cannot_be_asked_is_reported() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("filesystem")) {
            host.kernel = path -> {
                throw new IOException("stale file handle");
            };
            assertThat(host.poll())
                    .containsEntry("node_filesystem_device_error" + NAS, 1.0)
                    .doesNotContainKey("node_filesystem_size_bytes" + NAS);
        }
    }

    /** ProtectHome= puts an empty file system over what process 1 has there. */
    @Test
    void space_is_asked_for_where_the_table_of_mounts_is_from() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("filesystem")) {
            host.replace("proc/self/mountinfo", "0:46 / ", "0:99 / ");
            java.util.List<String> paths = new java.util.concurrent.CopyOnWriteArrayList<>();
            host.kernel = path -> {
                paths.add(path);
                if (path.contains("/proc/1/root/")) {
                    throw new IOException("permission denied");
                }
                return new Space(1, 1, 1);
            };
            assertThat(host.poll())
                    .containsEntry("node_filesystem_device_error" + NAS, 1.0)
                    .containsEntry("node_filesystem_device_error" + MEDIA, 0.0)
                    .doesNotContainKey("node_filesystem_size_bytes" + NAS);
            assertThat(paths).contains(host.path("proc") + "/1/root/mnt/nas");
        }
    }

    @Test
    void a_mount_that_only_process_one_has_is_not_the_directory_under_it() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("filesystem")) {
            host.write("proc/self/mountinfo", "27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw\n");
            host.kernel = path -> {
                if (path.contains("/proc/1/root/")) {
                    throw new IOException("permission denied");
                }
                return new Space(1, 1, 1);
            };
            assertThat(host.poll())
                    .containsEntry("node_filesystem_device_error" + NAS, 1.0)
                    .containsEntry("node_filesystem_device_error" + MEDIA, 1.0);
        }
    }

    @Test
    void bind_mounts_are_shown_on_request() throws Exception {
        String bind = "node_filesystem_size_bytes{device=\"/dev/sda1\",fstype=\"xfs\",mountpoint=\"/export/media\"}";
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("filesystem")) {
            assertThat(host.poll()).doesNotContainKey(bind);
        }
        try (FakeHost host = new FakeHost("bare-metal", directory.resolve("binds")).collectors("filesystem")) {
            host.options.setShowBinds(true);
            assertThat(host.poll()).containsKey(bind);
        }
    }

    @Test
    void automounts_and_foreign_overlays_are_left_out_an_own_root_is_not() throws Exception {
        try (FakeHost host = new FakeHost("docker", directory).collectors("filesystem")) {
            assertThat(mountPoints(host.poll())).containsExactlyInAnyOrder("/", "/data");
        }
        try (FakeHost host = new FakeHost("vm", directory.resolve("vm")).collectors("filesystem")) {
            host.choice.setMountPointsExclude("");
            assertThat(mountPoints(host.poll())).containsExactly("/");
        }
    }

    @Test
    void paths_are_looked_for_below_the_root() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory).collectors("filesystem")) {
            java.util.List<String> paths = new java.util.concurrent.CopyOnWriteArrayList<>();
            host.kernel = path -> {
                paths.add(path);
                return new Space(1, 1, 1);
            };
            host.poll();
            assertThat(paths).containsExactly(host.path("root") + "/");
        }
    }

    private FakeHost hanging() throws IOException {
        FakeHost host = new FakeHost("bare-metal", directory).collectors("filesystem");
        host.options.setStatTimeout("300ms");
        host.kernel = path -> {
            if (path.endsWith("/mnt/nas")) {
                asked.incrementAndGet();
                awaitServer();
                return new Space(5, 5, 5);
            }
            return new Space(1_000_000, 600_000, 500_000);
        };
        return host;
    }

    private void awaitServer() throws IOException {
        try {
            server.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static java.util.List<String> mountPoints(Map<String, Double> found) {
        return found.keySet().stream()
                .filter(series -> series.startsWith("node_filesystem_size_bytes"))
                .map(series -> series.replaceAll(".*mountpoint=\"(.*?)\".*", "$1"))
                .toList();
    }
}
