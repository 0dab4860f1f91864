package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeCommands;
import io.github.homeexporter.host.FakeHost;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code sensors -A -j}, where there is no /sys/class/hwmon to read. */
class LmSensorsCollectorTest {
    private static final String SUCCESS = "home_exporter_host_collector_success{collector=\"lm_sensors\"}";

    @TempDir
    Path directory;

    @Test
    void chips_of_every_make_are_read_in_the_units_of_hwmon() throws Exception {
        try (FakeHost host = host()) {
            host.commands.answer(Program.SENSORS, 0, sensors(), "ERROR: Can't get value of subfeature fan2_input\n");
            assertThat(host.poll())
                    .containsEntry("node_hwmon_temp_celsius{chip=\"k10temp_pci_00c3\",sensor=\"temp1\"}", 54.125)
                    .containsEntry(
                            "node_hwmon_sensor_label{chip=\"k10temp_pci_00c3\",label=\"Tctl\",sensor=\"temp1\"}", 1.0)
                    .containsEntry("node_hwmon_fan_rpm{chip=\"nct6798_isa_0290\",sensor=\"fan1\"}", 812.0)
                    .containsEntry("node_hwmon_in_volts{chip=\"nct6798_isa_0290\",sensor=\"in0\"}", 1.016)
                    .containsEntry("node_hwmon_power_average_watt{chip=\"amdgpu_pci_0800\",sensor=\"power1\"}", 21.034)
                    .containsEntry("node_hwmon_temp_max_celsius{chip=\"nvme_pci_0100\",sensor=\"temp1\"}", 81.85)
                    .doesNotContainKey("node_hwmon_temp_crit_celsius{chip=\"nvme_pci_0100\",sensor=\"temp1\"}");
            assertThat(host.commands.asked.get(0).arguments()).containsExactly("-A", "-j");
        }
    }

    @Test
    void the_replaced_exporters_names_have_its_labels() throws Exception {
        String who = "host_name=\"attic\",instance=\"host-attic\",";
        try (FakeHost host = host()) {
            host.commands.answer(
                    Program.SENSORS,
                    0,
                    sensors()
                            .replaceFirst(
                                    "\\{",
                                    "{\"coretemp-isa-0001\":{\"Package id 1\":{\"temp1_input\":50,\"temp1_crit\":100},"
                                            + "\"Core 3\":{\"temp5_input\":48}},"),
                    "");
            assertThat(host.poll())
                    .containsEntry(
                            "system_cpu_temperature{cpu_core=\"3\",cpu_package=\"1\"," + who
                                    + "sensor_chip=\"coretemp-isa-0001\",sensor_component=\"Core"
                                    + " 3\",sensor_type=\"cpu\"}",
                            48.0)
                    .containsEntry(
                            "system_cpu_temperature_threshold{cpu_core=\"package\",cpu_package=\"1\"," + who
                                    + "sensor_chip=\"coretemp-isa-0001\",sensor_component=\"Package id 1\","
                                    + "sensor_type=\"cpu\",threshold_type=\"critical\"}",
                            100.0)
                    .containsEntry(
                            "system_cpu_temperature{" + who
                                    + "sensor_chip=\"k10temp-pci-00c3\",sensor_component=\"Tctl\",sensor_type=\"cpu\"}",
                            54.125)
                    .containsEntry(
                            "system_nvme_temperature{" + who
                                    + "nvme_device=\"nvme-pci-0100\",nvme_sensor=\"composite\","
                                    + "sensor_chip=\"nvme-pci-0100\",sensor_type=\"nvme\"}",
                            38.85);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "k10temp, /sys/devices/pci0000:00/0000:00:18.3, k10temp-pci-00c3",
        "nvme, /sys/devices/pci0000:00/0000:00:01.1/0000:01:00.0/nvme/nvme0, nvme-pci-0100",
        "coretemp, /sys/devices/platform/coretemp.0, coretemp-isa-0000",
        "nct6775, /sys/devices/platform/nct6775.656, nct6775-isa-0290",
        "cpu_thermal, '', ''",
    })
    void chips_in_sysfs_have_the_names_of_lm_sensors(String driver, String device, String name) {
        assertThat(HwmonChip.lmSensorsName(driver, device)).isEqualTo(name);
    }

    static Stream<CommandResult> failures() throws IOException {
        return Stream.of(
                FakeCommands.result(0, sensors().substring(0, 200), ""),
                FakeCommands.result(1, "", "sensors: broken configuration"),
                FakeCommands.timedOut(),
                FakeCommands.truncated());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_the_collectors_alone(CommandResult failure) throws Exception {
        try (FakeHost host = host()) {
            host.commands.answer(Program.SENSORS, command -> failure);
            Map<String, Double> found = host.poll();
            assertThat(found)
                    .containsEntry(SUCCESS, 0.0)
                    .containsEntry("home_exporter_host_collector_success{collector=\"load\"}", 1.0)
                    .containsKey("node_load1");
            assertThat(host.reader().faults().get("lm_sensors")).startsWith("sensors: ");
        }
    }

    @Test
    void a_machine_without_sensors_is_no_fault_and_seldom_asked() throws Exception {
        try (FakeHost host = host()) {
            host.commands.answer(Program.SENSORS, 1, "", "No sensors found!\nMake sure you loaded all the drivers.\n");
            for (int i = 0; i < 20; i++) {
                assertThat(host.poll()).containsEntry(SUCCESS, 1.0);
            }
            assertThat(host.commands.asked).hasSize(1);
        }
    }

    @Test
    void where_hwmon_can_be_read_nothing_is_run() throws Exception {
        try (FakeHost host = host()) {
            host.commands.answer(Program.SENSORS, 0, sensors(), "");
            host.write("sys/class/hwmon/hwmon0/name", "k10temp\n");
            assertThat(host.poll()).containsEntry(SUCCESS, 1.0);
            assertThat(host.commands.asked).isEmpty();
        }
    }

    private FakeHost host() throws IOException {
        FakeHost host = new FakeHost("storage", directory).collectors("lm_sensors,load");
        return host.write("proc/loadavg", "0.52 0.58 0.59 1/234 5678\n");
    }

    private static String sensors() throws IOException {
        return Files.readString(FakeHost.CASES.resolve("reports/sensors.json"));
    }
}
