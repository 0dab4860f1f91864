package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.command.Program;
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
    void smartctlIsAskedOnItsOwnScheduleAndNothingThatLooksLikeAnOption() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(24, "failing"));
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host()) {
            host.poll();
            host.poll();
            assertThat(host.commands.asked).hasSize(3);
            assertThat(host.commands.asked.get(0).arguments()).containsExactly("--scan-open", "--json=c");
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
    void aDiskThatIsFoundByTwoNamesIsShownOnce() throws Exception {
        disks.answers.put("/dev/sda", FakeDisks.report(0, "nvme"));
        disks.answers.put("/dev/nvme0", FakeDisks.report(0, "nvme"));
        try (FakeHost host = disks.host()) {
            assertThat(host.poll()).containsEntry("smart_temperature_celsius" + NVME, 41.0);
        }
    }

    @Test
    void devicesCanBeNamed() throws Exception {
        disks.answers.put("/dev/bus/0", FakeDisks.report(0, "sas"));
        try (FakeHost host = disks.host()) {
            host.commandOptions.setSmartDevices("/dev/bus/0:megaraid,3 , /dev/sdz");
            assertThat(host.poll()).containsEntry("smart_scsi_grown_defects{device=\"/dev/bus/0 megaraid,3\"}", 4.0);
            assertThat(host.commands.asked).hasSize(2);
            assertThat(host.commands.asked.get(0).arguments()).endsWith("--device=megaraid,3", "/dev/bus/0");
        }
    }

    @Test
    void filesAreReadWhenSomeoneWritesThemAndSmartctlIsLeftAlone() throws Exception {
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
    void aFileThatNobodyRenewsIsNotBelievedForLongerThanADay() throws Exception {
        try (FakeHost host = disks.host()) {
            host.write("smart/nvme0.json", FakeDisks.text("nvme"));
            Files.setLastModifiedTime(Path.of(host.path("smart/nvme0.json")), FileTime.fromMillis(1_794_900_000_000L));
            assertThat(host.poll())
                    .containsKey("smart_exit_status" + NVME)
                    .doesNotContainKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void withoutTheRightSmartctlIsRunOnlyWhenItIsWanted() throws Exception {
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
    void aSmartctlThatCannotSayWhichDisksThereAreIsACollectorsFault() throws Exception {
        try (FakeHost host = disks.host()) {
            host.commands.answer(Program.SMARTCTL, 1, "", "unrecognized option");
            assertThat(host.poll()).containsEntry("home_exporter_host_collector_success{collector=\"smart\"}", 0.0);
            assertThat(host.reader().faults().get("smart")).contains("exit status 1: unrecognized option");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "sda", "/dev/sda:-d", "/tmp/disk"})
    void whatIsNoDiskIsRefusedAtStart(String devices) throws Exception {
        try (FakeHost host = disks.host()) {
            host.commandOptions.setSmartDevices(devices);
            assertThatThrownBy(host::judged)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("smartDevices: device");
        }
    }

    @Test
    void settingsOutsideTheirBoundsAreRefusedByName() throws Exception {
        try (FakeHost host = disks.host()) {
            host.commandOptions.setSmartInterval("10s");
            assertThatThrownBy(host::judged).hasMessageContaining("smartInterval=\"10s\"");
            host.commandOptions.setSmartInterval("10m");
            host.commandOptions.setSmartctl("smartctl");
            assertThatThrownBy(host::judged).hasMessageContaining("smartctl=\"smartctl\"");
        }
    }
}
