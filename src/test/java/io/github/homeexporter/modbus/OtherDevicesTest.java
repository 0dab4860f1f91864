package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.modbus.Peer.Contents;
import io.github.homeexporter.modbus.Peer.Make;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices that are no heat pumps, by the register files that ship: a SunSpec inverter and an Eastron SDM630 meter. */
class OtherDevicesTest {
    private static final int COMMON = 40_002;
    private static final int INVERTER = 40_070;

    private static int[] text(String text, int words) {
        int[] registers = new int[words];
        for (int i = 0; i < text.length(); i++) {
            registers[i / 2] |= text.charAt(i) << (i % 2 == 0 ? 8 : 0);
        }
        return registers;
    }

    private static int[] floats(double... values) {
        int[] registers = new int[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToIntBits((float) values[i]);
            registers[2 * i] = bits >>> 16;
            registers[2 * i + 1] = bits & 0xFFFF;
        }
        return registers;
    }

    private static Contents inverter(int shift) {
        int i = INVERTER + shift;
        return new Contents()
                .holding(COMMON - 2, 0x5375, 0x6E53, 1, 66 + shift)
                .holding(COMMON + 2, text("Maker GmbH", 16))
                .holding(COMMON + 18, text("INV-8000", 16))
                .holding(COMMON + 34, new int[8])
                .holding(COMMON + 42, text("1.2.3", 8))
                .holding(COMMON + 50, text("A1B2C3", 16))
                .holding(i, 103, 50)
                .holding(i + 2, 1234, 411, 412, 0xFFFF, 0xFFFE)
                .holding(i + 7, 4001, 4002, 4003, 2301, 2302, 2303, 0xFFFF)
                .holding(i + 14, 2845, 0, 5001, 0xFFFE, 2900, 0, 0xFF9C, 0, 0x8000, 0x8000)
                .holding(i + 24, 0x00BC, 0x614E, 0)
                .holding(i + 27, 789, 0xFFFE, 6100, 0xFFFF, 2900, 0)
                .holding(i + 33, 0xFFCE, 355, 0x8000, 0x8000, 0xFFFF, 4, 0);
    }

