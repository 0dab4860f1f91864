package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeCommands;
import io.github.homeexporter.host.FakeDisks;
import io.github.homeexporter.host.FakeHost;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of smartctl's reports. */
class SmartCollectorTest {
    private static final String NVME = "{device=\"/dev/nvme0\"}";
    private static final String SDA = "{device=\"/dev/sda\"}";
    private static final String ERRORS = "home_exporter_host_smart_errors_total{reason=\"%s\"}";

    @TempDir
    Path directory;

    private FakeDisks disks;

    @BeforeEach
    void disks() {
        disks = new FakeDisks(directory);
    }

    @Test
    void a_disk_with_nothing_wrong_is_read_in_its_units() throws Exception {
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host().naming(Naming.STANDARD)) {
            assertThat(host.poll())
                    .containsEntry("smart_power_cycles_total" + NVME, 0.0)
                    .containsEntry("smart_power_on_seconds" + NVME, 43_200.0)
                    .containsEntry("smart_temperature_celsius" + NVME, 41.0)
                    .containsEntry("smart_device_healthy" + NVME, 1.0)
                    .containsEntry("smart_device_size_bytes" + NVME, 1_000_204_886_016.0)
                    .containsEntry("smart_nvme_percentage_used_ratio" + NVME, 1.2)
                    .containsEntry("smart_nvme_available_spare_ratio" + NVME, 0.97)
                    .containsEntry("smart_nvme_data_units_read_bytes_total" + NVME, 512_000_000.0)
                    .containsEntry("smart_nvme_controller_busy_seconds_total" + NVME, 1800.0)
                    .containsEntry(
                            "smart_device_info{device=\"/dev/nvme0\",firmware=\"1.2\",model=\"Example Stick 1T\","
                                    + "protocol=\"NVMe\",serial=\"EX0001\"}",
                            1.0)
                    .containsEntry("smart_last_read_timestamp_seconds" + NVME, 1_795_000_000.0);
        }
    }

    @Test
    void a_failing_disk_is_reported() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(24, "failing"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll())
                    .containsEntry("smart_exit_status" + SDA, 24.0)
                    .containsEntry("smart_device_healthy" + SDA, 0.0)
                    .containsEntry("smart_self_test_passed" + SDA, 0.0)
                    .containsEntry("smart_device_open_error" + SDA, 0.0)
                    .containsEntry(attribute("raw"), 4096.0)
                    .containsEntry(attribute("threshold"), 5.0)
                    .containsEntry(legacy("disk_smart_health_status", ""), 0.0)
                    .containsEntry(legacy("disk_smart_power_on_hours", ""), 20001.0)
                    .containsEntry(
                            legacy(
                                    "disk_smart_attribute_worst",
                                    "attribute_id=\"5\",attribute_name=\"Reallocated_Sector_Ct\","),
                            1.0);
        }
    }

    @Test
    void errors_in_its_log_do_not_make_a_disk_vanish() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(64, "error-log"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll())
                    .containsEntry("smart_exit_status{device=\"/dev/sdb\"}", 64.0)
                    .containsEntry("smart_device_healthy{device=\"/dev/sdb\"}", 1.0);
        }
    }

    @Test
    void a_disk_that_cannot_be_opened_says_so_and_nothing_else() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(24, "failing"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll()).containsKey("smart_temperature_celsius" + SDA);
            disks.answers.put("/dev/sda", FakeDisks.report(2, "open-failed"));
            FakeDisks.nextRound(host);
            assertThat(host.poll())
                    .containsEntry("smart_device_open_error" + SDA, 1.0)
                    .containsEntry("smart_exit_status" + SDA, 2.0)
                    .containsEntry(ERRORS.formatted("open"), 1.0)
                    .doesNotContainKey("smart_temperature_celsius" + SDA)
                    .doesNotContainKey("smart_device_healthy" + SDA);
        }
    }

    @Test
    void a_sleeping_disk_keeps_what_it_said_last() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(24, "failing"));
        try (FakeHost host = disks.host()) {
            host.poll();
            disks.answers.put("/dev/sda", FakeDisks.report(3, "standby"));
            FakeDisks.nextRound(host);
            assertThat(host.poll())
                    .containsEntry("smart_device_standby" + SDA, 1.0)
                    .containsEntry("smart_temperature_celsius" + SDA, 38.0);
        }
    }

    @Test
    void a_disk_that_sleeps_from_the_start_has_no_values() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(3, "standby"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll())
                    .containsEntry("smart_device_standby" + SDA, 1.0)
                    .containsEntry("smart_device_open_error" + SDA, 0.0)
                    .doesNotContainKey("smart_temperature_celsius" + SDA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"smartctl\":{\"exit_", "no JSON", "[]", "{}"})
    void a_report_that_is_none_is_counted_and_the_others_stand(String text) throws Exception {
        disks.answers.put("/dev/sda", FakeCommands.result(0, text, ""));
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll())
                    .containsEntry(ERRORS.formatted("parse"), 1.0)
                    .containsEntry("home_exporter_host_collector_success{collector=\"smart\"}", 1.0)
                    .containsKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void a_disk_that_hangs_costs_only_itself() throws Exception {
        disks.answers.put("/dev/sda", FakeCommands.timedOut());
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll())
                    .containsEntry(ERRORS.formatted("run"), 1.0)
                    .containsKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void counters_of_a_disk_that_run_backwards_are_not_believed() throws Exception {
        String cycles = "smart_power_cycles_total" + NVME;
        CommandResult good = FakeCommands.result(0, FakeDisks.text("nvme").replace("count\":0", "count\":90"), "");
        disks.answers.put("/dev/nvme0", good);
        try (FakeHost host = disks.host()) {
            assertThat(host.poll()).containsEntry(cycles, 90.0);
            disks.answers.put(
                    "/dev/nvme0",
                    FakeCommands.result(0, FakeDisks.text("nvme").replace("count\":0", "count\":89"), ""));
            FakeDisks.nextRound(host);
            assertThat(host.poll())
                    .containsEntry(cycles, 90.0)
                    .containsEntry("home_exporter_host_anomalies_total", 1.0);
        }
    }

    private static String attribute(String type) {
        return "smart_attribute{device=\"/dev/sda\",id=\"5\",name=\"Reallocated_Sector_Ct\",value_type=\"" + type
                + "\"}";
    }

    private static String legacy(String name, String more) {
        return name + "{" + more + "device=\"/dev/sda\",host_name=\"attic\",instance=\"host-attic\",interface=\"sat\","
                + "model=\"Example Disk 4T\",serial=\"EX0002\"}";
    }

    @Test
    void a_report_that_could_not_be_read_is_tried_again_though_it_was_not_written_anew() throws Exception {
        FileTime written = FileTime.fromMillis(1_795_000_000_000L);
        try (FakeHost host = new FakeHost("vm", directory).collectors("smart")) {
            Path report = Path.of(host.path("smart/sda.json"));
            Files.createDirectories(report);
            Files.setLastModifiedTime(report, written);
            assertThat(host.poll()).containsEntry(ERRORS.formatted("parse"), 1.0);
            Files.delete(report);
            Files.writeString(report, FakeDisks.text("nvme"));
            Files.setLastModifiedTime(report, written);
            assertThat(host.poll().keySet()).anyMatch(series -> series.startsWith("smart_temperature_celsius"));
        }
    }
}
