package io.github.homeexporter.obis.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTelegramTest {
    private static final String P1 = """
            /XMX5LGBBFG1000000001

            1-3:0.2.8(50)
            0-0:1.0.0(260115123456W)
            0-0:96.1.1(4530303430303030303030303030303031)
            1-0:1.8.1(001234.567*kWh)
            1-0:1.8.2(002345.678*kWh)
            1-0:2.8.1(000010.000*kWh)
            1-0:2.8.2(000020.500*kWh)
            0-0:96.14.0(0002)
            1-0:1.7.0(00.000*kW)
            1-0:2.7.0(01.250*kW)
            1-0:32.7.0(231.2*V)
            1-0:31.7.0(005*A)
            1-0:21.7.0(00.000*kW)
            1-0:22.7.0(01.250*kW)
            0-1:24.1.0(003)
            0-1:96.1.0(4730303332353635353030303030303031)
            0-1:24.2.1(260115120000W)(01234.567*m3)
            0-2:24.1.0(007)
            0-2:24.2.1(260115123400W)(00321.5*m3)
            !""".replace("\n", "\r\n");

    private static Map<String, Double> values(String text) throws BrokenTelegram {
        return TelegramValues.values(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_p1_port_gives_power_of_both_directions_energy_of_its_tariffs_gas_and_water() throws Exception {
        assertThat(values(P1))
                .isEqualTo(Map.ofEntries(
                        Map.entry("meter_power_watts{phase=total}", -1250.0),
                        Map.entry("meter_power_watts{phase=L1}", -1250.0),
                        Map.entry("meter_voltage_volts{phase=L1}", 231.2),
                        Map.entry("meter_current_amperes{phase=L1}", 5.0),
                        Map.entry("meter_import_tariff_watt_hours_total{tariff=1}", 1_234_567.0),
                        Map.entry("meter_import_tariff_watt_hours_total{tariff=2}", 2_345_678.0),
                        Map.entry("meter_import_watt_hours_total{}", 3_580_245.0),
                        Map.entry("meter_export_tariff_watt_hours_total{tariff=1}", 10_000.0),
                        Map.entry("meter_export_tariff_watt_hours_total{tariff=2}", 20_500.0),
                        Map.entry("meter_export_watt_hours_total{}", 30_500.0),
                        Map.entry("gas_cubic_meters_total{}", 1234.567),
                        Map.entry("water_cubic_meters_total{}", 321.5)));
    }

    @Test
    void a_p1_telegram_with_a_check_sum_is_held_to_it() throws Exception {
        // CRC-16/ARC of the text above by another program
        assertThat(values(P1 + "DCD8\r\n")).containsEntry("meter_import_watt_hours_total{}", 3_580_245.0);
        assertThatThrownBy(() -> values(P1 + "0001\r\n"))
                .isInstanceOf(BrokenTelegram.class)
                .hasMessageContaining("check sum");
    }

    /** As bridges and heads hand them on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/EBZ5DD3BZ06ETA_107 1-0:1.8.0*255(009094.27916715*kWh) 1-0:16.7.0*255(000169.25*W) !",
                """
                /EBZ5DD3BZ06ETA_107
                1-0:0.0.0*255(1EBZ0100000001)
                1-0:1.8.0*255(009094.27916715*kWh)
                1-0:16.7.0*255(000169.25*W)
                !
                """,
                """
                1.8.0(9094.27916715*kWh)
                1.8.0*01(8000.000*kWh)
                16.7(0.16925*kW)
                """,
                // the last one whole of what came
                """
                0*kWh)
                1-0:16.7.0*255(000007.25*W)
                !
                /ABC5
                1-0:1.8.0*255(009094.27916715*kWh)
                1-0:16.7.0*255(000169.25*W)
                !
                /ABC5
                1-0:1.8.0*255(0090""",
            })
    void the_same_registers_are_found_however_their_lines_stand(String text) throws Exception {
        assertThat(values(text))
                .isEqualTo(Map.of(
                        "meter_power_watts{phase=total}", 169.25, "meter_import_watt_hours_total{}", 9_094_279.16715));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Not here</body></html>",
                "{\"kw\":0.36,\"kwh\":0.004}",
                "1-0:1.8.0(012345.6)",
                "1-0:1.8.0*255(--*kWh)",
                "1-0:999999.8.0*255(1*kWh)"
            })
    void what_has_no_register_with_a_unit_is_named(String text) {
        assertThatThrownBy(() -> values(text)).isInstanceOf(BrokenTelegram.class);
    }

    @Test
    void a_text_of_brackets_and_digits_takes_no_time() {
        assertThatThrownBy(() -> values("1-0:1.8.0(".repeat(20_000))).isInstanceOf(BrokenTelegram.class);
        assertThatThrownBy(() -> values("1.".repeat(100_000))).isInstanceOf(BrokenTelegram.class);
        assertThatThrownBy(() -> values("/!".repeat(100_000))).isInstanceOf(BrokenTelegram.class);
        assertThatThrownBy(() -> values("/".repeat(200_000))).isInstanceOf(BrokenTelegram.class);
    }
}
