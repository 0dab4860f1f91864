package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Naming;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCollectorsTest {
    private static final String ANOMALIES = "home_exporter_host_anomalies_total";
    private static final String USAGE = "node_cpu_usage_percent{host_name=\"attic\",instance=\"host-attic\"}";

    @TempDir
    Path directory;

    private static void stat(FakeHost host, String total) throws Exception {
        host.write("proc/stat", "cpu  " + total + "\n");
    }

    private static void received(FakeHost host, long bytes) throws Exception {
        host.write("proc/net/dev", "a\nb\n eth0:" + bytes + " 4 0 0 0 0 0 0 456 7 0 0 0 0 0 0\n");
    }

    @Test
    void version_one_without_limits_has_no_limit_and_its_own_units() throws Exception {
        try (FakeHost host = new FakeHost("docker-v1", directory).naming(Naming.LEGACY)) {
            assertThat(host.poll())
                    .containsEntry(
                            "node_cpu_seconds_total{container_id=\"4f4f4f4f4f4f\",host_name=\"box\",instance=\"box:4f4f4f4f4f4f\"}",
                            25.0)
                    .containsEntry(
                            "node_memory_total_bytes{container_id=\"4f4f4f4f4f4f\",host_name=\"box\",instance=\"box:4f4f4f4f4f4f\"}",
                            16_000_000.0 * 1024);
        }
        try (FakeHost host = new FakeHost("docker-v1", directory.resolve("again")).naming(Naming.STANDARD)) {
            assertThat(host.poll())
                    .containsEntry("container_cpu_usage_seconds_total", 25.0)
                    .containsEntry("container_cpu_user_seconds_total", 20.0)
                    .containsEntry("container_cpu_system_seconds_total", 5.0)
                    .containsEntry("container_cpu_limit_cores", 2.0)
                    .containsEntry("container_memory_working_set_bytes", 240_000_000.0)
                    .containsEntry("container_memory_rss_bytes", 180_000_000.0)
                    .containsEntry("container_memory_oom_kills_total", 1.0)
                    .containsEntry("node_disk_written_bytes_total{device=\"8:0\"}", 8192.0)
                    .doesNotContainKeys("container_memory_limit_bytes", "container_memory_available_bytes");
        }
    }

    @Test
    void without_a_namespace_the_own_group_is_found_below_the_root() throws Exception {
        try (FakeHost host = new FakeHost("docker", directory).collectors("memory")) {
            host.delete("sys/fs/cgroup/memory.current").delete("sys/fs/cgroup/memory.max");
            host.write("proc/self/cgroup", "0::/docker/abc\n");
            host.write("sys/fs/cgroup/docker/abc/memory.current", "1000\n");
            host.write("sys/fs/cgroup/docker/abc/memory.max", "2000\n");
            assertThat(host.poll())
                    .containsEntry("container_memory_usage_bytes", 1000.0)
                    .containsEntry("container_memory_limit_bytes", 2000.0);
        }
    }

    @Test
    void in_a_namespace_whose_root_counts_no_memory_the_unit_inside_is_not_taken_for_the_container() throws Exception {
        try (FakeHost host = new FakeHost("docker", directory).collectors("cpu")) {
            host.delete("sys/fs/cgroup/memory.current").write("sys/fs/cgroup/cgroup.type", "domain\n");
            host.write("proc/self/cgroup", "0::/system.slice/home-exporter.service\n");
            host.write("sys/fs/cgroup/system.slice/home-exporter.service/cpu.stat", "usage_usec 1\n");
            host.write("sys/fs/cgroup/cpu.stat", "usage_usec 7000000\n");
            assertThat(host.poll()).containsEntry("container_cpu_usage_seconds_total", 7.0);
        }
    }

    @Test
    void counter_readings_that_cannot_be_are_left_out_and_counted() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("cpu")) {
            assertThat(host.poll()).containsEntry(ANOMALIES, 0.0).doesNotContainKey(USAGE);
            stat(host, "1300 40 650 90800 350 10 50 0 220 20");
            assertThat(host.poll()).containsEntry(ANOMALIES, 0.0).containsEntry(USAGE, 20.0);
            stat(host, "1290 40 700 91600 400 10 50 0 220 20");
            assertThat(host.poll()).containsEntry(ANOMALIES, 1.0).doesNotContainKey(USAGE);
            stat(host, "1400 40 700 8317131874320235395 400 10 50 0 220 20");
            assertThat(host.poll()).containsEntry(ANOMALIES, 2.0).doesNotContainKey(USAGE);
            host.write("proc/stat", "cpu0 1 1 1 1 1 1 1 1 1 1\n");
            assertThat(host.poll().get(ANOMALIES)).isGreaterThanOrEqualTo(3.0);
            stat(host, "1500 40 700 93000 400 10 50 0 220 20");
            host.poll();
            stat(host, "1600 40 700 93900 400 10 50 0 220 20");
            assertThat(host.poll()).containsEntry(USAGE, 10.0);
        }
    }

    @Test
    void per_mode_seconds_keep_the_last_good_reading_through_a_glitch() throws Exception {
        String user = "node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}";
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("cpu")) {
            host.write("proc/stat", "cpu0 500 0 0 1000 0 0 0 0 0 0\n");
            assertThat(host.poll()).containsEntry(user, 5.0);
            host.write("proc/stat", "cpu0 490 0 0 1100 0 0 0 0 0 0\n");
            assertThat(host.poll()).containsEntry(user, 5.0);
            host.write("proc/stat", "cpu0 520 0 0 1200 0 0 0 0 0 0\n");
            assertThat(host.poll()).containsEntry(user, 5.2);
        }
    }

    @Test
    void a_counter_reset_gives_no_rate_and_is_followed_from_the_second_reading_on() throws Exception {
        String total = "node_network_receive_bytes_total{device=\"eth0\"}";
        String rate =
                "node_network_receive_bytes_per_sec{container_id=\"101\",device=\"eth0\",host_name=\"dns\",instance=\"dns:101\"}";
        try (FakeHost host = new FakeHost("lxc", directory).collectors("network")) {
            received(host, 1_000_000);
            host.poll();
            received(host, 1_010_000);
            assertThat(host.poll()).containsEntry(total, 1_010_000.0).containsEntry(rate, 1000.0);
            received(host, 2_000);
            assertThat(host.poll()).containsEntry(total, 1_010_000.0).doesNotContainKey(rate);
            received(host, 3_000);
            assertThat(host.poll()).containsEntry(total, 3_000.0).doesNotContainKey(rate);
            received(host, 4_000);
            assertThat(host.poll()).containsEntry(total, 4_000.0).containsEntry(rate, 100.0);
        }
    }

    @Test
    void a_link_that_is_down_or_has_no_speed_says_so() throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory).collectors("network")) {
            host.write("sys/class/net/eth0/speed", "-1\n");
            assertThat(host.poll())
                    .containsEntry("node_network_up{device=\"eth0\"}", 0.0)
                    .containsEntry("node_network_receive_bytes_total{device=\"eth0\"}", 123.0)
                    .doesNotContainKey("node_network_speed_bytes{device=\"eth0\"}");
        }
    }

    @Test
    void interfaces_are_chosen_by_whole_matches_exclusion_first() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("network")) {
            host.choice.setNetworkInclude("veth.*, enp\\d+s\\d+");
            host.choice.setNetworkExclude("enp3");
            assertThat(host.poll())
                    .containsKey("node_network_receive_bytes_total{device=\"veth101i0\"}")
                    .containsKey("node_network_receive_bytes_total{device=\"enp3s0\"}")
                    .doesNotContainKey("node_network_receive_bytes_total{device=\"lo\"}");
        }
    }

    @Test
    void processes_that_vanish_while_scanned_are_no_fault() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("process")) {
            host.delete("proc/78/stat");
            assertThat(host.poll())
                    .containsEntry("node_processes_pids", 4.0)
                    .containsEntry("node_processes_state{state=\"S\"}", 2.0)
                    .containsEntry("home_exporter_host_collector_success{collector=\"process\"}", 1.0);
            host.delete("proc/90/stat");
            assertThat(host.poll()).containsEntry("node_processes_state{state=\"Z\"}", 0.0);
        }
    }

    @Test
    void where_others_processes_are_hidden_the_own_few_are_not_taken_for_all() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("process")) {
            host.delete("proc/1/stat");
            assertThat(host.poll()).containsKey("node_processes_pids");
            host.write("proc/self/mountinfo", "22 1 0:21 / /proc rw - proc proc rw,hidepid=invisible\n");
            assertThat(host.poll()).doesNotContainKey("node_processes_pids").containsEntry("node_forks_total", 4000.0);
            assertThat(host.reader().faults().get("process")).contains("hidepid", "host.process-scan");
        }
    }

    @Test
    void the_process_scan_can_be_switched_off() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("process")) {
            host.options.setProcessScan(false);
            assertThat(host.poll()).doesNotContainKey("node_processes_pids").containsEntry("node_forks_total", 4000.0);
        }
    }

    @Test
    void a_chip_that_appears_is_found() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("hwmon")) {
            assertThat(host.poll()).containsEntry("home_exporter_host_hwmon_read_errors_total", 1.0);
            host.write("sys/class/hwmon/hwmon9/name", "zenpower\n")
                    .write("sys/class/hwmon/hwmon9/temp1_input", "40000\n");
            assertThat(host.poll()).containsEntry("node_hwmon_temp_celsius{chip=\"zenpower\",sensor=\"temp1\"}", 40.0);
        }
    }

    @Test
    void partitions_and_zfs_volumes_are_left_out_by_default() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("diskstats")) {
            StringBuilder text = new StringBuilder();
            List<String> left =
                    List.of("mmcblk0p1", "md0p1", "nbd0p1", "sdaa1", "nvme0n1p2", "loop3", "zd16", "zd16p1");
            List<String> kept = List.of("mmcblk0", "md0", "nbd0", "sdaa", "nvme0n1", "sr0", "dm-3");
            Stream.of(left, kept)
                    .flatMap(List::stream)
                    .forEach(name -> text.append("8 0 " + name + " 1 2 3 4 5 6 7 8 9 10 11\n"));
            host.write("proc/diskstats", text.toString());
            String series = "node_disk_reads_completed_total{device=\"";
            assertThat(host.poll().keySet().stream()
                            .filter(s -> s.startsWith(series))
                            .map(s -> s.substring(series.length(), s.length() - 2)))
                    .containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    @Test
    void ten_thousand_interfaces_make_a_bounded_page() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("network")) {
            StringBuilder text = new StringBuilder("a\nb\n");
            for (int i = 0; i < 10_000; i++) {
                text.append("vlan").append(i).append(": 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n");
            }
            host.write("proc/net/dev", text.toString());
            assertThat(host.poll().keySet().stream().filter(s -> s.startsWith("node_network_receive_bytes_total")))
                    .hasSize(1000);
        }
    }

    @Test
    void without_the_table_of_interfaces_their_own_files_tell() throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory).collectors("network")) {
            host.delete("proc/net/dev");
            host.write("sys/class/net/eth0/statistics/rx_bytes", "123\n");
            host.write("sys/class/net/eth0/statistics/tx_packets", "7\n");
            assertThat(host.poll())
                    .containsEntry("node_network_receive_bytes_total{device=\"eth0\"}", 123.0)
                    .containsEntry("node_network_transmit_packets_total{device=\"eth0\"}", 7.0);
        }
    }

    @Test
    void a_container_never_shows_the_disks_of_its_host() throws Exception {
        String read = "node_disk_read_bytes_total{device=\"sda\"}";
        try (FakeHost host = new FakeHost("docker", directory).collectors("diskstats")) {
            host.write("proc/diskstats", "8 0 sda 100 10 2000000 300 400 40 8000000 500 0 600 800\n");
            assertThat(host.poll()).doesNotContainKey(read);
            host.write("sys/fs/cgroup/io.stat", "8:0 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0\n");
            host.write("sys/dev/block/8:0/uevent", "MAJOR=8\nDEVNAME=sda\n");
            assertThat(host.poll())
                    .containsEntry(read, 4096.0)
                    .containsEntry("container_fs_writes_bytes_total{device=\"/dev/sda\"}", 8192.0)
                    .containsEntry("container_fs_writes_total{device=\"/dev/sda\"}", 2.0)
                    .containsEntry(
                            "container_blkio_device_usage_total{device=\"/dev/sda\",major=\"8\",minor=\"0\",operation=\"Read\"}",
                            4096.0);
        }
    }

    @Test
    void nanoseconds_of_a_container_may_pass_2_to_the_60() throws Exception {
        try (FakeHost host = new FakeHost("docker-v1", directory).naming(Naming.STANDARD)) {
            host.write("sys/fs/cgroup/cpuacct/cpuacct.usage", "1300000000000000000\n");
            assertThat(host.poll()).containsEntry("container_cpu_usage_seconds_total", 1.3e9);
        }
    }

    @Test
    void a_second_host_is_told_by_a_label() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory).collectors("load")) {
            host.options.setName("cellar");
            assertThat(host.poll())
                    .containsEntry("node_load1{host=\"cellar\"}", 0.52)
                    .containsEntry("home_exporter_host_collector_success{collector=\"load\",host=\"cellar\"}", 1.0);
        }
    }

    @Test
    void series_are_made_once() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory)) {
            host.samples();
            var second = host.samples();
            var third = host.samples();
            assertThat(third.size()).isEqualTo(second.size());
            for (int i = 0; i < second.size(); i++) {
                assertThat(third.series(i)).isSameAs(second.series(i));
            }
        }
    }
}
