package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeHost;
import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests of a Proxmox host by their control groups and network cards, in a root of plain files. */
class GuestsCollectorTest {
    private static final String CPU_101 = "pve_guest_cpu_seconds_total{id=\"lxc/101\"}";
    private static final String GROUP_101 = "sys/fs/cgroup/lxc/101";

    @TempDir
    Path directory;

    @Test
    void running_guests_are_counted_by_kind_and_nothing_else_is() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.PROXMOX_HOST);
            Map<String, Double> found = host.poll();
            assertThat(found)
                    .containsEntry("pve_guests_running{type=\"lxc\"}", 2.0)
                    .containsEntry("pve_guests_running{type=\"qemu\"}", 1.0);
            assertThat(found.keySet()).noneMatch(series -> series.contains("lxc/103") || series.contains("101-1"));
        }
    }

    @Test
    void each_guest_has_its_cpu_memory_pressure_throttling_and_kills() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            assertThat(host.poll())
                    .containsEntry(CPU_101, 120.0)
                    .containsEntry("pve_guest_cpu_user_seconds_total{id=\"lxc/101\"}", 80.0)
                    .containsEntry("pve_guest_cpu_limit_cores{id=\"lxc/101\"}", 1.5)
                    .containsEntry("pve_guest_cpu_cfs_throttled_periods_total{id=\"lxc/101\"}", 25.0)
                    .containsEntry("pve_guest_cpu_cfs_throttled_seconds_total{id=\"lxc/101\"}", 1.5)
                    .containsEntry("pve_guest_memory_current_bytes{id=\"lxc/101\"}", 536_870_912.0)
                    .containsEntry("pve_guest_memory_working_set_bytes{id=\"lxc/101\"}", 432_013_312.0)
                    .containsEntry("pve_guest_memory_limit_bytes{id=\"lxc/101\"}", 1_073_741_824.0)
                    .containsEntry("pve_guest_memory_swap_bytes{id=\"lxc/101\"}", 1_048_576.0)
                    .containsEntry("pve_guest_memory_oom_kills_total{id=\"lxc/101\"}", 2.0)
                    .containsEntry("pve_guest_processes{id=\"lxc/101\"}", 41.0)
                    .containsEntry("pve_guest_pressure_cpu_waiting_seconds_total{id=\"lxc/101\"}", 1.0)
                    .containsEntry("pve_guest_pressure_memory_stalled_seconds_total{id=\"lxc/101\"}", 1.0)
                    .containsEntry("pve_guest_pressure_io_waiting_seconds_total{id=\"lxc/101\"}", 3.0)
                    .containsEntry("pve_guest_cpu_seconds_total{id=\"qemu/200\"}", 900.0)
                    .doesNotContainKeys(
                            "pve_guest_cpu_limit_cores{id=\"lxc/102\"}",
                            "pve_guest_memory_limit_bytes{id=\"qemu/200\"}");
        }
    }

    /** veth101i0 received 700000 bytes: 101 sent them. */
    @Test
    void the_network_is_the_guests_view_not_the_hosts() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            Map<String, Double> found = host.poll();
            assertThat(found)
                    .containsEntry(network("transmit_bytes", "lxc/101", "net0"), 700_000.0)
                    .containsEntry(network("receive_bytes", "lxc/101", "net0"), 41_000.0)
                    .containsEntry(network("transmit_errs", "lxc/101", "net0"), 1.0)
                    .containsEntry(network("receive_drop", "lxc/101", "net0"), 4.0)
                    .containsEntry(network("receive_bytes", "lxc/102", "net1"), 40.0)
                    .containsEntry(network("receive_bytes", "qemu/200", "net0"), 6_000.0);
            assertThat(found.keySet().stream().filter(series -> series.startsWith("pve_guest_network_receive_bytes")))
                    .hasSize(4);
        }
    }

    @Test
    void a_guest_that_is_stopped_takes_its_series_along() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            host.poll();
            host.delete(GROUP_101).replace("proc/net/dev", "veth101i0", "veth999ix");
            assertThat(host.poll())
                    .containsEntry("pve_guests_running{type=\"lxc\"}", 1.0)
                    .allSatisfy((series, value) -> assertThat(series).doesNotContain("lxc/101"));
        }
    }

    @Test
    void a_guest_started_again_begins_anew_and_that_is_no_anomaly() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            host.poll();
            Path group = Path.of(host.path(GROUP_101));
            Files.move(group, Path.of(host.path("sys/fs/cgroup/before"))); // or its inode could be given again
            host.write(GROUP_101 + "/cpu.stat", "usage_usec 90000000\n");
            host.write("sys/class/net/veth101i0/ifindex", "77\n");
            host.replace("proc/net/dev", "veth101i0: 700000", "veth101i0: 600000");
            assertThat(host.poll())
                    .containsEntry(CPU_101, 90.0)
                    .containsEntry(network("transmit_bytes", "lxc/101", "net0"), 600_000.0)
                    .containsEntry("home_exporter_host_anomalies_total", 0.0);
        }
    }

    @Test
    void a_counter_that_falls_without_a_restart_is_not_believed() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            host.poll();
            host.replace(GROUP_101 + "/cpu.stat", "usage_usec 120000000", "usage_usec 119000000");
            assertThat(host.poll())
                    .containsEntry(CPU_101, 120.0)
                    .containsEntry("home_exporter_host_anomalies_total", 1.0);
        }
    }

    @Test
    void control_groups_of_version_one_are_read_too() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            host.delete("sys/fs/cgroup");
            host.write("sys/fs/cgroup/cpuacct/lxc/101/cpuacct.usage", "2500000000\n");
            host.write("sys/fs/cgroup/cpu/lxc/101/cpu.cfs_quota_us", "-1\n");
            host.write("sys/fs/cgroup/cpu/lxc/101/cpu.cfs_period_us", "100000\n");
            host.write(
                    "sys/fs/cgroup/cpu/lxc/101/cpu.stat", "nr_periods 4\nnr_throttled 1\nthrottled_time 250000000\n");
            host.write("sys/fs/cgroup/memory/lxc/101/memory.usage_in_bytes", "5000\n");
            host.write("sys/fs/cgroup/memory/lxc/101/memory.stat", "inactive_file 9\ntotal_inactive_file 1000\n");
            host.write("sys/fs/cgroup/memory/lxc/101/memory.limit_in_bytes", "9223372036854771712\n");
            host.write("sys/fs/cgroup/memory/lxc/101/memory.oom_control", "oom_kill_disable 0\noom_kill 3\n");
            assertThat(host.poll())
                    .containsEntry(CPU_101, 2.5)
                    .containsEntry("pve_guest_cpu_cfs_throttled_seconds_total{id=\"lxc/101\"}", 0.25)
                    .containsEntry("pve_guest_memory_working_set_bytes{id=\"lxc/101\"}", 4000.0)
                    .containsEntry("pve_guest_memory_oom_kills_total{id=\"lxc/101\"}", 3.0)
                    .doesNotContainKeys(
                            "pve_guest_memory_limit_bytes{id=\"lxc/101\"}",
                            "pve_guest_cpu_limit_cores{id=\"lxc/101\"}");
        }
    }

    @Test
    void another_host_with_such_groups_has_no_guests() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory).collectors("guests")) {
            host.replace("proc/self/mountinfo", "/etc/pve", "/mnt/copy");
            assertThat(host.poll().keySet()).noneMatch(series -> series.startsWith("pve_"));
        }
    }

    @Test
    void the_replaced_exporters_naming_has_none_of_these() throws Exception {
        try (FakeHost host =
                new FakeHost("proxmox", directory).collectors("guests").naming(Naming.LEGACY)) {
            assertThat(host.poll().keySet()).noneMatch(series -> series.startsWith("pve_"));
        }
    }

    private static String network(String what, String id, String card) {
        return "pve_guest_network_" + what + "_total{id=\"" + id + "\",interface=\"" + card + "\"}";
    }
}
