package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HwmonCollectorTest {
    @TempDir
    Path directory;

    private FakeHost host;

    @BeforeEach
    void withoutChips() throws Exception {
        host = new FakeHost("bare-metal", directory).collectors("hwmon");
        host.delete("sys/class/hwmon");
    }

    /** Names and units as node_exporter 1.5 served the same file; humidity by the kernel's documentation (milli-percent). */
    @ParameterizedTest
    @CsvSource({
        "temp1_input, 45000, node_hwmon_temp_celsius, temp1, 45",
        "temp1_crit_alarm, 0, node_hwmon_temp_crit_alarm_celsius, temp1, 0",
        "temp1_crit_hyst, 95000, node_hwmon_temp_crit_hyst_celsius, temp1, 95",
        "temp1_type, 3, node_hwmon_temp_type, temp1, 3",
        "temp1_fault, 1, node_hwmon_temp_fault, temp1, 1",
        "fan1_input, 1200, node_hwmon_fan_rpm, fan1, 1200",
        "fan1_min, 300, node_hwmon_fan_min_rpm, fan1, 300",
        "fan1_div, 4, node_hwmon_fan_div, fan1, 4",
        "in0_input, 1250, node_hwmon_in_volts, in0, 1.25",
        "in0_beep, 1, node_hwmon_in_beep_enabled, in0, 1",
        "cpu0_vid, 900, node_hwmon_cpu_vid_volts, cpu0, 0.9",
        "curr1_max, 2000, node_hwmon_curr_max_amps, curr1, 2",
        "power1_average, 5000000, node_hwmon_power_average_watt, power1, 5",
        "power1_average_interval, 1000, node_hwmon_power_average_interval_seconds, power1, 1",
        "energy1_input, 123456789, node_hwmon_energy_joule_total, energy1, 123.456789",
        "humidity1_input, 55000, node_hwmon_humidity, humidity1, 0.55",
        "pwm1, 128, node_hwmon_pwm, pwm1, 128",
        "pwm1_enable, 2, node_hwmon_pwm_enable, pwm1, 2",
        "freq1_input, 600000000, node_hwmon_freq_freq_mhz, freq1, 600",
        "intrusion0_alarm, 1, node_hwmon_intrusion_alarm, intrusion0, 1",
        "vrm, 82, node_hwmon_voltage_regulator_version, vrm0, 82",
        "beep_enable, 1, node_hwmon_beep_enabled, beep_enable0, 1",
        "update_interval, 2000, node_hwmon_update_interval_seconds, update_interval0, 2",
    })
    void each_file_has_node_exporters_name_and_a_base_unit(
            String file, String text, String name, String sensor, double value) throws Exception {
        chip("hwmon0", "nct6798", "").write("sys/class/hwmon/hwmon0/" + file, text + "\n");
        assertThat(host.poll()).containsEntry(name + "{chip=\"nct6798\",sensor=\"" + sensor + "\"}", value);
    }

    @Test
    void a_driver_that_keeps_its_files_with_the_device_is_read() throws Exception {
        chip("hwmon0", "", "platform/applesmc.768")
                .write("sys/devices/platform/applesmc.768/name", "applesmc\n")
                .write("sys/devices/platform/applesmc.768/fan1_input", "2000\n")
                .write("sys/devices/platform/applesmc.768/fan1_label", "Left\n")
                .write("sys/devices/platform/applesmc.768/power/control", "auto\n");
        assertThat(host.poll())
                .containsEntry("node_hwmon_fan_rpm{chip=\"platform_applesmc_768\",sensor=\"fan1\"}", 2000.0)
                .containsKey("node_hwmon_chip_names{chip=\"platform_applesmc_768\",chip_name=\"applesmc\"}")
                .containsEntry("home_exporter_host_hwmon_read_errors_total", 0.0);
    }

    @Test
    void chips_keep_their_labels_however_the_kernel_numbers_them() throws Exception {
        assertThat(temperatures("hwmon2", "hwmon3")).hasSize(2).isEqualTo(temperatures("hwmon10", "hwmon9"));
    }

    @Test
    void a_chip_that_took_the_number_of_another_is_noticed_at_once() throws Exception {
        chip("hwmon0", "k10temp", "").write("sys/class/hwmon/hwmon0/temp1_input", "40000\n");
        assertThat(host.poll()).containsEntry("node_hwmon_temp_celsius{chip=\"k10temp\",sensor=\"temp1\"}", 40.0);
        chip("hwmon0", "drivetemp", "").write("sys/class/hwmon/hwmon0/temp1_input", "31000\n");
        assertThat(host.poll())
                .containsEntry("node_hwmon_temp_celsius{chip=\"drivetemp\",sensor=\"temp1\"}", 31.0)
                .doesNotContainKey("node_hwmon_temp_celsius{chip=\"k10temp\",sensor=\"temp1\"}");
    }

    @Test
    void chips_are_chosen_by_their_label() throws Exception {
        host.choice.setChipExclude("drive.*");
        chip("hwmon0", "k10temp", "").write("sys/class/hwmon/hwmon0/temp1_input", "40000\n");
        chip("hwmon1", "drivetemp", "").write("sys/class/hwmon/hwmon1/temp1_input", "31000\n");
        assertThat(host.poll().keySet().stream().filter(s -> s.startsWith("node_hwmon_temp_celsius")))
                .containsExactly("node_hwmon_temp_celsius{chip=\"k10temp\",sensor=\"temp1\"}");
    }

    /** Two chips of one device, as boards of one maker have. */
    private Map<String, Double> temperatures(String fans, String board) throws Exception {
        if (Files.exists(Path.of(host.path("sys/class/hwmon")))) {
            host.delete("sys/class/hwmon");
        }
        chip(fans, "asus", "platform/asus-nb-wmi").write("sys/class/hwmon/" + fans + "/temp1_input", "41000\n");
        chip(board, "asus_wmi_sensors", "platform/asus-nb-wmi")
                .write("sys/class/hwmon/" + board + "/temp1_input", "52000\n");
        Map<String, Double> found = new TreeMap<>(host.poll());
        found.keySet().removeIf(series -> !series.startsWith("node_hwmon_temp_celsius"));
        return found;
    }

    private FakeHost chip(String directory, String name, String device) throws Exception {
        host.write("sys/class/hwmon/" + directory + "/name", name + "\n");
        if (!device.isEmpty()) {
            Path target = Path.of(host.path("sys/devices/" + device));
            Files.createDirectories(target);
            Files.createSymbolicLink(Path.of(host.path("sys/class/hwmon/" + directory + "/device")), target);
        }
        return host;
    }
}