    private static Map<String, Double> read(Make make, Contents contents, String registers) throws Exception {
        try (Peer peer = make.start(contents);
                Asking asking = new Asking()) {
            return asking.read("modbus:127.0.0.1:" + peer.port() + "?pause=0&registers=" + registers);
        }
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void a_sunspec_inverter_with_its_scale_factors_and_what_it_does_not_have(Make make) throws Exception {
        assertThat(read(make, inverter(0), "registers/sunspec-common.csv;registers/sunspec-inverter.csv"))
                .containsEntry("sunspec_manufacturer_info{text=\"Maker GmbH\"}", 1.0)
                .containsEntry("sunspec_serial_number_info{text=\"A1B2C3\"}", 1.0)
                .containsEntry("sunspec_ac_current_amperes", 12.34)
                .containsEntry("sunspec_ac_phase_current_amperes{phase=\"A\"}", 4.11)
                .doesNotContainKey("sunspec_ac_phase_current_amperes{phase=\"C\"}")
                .containsEntry("sunspec_ac_line_voltage_volts{between=\"AB\"}", 400.1)
                .containsEntry("sunspec_ac_power_watts", 2845.0)
                .containsEntry("sunspec_ac_frequency_hertz", 50.01)
                .containsEntry("sunspec_ac_reactive_power_vars", -100.0)
                .doesNotContainKey("sunspec_ac_power_factor_percent")
                .containsEntry("sunspec_ac_energy_watt_hours_total", 12345678.0)
                .containsEntry("sunspec_dc_current_amperes", 7.89)
                .containsEntry("sunspec_temperature_celsius{place=\"cabinet\"}", -5.0)
                .containsEntry("sunspec_temperature_celsius{place=\"heat_sink\"}", 35.5)
                .doesNotContainKey("sunspec_temperature_celsius{place=\"other\"}")
                .containsEntry("sunspec_state{state=\"mppt\"}", 1.0)
                .containsEntry("sunspec_state{state=\"off\"}", 0.0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void the_inverter_block_can_be_moved_alone(Make make) throws Exception {
        assertThat(read(make, inverter(-1), "registers/sunspec-common.csv;registers/sunspec-inverter.csv@-1"))
                .containsEntry("sunspec_model_info{text=\"INV-8000\"}", 1.0)
                .containsEntry("sunspec_ac_current_amperes", 12.34)
                .containsEntry("sunspec_state{state=\"mppt\"}", 1.0);
    }

    /** A plausible hybrid: floats, a rated power, three inputs of two are there, a battery, two meters of which one is in floats. */
    private static Contents hybrid() {
        int at = 40_002;
        Contents all = new Contents().holding(at - 2, 0x5375, 0x6E53);
        all.holding(at, 1, 66).holding(at + 2, text("Maker GmbH", 16)).holding(at + 18, text("HYBRID 10", 16));
        all.holding(at + 34, new int[8]).holding(at + 42, text("1.2.3", 8)).holding(at + 50, text("A1B2C3", 18));
        at += 68;
        all.holding(at, 113, 60).holding(at + 2, floats(12.3, 4.1, 4.1, 4.1, 400, 400, 400, 231, 231, 231));
        all.holding(at + 22, floats(2834, 49.98, 2840, -12, 99, 12345678, 5, 600, 2900, 41.5, 35.6));
        all.holding(at + 44, new int[4]).holding(at + 48, 4).holding(at + 49, new int[13]);
        at += 62;
        all.holding(at, 120, 26, 4, 1000, 1).holding(at + 5, new int[23]);
        at += 28;
        all.holding(at, 160, 48, 0xFFFE, 0xFFFF, 0, 0, 0, 0, 2, 0).holding(at + 10, new int[40]);
        all.holding(at + 19, 411, 3950, 1600, 1, 2).holding(at + 39, 300, 3850, 1300, 0, 70);
        at += 50;
        all.holding(at, 124, 24)
                .holding(at + 2, new int[24])
                .holding(at + 8, 5550)
                .holding(at + 22, 0xFFFE);
        at += 26;
        all.holding(at, 203, 105)
                .holding(at + 2, new int[105])
                .holding(at + 18, 0xFF9C)
                .holding(at + 22, 1);
        all.holding(at + 46, 1, 0);
        at += 107;
        all.holding(at, 213, 124).holding(at + 2, new int[124]).holding(at + 28, floats(-35.6));
        at += 126;
        return all.holding(at, 64_110, 2, 7, 7).holding(at + 4, 0xFFFF, 0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void a_sunspec_device_is_walked_whatever_models_it_has(Make make) throws Exception {
        assertThat(read(make, hybrid(), "registers/sunspec.csv"))
                .containsEntry("device_manufacturer_info{text=\"Maker GmbH\"}", 1.0)
                .containsEntry("inverter_power_watts{phase=\"total\"}", 2834.0)
                .containsEntry("inverter_current_amperes{phase=\"L2\"}", 4.1)
                .containsEntry("inverter_frequency_hertz", 49.98)
                .containsEntry("inverter_energy_watt_hours_total", 12345678.0)
                .containsEntry("inverter_temperature_celsius{place=\"heat_sink\"}", 35.6)
                .containsEntry("inverter_state{state=\"mppt\"}", 1.0)
                .containsEntry("inverter_rated_power_watts", 10000.0)
                .containsEntry("inverter_dc_current_amperes{input=\"1\"}", 4.11)
                .containsEntry("inverter_dc_voltage_volts{input=\"2\"}", 385.0)
                .containsEntry("inverter_dc_power_watts{input=\"2\"}", 1300.0)
                .containsEntry("inverter_dc_energy_watt_hours_total{input=\"1\"}", 65538.0)
                .doesNotContainKey("inverter_dc_power_watts{input=\"3\"}")
                .containsEntry("battery_charge_percent", 55.5)
                .containsEntry("meter_power_watts{phase=\"total\"}", -1000.0)
                .containsEntry("meter_import_watt_hours_total", 65536.0);
    }

    /** An inverter that says its settings (121 to 123), and one of the newer models (701 ff.), each with what it lacks. */
    private static Contents settings() {
        int at = 50_002;
        Contents all = new Contents().holding(at - 2, 0x5375, 0x6E53);
        all.holding(at, 121, 30)
                .holding(at + 2, 850)
                .holding(at + 3, new int[29])
                .holding(at + 22, 1);
        at += 32;
        all.holding(at, 122, 44, 0b0101, 0xFFFF, 1, 0, 1, 0, 2).holding(at + 9, new int[37]);
        all.holding(at + 31, 0xFFFF, 0).holding(at + 44, 1200, 3);
        at += 46;
        all.holding(at, 123, 24, 0, 0, 1, 7000, 0, 0, 0, 1)
                .holding(at + 10, new int[16])
                .holding(at + 23, 0xFFFE);
        at += 26;
        all.holding(at, 701, 153)
                .holding(at + 2, new int[153])
                .holding(at + 4, 4)
                .holding(at + 10, 0xFF9C);
        all.holding(at + 17, 0, 50_010)
                .holding(at + 19, 0, 0, 1, 0)
                .holding(at + 115, 0xFFFD, 1)
                .holding(at + 45, 411, 0xFFFF, 2312)
                .holding(at + 113, 0xFFFE, 0xFFFF);
        at += 155;
        all.holding(at, 702, 50, 1000)
                .holding(at + 3, new int[49])
                .holding(at + 26, 900)
                .holding(at + 45, 1);
        at += 52;
        all.holding(at, 704, 57)
                .holding(at + 2, new int[57])
                .holding(at + 14, 0, 1000)
                .holding(at + 54, 0xFFFF);
        at += 59;
        all.holding(at, 713, 7, 1000, 512, 0xFFFF, 985, 0, 1, 0xFFFF);
        at += 9;
        all.holding(at, 714, 43).holding(at + 2, new int[43]).holding(at + 4, 1, 123, 2900);
        all.holding(at + 15, 0xFFFE, 0xFFFF, 0, 0).holding(at + 30, 300, 3850, 1155, 0, 0, 0, 70);
        return all.holding(at + 45, 0xFFFF, 0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void settings_of_an_inverter_and_the_newer_models_are_found_by_walking(Make make) throws Exception {
        assertThat(read(make, settings(), "registers/sunspec.csv"))
                .containsEntry("inverter_maximum_power_watts", 8500.0)
                .containsEntry("inverter_modules{state=\"connected\"}", 1.0)
                .containsEntry("inverter_modules{state=\"available\"}", 0.0)
                .containsEntry("inverter_modules{state=\"operating\"}", 1.0)
                .doesNotContainKey("inverter_storage{state=\"connected\"}")
                .containsEntry("inverter_lifetime_watt_hours_total", 4_294_967_298.0)
                .doesNotContainKey("inverter_available_power_watts")
                .containsEntry("inverter_isolation_resistance_ohms", 1_200_000.0)
                .containsEntry("inverter_connected", 1.0)
                .containsEntry("inverter_power_limit_percent", 70.0)
                .containsEntry("inverter_power_limited", 1.0)
                .containsEntry("inverter_power_watts{phase=\"total\"}", -1000.0)
                .containsEntry("inverter_frequency_hertz", 50.01)
                .containsEntry("inverter_energy_watt_hours_total", 65_536.0)
                .containsEntry("inverter_current_amperes{phase=\"L1\"}", 4.11)
                .containsEntry("inverter_voltage_volts{phase=\"L1\"}", 231.2)
                .containsEntry("inverter_state{state=\"mppt\"}", 1.0)
                .containsEntry("inverter_rated_power_watts", 10_000.0)
                .containsEntry("battery_capacity_watt_hours", 10_000.0)
                .containsEntry("battery_available_watt_hours", 5120.0)
                .doesNotContainKey("battery_charge_percent")
                .containsEntry("battery_health_percent", 98.5)
                .containsEntry("inverter_dc_power_watts{input=\"total\"}", 2900.0)
                .containsEntry("inverter_dc_current_amperes{input=\"1\"}", 3.0)
                .containsEntry("inverter_dc_voltage_volts{input=\"1\"}", 385.0)
                .containsEntry("inverter_dc_energy_watt_hours_total{input=\"1\"}", 70.0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void an_sdm630_meter_in_floats(Make make) throws Exception {
        Contents meter = new Contents()
                .input(0, floats(230.5, 231.25, 229.75, 1.5, 2.5, 3.5, -345.75, 500, 800))
                .input(0x46, floats(50.0625, 12345.5, 678.25))
                .input(0x156, floats(13023.75));
        assertThat(read(make, meter, "registers/sdm630.csv"))
                .containsEntry("sdm630_voltage_volts{phase=\"L1\"}", 230.5)
                .containsEntry("sdm630_current_amperes{phase=\"L3\"}", 3.5)
                .containsEntry("sdm630_active_power_watts{phase=\"L1\"}", -345.75)
                .containsEntry("sdm630_frequency_hertz", 50.0625)
                .containsEntry("sdm630_import_energy_kilowatt_hours_total", 12345.5)
                .containsEntry("sdm630_export_energy_kilowatt_hours_total", 678.25)
                .containsEntry("sdm630_energy_kilowatt_hours_total", 13023.75);
    }
}
