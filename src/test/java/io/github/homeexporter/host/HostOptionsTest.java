package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.collector.Catalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may ask of the host, and what is refused. */
class HostOptionsTest {
    @TempDir
    Path directory;

    @Test
    void disk_means_file_systems_and_disks_in_the_catalogues_order() {
        assertThat(Catalogue.select("disk, Memory")).containsExactly("memory", "diskstats", "filesystem");
        assertThat(Catalogue.select("sensors")).containsExactly("hwmon", "thermal", "lm_sensors");
        assertThat(Catalogue.select("zfs")).containsExactly("zfs_kstat", "zpool");
    }

    @Test
    void a_name_with_a_sign_changes_the_usual_collectors() {
        List<String> usual = Catalogue.select("");
        assertThat(usual).contains("memory", "arp").doesNotContain("systemd");
        assertThat(Catalogue.select("+systemd, -arp, -zfs"))
                .contains("memory", "systemd")
                .doesNotContain("arp", "zfs_kstat", "zpool")
                .hasSize(usual.size() - 2);
    }

    @Test
    void an_unknown_collector_is_refused_with_the_legal_ones() {
        assertThatThrownBy(() -> Catalogue.select("memory,memroy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"memroy\"")
                .hasMessageContaining("filesystem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2h", "soon"})
    void an_interval_outside_its_bounds_is_refused(String interval) throws Exception {
        try (FakeHost host = new FakeHost("vm", directory)) {
            host.options.setInterval(interval);
            assertThatThrownBy(host::judged)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("interval")
                    .hasMessageContaining("\"" + interval + "\"");
        }
    }

    @Test
    void a_broken_pattern_is_refused_by_the_name_of_its_option() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory)) {
            host.choice.setNetworkExclude("veth[");
            assertThatThrownBy(host::judged).hasMessageContaining("networkExclude: \"veth[\"");
        }
    }

    @Test
    void a_comma_inside_braces_or_brackets_is_the_patterns_own() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory).collectors("diskstats")) {
            host.choice.setDiskInclude("sd[a,b]{1,2}, nvme[0-9]{1,3}n1");
            host.choice.setDiskExclude("");
            host.write("proc/diskstats", """
                       8 0 sda 1 0 8 1 0 0 0 0 0 1 1
                       8 16 sdc 1 0 8 1 0 0 0 0 0 1 1
                     259 0 nvme12n1 1 0 8 1 0 0 0 0 0 1 1
                    """);
            assertThat(host.poll())
                    .containsKeys(
                            "node_disk_reads_completed_total{device=\"sda\"}",
                            "node_disk_reads_completed_total{device=\"nvme12n1\"}")
                    .doesNotContainKey("node_disk_reads_completed_total{device=\"sdc\"}");
        }
    }
}
