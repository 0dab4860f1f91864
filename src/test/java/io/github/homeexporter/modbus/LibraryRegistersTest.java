package io.github.homeexporter.modbus;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.modbus.Peer.Contents;
import io.github.homeexporter.modbus.Peer.Make;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The register files of the library, read from servers that others wrote: a few values of a plausible device each. */
class LibraryRegistersTest {
    private static int[] whole(long value, int words) {
        int[] registers = new int[words];
        for (int i = 0; i < words; i++) {
            registers[i] = (int) (value >> 16 * (words - 1 - i)) & 0xFFFF;
        }
        return registers;
    }

    private static int[] real(double value) {
        return whole(Float.floatToIntBits((float) value), 2);
    }

    private static int[] swapped(int... words) {
        return new int[] {words[1], words[0]};
    }

    private static Contents none() {
        return new Contents();
    }

    static Stream<Arguments> devices() {
        return Stream.of(
                Arguments.of(
                        "huawei-sun2000",
                        none().holding(32080, whole(3456, 2))
                                .holding(32069, 2312, 2298, 0xFFFF)
                                .holding(32087, 0xFFCE)
                                .holding(32106, whole(1_234_567, 2))
                                .holding(32016, 6103, 512)
                                .holding(37113, whole(-1500, 2))
                                .holding(37760, 555),
                        Map.of(
                                "inverter_power_watts{phase=\"total\"}", 3456.0,
                                "inverter_voltage_volts{phase=\"L1\"}", 231.2,
                                "inverter_temperature_celsius{place=\"inside\"}", -5.0,
                                "inverter_energy_watt_hours_total", 12_345_670.0,
                                "inverter_dc_voltage_volts{input=\"1\"}", 610.3,
                                "inverter_dc_current_amperes{input=\"1\"}", 5.12,
                                "meter_power_watts{phase=\"total\"}", 1500.0,
                                "battery_charge_percent", 55.5)),
                Arguments.of(
                        "sma-hybrid",
                        none().holding(30775, whole(4200, 2))
                                .holding(30513, whole(98_765_432L, 4))
                                .holding(30773, whole(0x80000000L, 2))
                                .holding(30961, whole(2100, 2))
                                .holding(30845, whole(81, 2))
                                .holding(30865, whole(0, 2))
                                .holding(30867, whole(1500, 2))
                                .holding(31393, whole(0, 2))
                                .holding(31395, whole(700, 2))
                                .holding(31437, whole(6500, 2)),
                        Map.ofEntries(
                                entry("inverter_power_watts{phase=\"total\"}", 4200.0),
                                entry("inverter_energy_watt_hours_total", 98_765_432.0),
                                entry("inverter_dc_power_watts{input=\"2\"}", 2100.0),
                                entry("meter_power_watts{phase=\"total\"}", -1500.0),
                                entry("meter_current_amperes{phase=\"L2\"}", 6.5),
                                entry("battery_charge_percent", 81.0),
                                entry("battery_power_watts", -700.0),
                                entry("battery_charge_power_watts", 0.0),
                                entry("battery_discharge_power_watts", 700.0))),
                Arguments.of(
                        "sma-inverter",
                        none().holding(30777, whole(1400, 2))
                                .holding(30779, whole(1390, 2))
                                .holding(30783, whole(23_120, 2))
                                .holding(30785, whole(0xFFFFFFFFL, 2))
                                .holding(30803, whole(5001, 2))
                                .holding(30865, whole(250, 2))
                                .holding(30867, whole(0, 2))
                                .holding(30953, whole(-55, 2))
                                .holding(30977, whole(-6050, 2))
                                .holding(30769, whole(5120, 2))
                                .holding(30771, whole(61_030, 2))
                                .holding(30581, whole(1_234_567, 2)),
                        Map.ofEntries(
                                entry("inverter_power_watts{phase=\"L1\"}", 1400.0),
                                entry("inverter_power_watts{phase=\"L2\"}", 1390.0),
                                entry("inverter_voltage_volts{phase=\"L1\"}", 231.2),
                                entry("inverter_frequency_hertz", 50.01),
                                entry("inverter_temperature_celsius{place=\"inside\"}", -5.5),
                                entry("inverter_current_amperes{phase=\"L1\"}", -6.05),
                                entry("inverter_dc_current_amperes{input=\"1\"}", 5.12),
                                entry("inverter_dc_voltage_volts{input=\"1\"}", 610.3),
                                entry("meter_power_watts{phase=\"total\"}", 250.0),
                                entry("meter_import_watt_hours_total", 1_234_567.0))),
                Arguments.of(
                        "growatt-hybrid",
                        none().input(1, whole(31_234, 2))
                                .input(1021, whole(0, 2))
                                .input(1029, whole(1200, 2))
                                .input(1014, 77),
                        Map.of(
                                "inverter_dc_power_watts{input=\"total\"}", 3123.4,
                                "meter_power_watts{phase=\"total\"}", -120.0,
                                "meter_export_power_watts", 120.0,
                                "battery_charge_percent", 77.0)),
                Arguments.of(
                        "sungrow-hybrid",
                        none().input(5016, swapped(whole(5432, 2)))
                                .input(13009, swapped(whole(-800, 2)))
                                .input(13002, swapped(whole(123_456, 2)))
                                .input(13022, 605),
                        Map.of(
                                "inverter_dc_power_watts{input=\"total\"}", 5432.0,
                                "meter_power_watts{phase=\"total\"}", 800.0,
                                "inverter_energy_watt_hours_total", 12_345_600.0,
                                "battery_charge_percent", 60.5)),
                Arguments.of(
                        "kostal-plenticore",
                        none().holding(172, swapped(real(2345.5)))
                                .holding(158, swapped(real(231.4)))
                                .holding(252, swapped(real(-1200.25)))
                                .holding(582, 0xFC18)
                                .holding(514, 64),
                        Map.of(
                                "inverter_power_watts{phase=\"total\"}", 2345.5,
                                "inverter_voltage_volts{phase=\"L1\"}", 231.4,
                                "meter_power_watts{phase=\"total\"}", -1200.25,
                                "battery_power_watts", 1000.0,
                                "battery_charge_percent", 64.0)),
                Arguments.of(
                        "victron-gx",
                        none().input(820, 350, 0xFF38, 20)
                                .input(811, 900)
                                .input(842, 0xFE0C)
                                .input(843, 88),
                        Map.of(
                                "meter_power_watts{phase=\"L2\"}",
                                -200.0,
                                "inverter_power_watts{phase=\"L1\",side=\"grid\"}",
                                900.0,
                                "battery_power_watts",
                                -500.0,
                                "battery_charge_percent",
                                88.0)),
                Arguments.of(
                        "carlo-gavazzi-em24",
                        none().input(0, swapped(whole(2305, 2)))
                                .input(12, swapped(whole(1500, 2)))
                                .input(40, swapped(whole(-3456, 2)))
                                .input(0x37, 500)
                                .input(0x42, swapped(whole(12_345, 2))),
                        Map.of(
                                "meter_voltage_volts{phase=\"L1\"}", 230.5,
                                "meter_current_amperes{phase=\"L1\"}", 1.5,
                                "meter_power_watts{phase=\"total\"}", -345.6,
                                "meter_frequency_hertz", 50.0,
                                "meter_import_watt_hours_total", 1_234_500.0)),
                Arguments.of(
                        "carlo-gavazzi-em24-ethernet",
                        none().input(0x33, 500).input(0x34, swapped(whole(777, 2))),
                        Map.of("meter_frequency_hertz", 50.0, "meter_import_watt_hours_total", 77_700.0)),
                Arguments.of(
                        "carlo-gavazzi-em340",
                        none().input(0x31, 0xFC7C).input(0x2E, 987).input(0x4E, swapped(whole(5, 2))),
                        Map.of("meter_power_factor{phase=\"L1\"}", 0.987, "meter_export_watt_hours_total", 500.0)),
                Arguments.of(
                        "eastron-sdm72",
                        none().input(0x34, real(-35.6)).input(72, real(1234.5)),
                        Map.of(
                                "meter_power_watts{phase=\"total\"}",
                                -35.6,
                                "meter_import_watt_hours_total",
                                1_234_500.0)),
                Arguments.of(
                        "eastron-sdm120",
                        none().input(0, real(229.9)).input(12, real(60.5)).input(70, real(49.98)),
                        Map.of(
                                "meter_voltage_volts{phase=\"L1\"}", 229.9,
                                "meter_power_watts{phase=\"total\"}", 60.5,
                                "meter_frequency_hertz", 49.98)),
                Arguments.of(
                        "eastron-sdm630",
                        none().input(4, real(231.1)).input(16, real(-100)).input(74, real(0.5)),
                        Map.of(
                                "meter_voltage_volts{phase=\"L3\"}", 231.1,
                                "meter_power_watts{phase=\"L3\"}", -100.0,
                                "meter_export_watt_hours_total", 500.0)),
                Arguments.of(
                        "janitza-umg",
                        none().holding(19000, real(230.1))
                                .holding(19026, real(1234))
                                .holding(19068, real(98_765)),
                        Map.of(
                                "meter_voltage_volts{phase=\"L1\"}", 230.1,
                                "meter_power_watts{phase=\"total\"}", 1234.0,
                                "meter_import_watt_hours_total", 98_765.0)),
                Arguments.of(
                        "idm-navigator",
                        none().holding(1000, swapped(real(-7.5)))
                                .holding(1050, swapped(real(35.6)))
                                .holding(1030, swapped(real(-3276.8)))
                                .holding(4122, swapped(real(1.25))),
                        Map.of(
                                "heatpump_temperature_celsius{place=\"outdoor\"}", -7.5,
                                "heatpump_temperature_celsius{place=\"flow\"}", 35.6,
                                "heatpump_power_watts", 1250.0)),
                Arguments.of(
                        "nibe-s",
                        none().input(1, 0xFFC4).input(8, 482).input(10, 0x8000),
                        Map.of(
                                "heatpump_temperature_celsius{place=\"outdoor\"}",
                                -6.0,
                                "heatpump_temperature_celsius{place=\"hot_water_top\"}",
                                48.2)),
                Arguments.of(
                        "luxtronik-shi",
                        none().input(10_100, 305, 320).input(10_108, 0xFFF6).input(10_120, 476),
                        Map.of(
                                "heatpump_temperature_celsius{place=\"return\"}", 30.5,
                                "heatpump_temperature_celsius{place=\"return_target\"}", 32.0,
                                "heatpump_temperature_celsius{place=\"outdoor\"}", -1.0,
                                "heatpump_temperature_celsius{place=\"hot_water\"}", 47.6)));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void a_device_of_the_library_is_read_whatever_else_it_has(
            String name, Contents contents, Map<String, Double> expected) throws Exception {
        for (Make make : new Make[] {Make.J2MOD, Make.DIGITALPETRI}) {
            try (Peer peer = make.start(contents);
                    Asking asking = new Asking()) {
                Map<String, Double> values = asking.read(
                        "modbus:127.0.0.1:" + peer.port() + "?pause=0&registers=registers/" + name + ".csv");
                assertThat(values).as(name + " from " + make).containsAllEntriesOf(new TreeMap<>(expected));
                assertThat(values.size()).as(name).isGreaterThanOrEqualTo(expected.size());
                if (make == Make.J2MOD) {
                    // what it does not have is left out; what it has without a value is, too
                    assertThat(values.keySet()).noneMatch(series -> series.contains("hot_water_tap"));
                    assertThat(values).hasSizeLessThanOrEqualTo(expected.size() + 2);
                }
            }
        }
    }
}
