package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.command.Command;
import io.github.homeexporter.host.command.CommandResult;
import io.github.homeexporter.host.command.Program;
import io.github.homeexporter.sample.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** smartctl's reports, by a runner that answers for it; written by us after smartctl's documentation. */
class SmartCollectorTest {
    private static final String NVME = "{device=\"/dev/nvme0\"}";
    private static final String SDA = "{device=\"/dev/sda\"}";
    private static final String ERRORS = "home_exporter_host_smart_errors_total{reason=\"%s\"}";
    private static final int CYCLES_PER_ROUND = 60;

    @TempDir
    Path directory;

    /** Exit status and output by device; the scan finds /dev/sda and /dev/nvme0. */
    private final Map<String, CommandResult> disks = new HashMap<>();

    @Test
    void aDiskWithNothingWrongIsReadInItsUnits() throws Exception {
        disks.put("/dev/nvme0", report(0, "nvme"));
        try (FakeHost host = host().naming(Naming.STANDARD)) {
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
    void aFailingDiskIsReported() throws Exception {
        disks.put("/dev/sda", report(24, "failing"));
        try (FakeHost host = host()) {
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
    void errorsInItsLogDoNotMakeADiskVanish() throws Exception {
        disks.put("/dev/sda", report(64, "error-log"));
        try (FakeHost host = host()) {
            assertThat(host.poll())
                    .containsEntry("smart_exit_status{device=\"/dev/sdb\"}", 64.0)
                    .containsEntry("smart_device_healthy{device=\"/dev/sdb\"}", 1.0);
        }
    }

    @Test
    void aDiskThatCannotBeOpenedSaysSoAndNothingElse() throws Exception {
        disks.put("/dev/sda", report(24, "failing"));
        try (FakeHost host = host()) {
            assertThat(host.poll()).containsKey("smart_temperature_celsius" + SDA);
            disks.put("/dev/sda", report(2, "open-failed"));
            nextRound(host);
            assertThat(host.poll())
                    .containsEntry("smart_device_open_error" + SDA, 1.0)
                    .containsEntry("smart_exit_status" + SDA, 2.0)
                    .containsEntry(ERRORS.formatted("open"), 1.0)
                    .doesNotContainKey("smart_temperature_celsius" + SDA)
                    .doesNotContainKey("smart_device_healthy" + SDA);
        }
    }

    @Test
    void aSleepingDiskKeepsWhatItSaidLast() throws Exception {
        disks.put("/dev/sda", report(24, "failing"));
        try (FakeHost host = host()) {
            host.poll();
            disks.put("/dev/sda", report(3, "standby"));
            nextRound(host);
            assertThat(host.poll())
                    .containsEntry("smart_device_standby" + SDA, 1.0)
                    .containsEntry("smart_temperature_celsius" + SDA, 38.0);
        }
    }

    @Test
    void aDiskThatSleepsFromTheStartHasNoValues() throws Exception {
        disks.put("/dev/sda", report(3, "standby"));
        try (FakeHost host = host()) {
            assertThat(host.poll())
                    .containsEntry("smart_device_standby" + SDA, 1.0)
                    .containsEntry("smart_device_open_error" + SDA, 0.0)
                    .doesNotContainKey("smart_temperature_celsius" + SDA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"smartctl\":{\"exit_", "no JSON", "[]", "{}"})
    void aReportThatIsNoneIsCountedAndTheOthersStand(String text) throws Exception {
        disks.put("/dev/sda", FakeCommands.result(0, text, ""));
        disks.put("/dev/nvme0", report(0, "nvme"));
        try (FakeHost host = host()) {
            assertThat(host.poll())
                    .containsEntry(ERRORS.formatted("parse"), 1.0)
                    .containsEntry("home_exporter_host_collector_success{collector=\"smart\"}", 1.0)
                    .containsKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void aDiskThatHangsCostsOnlyItself() throws Exception {
        disks.put("/dev/sda", FakeCommands.timedOut());
        disks.put("/dev/nvme0", report(0, "nvme"));
        try (FakeHost host = host()) {
            assertThat(host.poll())
                    .containsEntry(ERRORS.formatted("run"), 1.0)
                    .containsKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void smartctlIsAskedOnItsOwnScheduleAndNothingThatLooksLikeAnOption() throws Exception {
        disks.put("/dev/sda", report(24, "failing"));
        disks.put("/dev/nvme0", report(0, "nvme"));
        try (FakeHost host = host()) {
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
            nextRound(host);
            host.poll();
            assertThat(host.commands.asked).hasSize(6);
        }
    }

    @Test
    void aDiskThatIsFoundByTwoNamesIsShownOnce() throws Exception {
        disks.put("/dev/sda", report(0, "nvme"));
        disks.put("/dev/nvme0", report(0, "nvme"));
        try (FakeHost host = host()) {
            assertThat(host.poll()).containsEntry("smart_temperature_celsius" + NVME, 41.0);
        }
    }

    @Test
    void devicesCanBeNamed() throws Exception {
        disks.put("/dev/bus/0", report(0, "sas"));
        try (FakeHost host = host()) {
            host.endpoint.getCommandOptions().setSmartDevices("/dev/bus/0:megaraid,3 , /dev/sdz");
            assertThat(host.poll()).containsEntry("smart_scsi_grown_defects{device=\"/dev/bus/0 megaraid,3\"}", 4.0);
            assertThat(host.commands.asked).hasSize(2);
            assertThat(host.commands.asked.get(0).arguments()).endsWith("--device=megaraid,3", "/dev/bus/0");
        }
    }

    @Test
    void countersOfADiskThatRunBackwardsAreNotBelieved() throws Exception {
        String cycles = "smart_power_cycles_total" + NVME;
        CommandResult good = FakeCommands.result(0, text("nvme").replace("count\":0", "count\":90"), "");
        disks.put("/dev/nvme0", good);
        try (FakeHost host = host()) {
            assertThat(host.poll()).containsEntry(cycles, 90.0);
            disks.put("/dev/nvme0", FakeCommands.result(0, text("nvme").replace("count\":0", "count\":89"), ""));
            nextRound(host);
            assertThat(host.poll())
                    .containsEntry(cycles, 90.0)
                    .containsEntry("home_exporter_host_anomalies_total", 1.0);
        }
    }

    @Test
    void filesAreReadWhenSomeoneWritesThemAndSmartctlIsLeftAlone() throws Exception {
        try (FakeHost host = host()) {
            host.write("smart/nvme0.json", text("nvme")).write("smart/sdc.json", text("open-failed"));
            host.write("smart/sdd.json", "{").write("smart/sdd.json.tmp", text("failing"));
            assertThat(host.poll())
                    .containsEntry("smart_temperature_celsius" + NVME, 41.0)
                    .containsEntry("smart_device_open_error{device=\"/dev/sdc\"}", 1.0)
                    .containsEntry(ERRORS.formatted("parse"), 1.0);
            assertThat(host.commands.asked).isEmpty();
            host.write("smart/nvme0.json", text("nvme").replace("current\":41", "current\":44"));
            Files.setLastModifiedTime(
                    Path.of(host.path("smart/nvme0.json")),
                    java.nio.file.attribute.FileTime.fromMillis(1_794_999_000_000L));
            assertThat(host.poll())
                    .containsEntry("smart_temperature_celsius" + NVME, 44.0)
                    .containsEntry("smart_last_read_timestamp_seconds" + NVME, 1_794_999_000.0)
                    .containsEntry(ERRORS.formatted("parse"), 1.0);
        }
    }

    @Test
    void aFileThatNobodyRenewsIsNotBelievedForLongerThanADay() throws Exception {
        try (FakeHost host = host()) {
            host.write("smart/nvme0.json", text("nvme"));
            Files.setLastModifiedTime(
                    Path.of(host.path("smart/nvme0.json")),
                    java.nio.file.attribute.FileTime.fromMillis(1_794_900_000_000L));
            assertThat(host.poll())
                    .containsKey("smart_exit_status" + NVME)
                    .doesNotContainKey("smart_temperature_celsius" + NVME);
        }
    }

    @Test
    void withoutTheRightSmartctlIsRunOnlyWhenItIsWanted() throws Exception {
        disks.put("/dev/sda", report(24, "failing"));
        try (FakeHost host = host()) {
            host.write("proc/self/status", "CapEff:\t0000000000000000\n");
            assertThat(host.poll()).doesNotContainKey("smart_exit_status" + SDA);
            assertThat(host.commands.asked).isEmpty();
        }
        try (FakeHost host = host("wanted")) {
            host.write("proc/self/status", "CapEff:\t0000000000000000\n");
            host.endpoint.getCommandOptions().setSmartctl("/usr/sbin/smartctl");
            assertThat(host.poll()).containsKey("smart_exit_status" + SDA);
        }
    }

    @Test
    void aSmartctlThatCannotSayWhichDisksThereAreIsACollectorsFault() throws Exception {
        try (FakeHost host = host()) {
            host.commands.answer(Program.SMARTCTL, 1, "", "unrecognized option");
            assertThat(host.poll()).containsEntry("home_exporter_host_collector_success{collector=\"smart\"}", 0.0);
            assertThat(host.poller().faults().get("smart")).contains("exit status 1: unrecognized option");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "sda", "/dev/sda:-d", "/tmp/disk"})
    void whatIsNoDiskIsRefusedAtStart(String devices) throws Exception {
        try (FakeHost host = host()) {
            host.endpoint.getCommandOptions().setSmartDevices(devices);
            assertThatThrownBy(() -> HostOptions.of(host.endpoint))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("smartDevices: device");
        }
    }

    @Test
    void settingsOutsideTheirBoundsAreRefusedByName() throws Exception {
        try (FakeHost host = host()) {
            host.endpoint.getCommandOptions().setSmartInterval("10s");
            assertThatThrownBy(() -> HostOptions.of(host.endpoint)).hasMessageContaining("smartInterval \"10s\"");
            host.endpoint.getCommandOptions().setSmartInterval("10m");
            host.endpoint.getCommandOptions().setSmartctl("smartctl");
            assertThatThrownBy(() -> HostOptions.of(host.endpoint)).hasMessageContaining("smartctl \"smartctl\"");
        }
    }

    private FakeHost host() throws IOException {
        return host("host");
    }

    private FakeHost host(String name) throws IOException {
        FakeHost host = new FakeHost("storage", directory.resolve(name)).collectors("smart");
        host.commands.answer(Program.SMARTCTL, this::answer);
        return host;
    }

    private CommandResult answer(Command command) throws IOException {
        List<String> arguments = command.arguments();
        if (arguments.contains("--scan-open")) {
            return report(0, "scan");
        }
        return disks.getOrDefault(arguments.get(arguments.size() - 1), report(64, "error-log"));
    }

    /** Until the next round is over; the first cycle waits for its own. */
    private static void nextRound(FakeHost host) throws InterruptedException {
        int asked = host.commands.asked.size();
        for (int i = 0; i <= CYCLES_PER_ROUND; i++) {
            host.poll();
        }
        Awaitility.await().until(() -> host.commands.asked.size() >= asked + 3);
        // the last answer is taken in by the round's thread
        Awaitility.await().until(host::isIdle);
    }

    private static CommandResult report(int exit, String name) throws IOException {
        return FakeCommands.result(exit, text(name), "");
    }

    private static String text(String name) throws IOException {
        return Files.readString(FakeHost.CASES.resolve("reports/" + name + ".json"));
    }

    private static String attribute(String type) {
        return "smart_attribute{device=\"/dev/sda\",id=\"5\",name=\"Reallocated_Sector_Ct\",value_type=\"" + type
                + "\"}";
    }

    private static String legacy(String name, String more) {
        return name + "{" + more + "device=\"/dev/sda\",host_name=\"attic\",instance=\"attic\",interface=\"sat\","
                + "model=\"Example Disk 4T\",serial=\"EX0002\"}";
    }
}
