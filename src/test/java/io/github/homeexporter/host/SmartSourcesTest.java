package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reports come from: files, or smartctl, and when which. */
class SmartSourcesTest {
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
    void smartctl_is_asked_on_its_own_schedule_and_nothing_that_looks_like_an_option() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(24, "failing"));
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host()) {
            host.poll();
            host.poll();
            assertThat(host.commands.asked).hasSize(3);
            assertThat(host.commands.asked.get(0).arguments()).containsExactly("--scan", "--json=c");
            assertThat(host.commands.asked.get(1).arguments())
                    .containsExactly(
                            "--json=c",
                            "--info",
                            "--health",
                            "--attributes",
                            "--tolerance=verypermissive",
                            "--nocheck=standby,3",
                            "--device=sat",
                            "/dev/sda");
            assertThat(host.commands.asked.get(2).arguments()).endsWith("--device=nvme", "/dev/nvme0");
            FakeDisks.nextRound(host);
            host.poll();
            assertThat(host.commands.asked).hasSize(6);
        }
    }

    @Test
    void a_disk_that_is_found_by_two_names_is_shown_once() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(0, "nvme"));
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll()).containsEntry("smart_temperature_celsius" + NVME, 41.0);
        }
    }

    @Test
    void devices_can_be_named() throws Exception {
        disks.answers.put("/dev/bus/0", FakeDisks.report(0, "sas"));
        try (FakeHost host = disks.host()) {
            host.commandOptions.setSmartDevices("/dev/bus/0:megaraid,3 , /dev/sdz");
            assertThat(host.poll()).containsEntry("smart_scsi_grown_defects{device=\"/dev/bus/0 megaraid,3\"}", 4.0);
            assertThat(host.commands.asked).hasSize(2);
            assertThat(host.commands.asked.get(0).arguments()).endsWith("--device=megaraid,3", "/dev/bus/0");
        }
    }

    @Test
    void files_are_read_when_someone_writes_them_and_smartctl_is_left_alone() throws Exception {
        try (FakeHost host = disks.host()) {
            host.write("smart/nvme0.json", FakeDisks.text("nvme"))
                    .write("smart/sdc.json", FakeDisks.text("open-failed"));
            host.write("smart/sdd.json", "{").write("smart/sdd.json.tmp", FakeDisks.text("failing"));
            assertThat(host.poll())
                    .containsEntry("smart_temperature_celsius" + NVME, 41.0)
                    .containsEntry("smart_device_open_error{device=\"/dev/sdc\"}", 1.0)
                    .containsEntry(ERRORS.formatted("parse"), 1.0);
            assertThat(host.commands.asked).isEmpty();
            host.write("smart/nvme0.json", FakeDisks.text("nvme").replace("current\":41", "current\":44"));
            Files.setLastModifiedTime(Path.of(host.path("smart/nvme0.json")), FileTime.fromMillis(1_794_999_000_000L));
            assertThat(host.poll())
                    .containsEntry("smart_temperature_celsius" + NVME, 44.0)
                    .containsEntry("smart_last_read_timestamp_seconds" + NVME, 1_794_999_000.0)
                    .containsEntry(ERRORS.formatted("parse"), 1.0);
        }
    }

    @Test
    void a_file_that_nobody_renews_is_not_believed_for_longer_than_a_day() throws Exception {
        try (FakeHost host = disks.host()) {
            host.write("smart/nvme0.json", FakeDisks.text("nvme"));
            Files.setLastModifiedTime(Path.of(host.path("smart/nvme0.json")), FileTime.fromMillis(1_794_900_000_000L));
            assertThat(host.poll())
                    .containsKey("smart_exit_status" + NVME)
                    .doesNotContainKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void without_the_right_smartctl_is_run_only_when_it_is_wanted() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(24, "failing"));
        try (FakeHost host = disks.host()) {
            host.write("proc/self/status", "CapEff:\t0000000000000000\n");
            assertThat(host.poll()).doesNotContainKey("smart_exit_status" + SDA);
            assertThat(host.commands.asked).isEmpty();
        }
        try (FakeHost host = disks.host("wanted")) {
            host.write("proc/self/status", "CapEff:\t0000000000000000\n");
            host.commandOptions.setSmartctl("/usr/sbin/smartctl");
            assertThat(host.poll()).containsKey("smart_exit_status" + SDA);
        }
    }

    @Test
    void a_smartctl_that_cannot_say_which_disks_there_are_is_a_collectors_fault() throws Exception {
        try (FakeHost host = disks.host()) {
            host.commands.answer(Program.SMARTCTL, 1, "", "unrecognized option");
            assertThat(host.poll()).containsEntry("home_exporter_host_collector_success{collector=\"smart\"}", 0.0);
            assertThat(host.reader().faults().get("smart")).contains("exit status 1: unrecognized option");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "sda", "/dev/sda:-d", "/tmp/disk"})
    void what_is_no_disk_is_refused_at_start(String devices) throws Exception {
        try (FakeHost host = disks.host()) {
            host.commandOptions.setSmartDevices(devices);
            assertThatThrownBy(host::judged)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("smartDevices: device");
        }
    }

    @Test
    void settings_outside_their_bounds_are_refused_by_name() throws Exception {
        try (FakeHost host = disks.host()) {
            host.commandOptions.setSmartInterval("10s");
            assertThatThrownBy(host::judged).hasMessageContaining("smartInterval=\"10s\"");
            host.commandOptions.setSmartInterval("10m");
            host.commandOptions.setSmartctl("smartctl");
            assertThatThrownBy(host::judged).hasMessageContaining("smartctl=\"smartctl\"");
        }
    }
}
