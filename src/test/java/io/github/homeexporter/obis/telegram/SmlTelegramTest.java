package io.github.homeexporter.obis.telegram;

import static io.github.homeexporter.obis.telegram.SmlWriting.entry;
import static io.github.homeexporter.obis.telegram.SmlWriting.named;
import static io.github.homeexporter.obis.telegram.SmlWriting.telegram;
import static io.github.homeexporter.obis.telegram.TelegramValues.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmlTelegramTest {
    private static final int W = 27;
    private static final int WH = 30;

    private static final String POWER = "meter_power_watts{phase=total}";

    /** Made by another program than the one that is tested, and than the tests. */
    private static final String WHOLE =
            "1B1B1B1B01010101760500000001620062007263010176010105000000010B0A014142430000BC614E"
                    + "01016301F000760500000002620062007263070177010B0A014142430000BC614E01017877070100603201FF0101010104414243"
                    + "0177070100600100FF010101010B0A014142430000BC614E0177070100010800FF650001010401621E52FF59000000000ABCDEF1"
                    + "0177070100020800FF0101621E52035600000030B50177070100100700FF0101621B520055FFFFFE0C0177070100200700FF0101"
                    + "622352FF6308FC01770701001F0700FF0101622152FE6301C201770701000E0700FF0101622C52FF6301F401010163BDA3007605"
                    + "000000036200620072630201710163A8E600001B1B1B1B1A015152";

    private static byte[] whole() {
        return HexFormat.of().parseHex(WHOLE);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    @Test
    void a_telegram_of_three_messages_has_the_names_of_the_library() throws Exception {
        assertThat(values(whole()))
                .isEqualTo(Map.of(
                        POWER,
                        -500.0,
                        "meter_voltage_volts{phase=L1}",
                        230.0,
                        "meter_current_amperes{phase=L1}",
                        4.5,
                        "meter_frequency_hertz{}",
                        50.0,
                        "meter_import_watt_hours_total{}",
                        18_015_000.1,
                        "meter_export_watt_hours_total{}",
                        12_469_000.0));
    }

    @Test
    void of_several_telegrams_the_newest_whole_one_counts_and_what_is_cut_off_does_not() throws Exception {
        byte[] old = telegram(entry("0100100700FF", W, 0, "52" + "05"));
        byte[] cut = Arrays.copyOf(whole(), 60);
        assertThat(values(joined(cut, old, whole(), cut))).containsEntry(POWER, -500.0);
        assertThat(values(joined(whole(), cut, old, cut))).isEqualTo(Map.of(POWER, 5.0));
    }

    @Test
    void what_was_changed_on_the_way_is_no_value() {
        byte[] changed = whole();
        changed[100] ^= 4;
        assertThatThrownBy(() -> Telegram.read(changed))
                .isInstanceOf(BrokenTelegram.class)
                .hasMessageContaining("check sum");
        assertThatThrownBy(() -> Telegram.read(Arrays.copyOf(whole(), 200)))
                .hasMessageContaining("ends before its end");
    }

    @Test
    void data_that_looks_like_an_escape_and_lists_longer_than_fifteen_are_read() throws Exception {
        String[] many = new String[21];
        Arrays.fill(many, named("0100605000FF", "00"));
        // moved about, so that the four bytes are at a multiple of four once
        for (int at = 0; at < 4; at++) {
            many[0] = named("0100605000FF", "AA".repeat(at) + SmlWriting.ESCAPE + "AA");
            many[20] = entry("0100100700FF", W, -1, "53" + "0BB8");
            assertThat(values(telegram(many))).isEqualTo(Map.of(POWER, 300.0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a meter that is hit by it: 0x86d4 is 34516, and 310.64 W would be written in four bytes
        "0A01445A470002ACE5A8, 5386D4, 345.16",
        "0A01445A470002ACE5A8, 5200, 0",
        "0A01445A470002ACE5A8, 55FFFE1393, -1260.61",
        // one that is mended, and one of another maker
        "0A01445A4700039E2053, 53D6CA, -105.5",
        "0A014142430000BC614E, 5386D4, -310.2",
    })
    void a_power_of_two_bytes_has_no_sign_at_meters_that_write_it_so(String number, String power, double watts)
            throws Exception {
        assertThat(values(telegram(named("0100600100FF", number), entry("0100100700FF", W, -2, power))))
                .containsEntry(POWER, watts);
    }

    @ParameterizedTest
    @CsvSource({"640001A2, -750", "64000182, 750", "01, "})
    void power_without_a_sign_has_the_direction_of_the_status_word_or_is_absent(String status, Double watts)
            throws Exception {
        String energy = entry("0100010800FF", status, WH, 0, "5264");
        Map<String, Double> values = values(telegram(energy, entry("01000F0700FF", W, 0, "53" + "02EE")));
        assertThat(values.get(POWER)).isEqualTo(watts);
        assertThat(values).containsEntry("meter_import_watt_hours_total{}", 100.0);
    }

    @Test
    void tariffs_make_up_the_total_that_a_meter_does_not_say_itself() throws Exception {
        String day = entry("0100010801FF", WH, 2, "5264");
        String night = entry("0100010802FF", WH, 2, "5207");
        assertThat(values(telegram(day, night)))
                .isEqualTo(Map.of(
                        "meter_import_watt_hours_total{}", 10_700.0,
                        "meter_import_tariff_watt_hours_total{tariff=1}", 10_000.0,
                        "meter_import_tariff_watt_hours_total{tariff=2}", 700.0));
        assertThat(values(telegram(day, night, entry("0100010800FF", WH, 2, "526C"))))
                .containsEntry("meter_import_watt_hours_total{}", 10_800.0);
    }

    @Test
    void a_register_of_another_unit_of_a_period_that_is_over_or_of_an_impossible_scale_is_no_value() throws Exception {
        byte[] odd = telegram(
                entry("0100100700FF", WH, 0, "5264"),
                entry("010001080063", WH, 0, "5264"),
                entry("0100020800FF", WH, 100, "5264"),
                entry("0100200700FF", 35, 0, "52E6"),
                entry("0100480700FF", 35, 0, "01"),
                entry("0100340700FF", 35, 0, "4201"));
        assertThat(values(odd)).isEqualTo(Map.of("meter_voltage_volts{phase=L1}", -26.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"77070100600100FF010101010B0A014142430000BC614E01", "77070100605A00FF0101621B5200526401"})
    void a_meter_that_says_its_number_only_is_told_from_something_that_is_no_meter(String entry) {
        assertThatThrownBy(() -> Telegram.read(telegram(entry)))
                .isInstanceOf(BrokenTelegram.class)
                .hasMessageContaining("PIN");
        assertThatThrownBy(() -> Telegram.read(new byte[1_000])).hasMessageContaining("no telegram of a meter");
    }

    /** Whoever brings the bytes may be anybody. */
    @Test
    void whatever_comes_in_a_frame_is_read_or_named_and_nothing_else() {
        Random random = new Random(7);
        byte[] seed = HexFormat.of().parseHex(WHOLE.substring(16, WHOLE.length() - 16));
        for (int i = 0; i < 3_000; i++) {
            byte[] content = seed.clone();
            for (int n = random.nextInt(6); n >= 0; n--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            readOrNamed(SmlWriting.framed(HexFormat.of().formatHex(content, 0, random.nextInt(content.length))));
        }
        readOrNamed(SmlWriting.framed("72".repeat(5_000)));
        readOrNamed(SmlWriting.framed("F" + "F".repeat(99)));
        readOrNamed(SmlWriting.framed(""));
        readOrNamed(new byte[1_000_000]);
    }

    private static void readOrNamed(byte[] bytes) {
        try {
            Telegram.read(bytes);
        } catch (BrokenTelegram named) {
            assertThat(named.getMessage()).isNotEmpty();
        }
    }
}
