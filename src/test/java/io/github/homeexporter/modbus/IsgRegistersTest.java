package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.modbus.Peer.Contents;
import io.github.homeexporter.modbus.Peer.Make;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The values of an ISG's registers, from three servers of different make: raw words in, series out. */
class IsgRegistersTest {
    private static final int LWZ = 103;
    private static final int WPM_SYSTEM = 449;

    /** An integral unit whose other registers hold nothing. */
    private static Contents lwz() {
        Contents contents = new Contents();
        for (int i = 0; i < 34; i++) {
            contents.input(i, 0x8000);
        }
        for (int i = 0; i < 27; i++) {
            contents.holding(1000 + i, 0x8000);
        }
        for (int i = 0; i < 32; i++) {
            contents.input(3000 + i, 0x8000);
        }
        return contents.input(2000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000)
                .holding(4000, 1, 0, 0)
                .input(5000, 2, LWZ);
    }

    private static Map<String, Double> read(Make make, Contents contents, String options) throws Exception {
        try (Peer peer = make.start(contents);
                Asking asking = new Asking()) {
            return asking.read("modbus:127.0.0.1:" + peer.port()
                    + "?registers=registers/isg.csv&name=isg-modbus&kind=isg-modbus&pause=0" + options);
        }
    }

    private static Map<String, Double> read(Make make, Contents contents) throws Exception {
        return read(make, contents, "");
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void a_word_is_a_signed_temperature_in_tenths(Make make) throws Exception {
        assertThat(read(make, lwz().input(6, 0xFF9C))).containsEntry("isg_aussentemperatur{unit=\"°C\"}", -10.0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void the_word_0x8000_is_no_value(Make make) throws Exception {
        assertThat(read(make, lwz().input(6, 0x8000)).keySet()).noneMatch(s -> s.startsWith("isg_aussentemperatur"));
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void hot_gas_and_pressures(Make make) throws Exception {
        assertThat(read(make, lwz().input(27, 0x0258, 0x03E8, 0x0331)))
                .containsEntry("isg_heissgastemp{unit=\"°C\"}", 60.0)
                .containsEntry("isg_hochdruck{unit=\"bar\"}", 10.0)
                .containsEntry("isg_niederdruck{unit=\"bar\"}", 8.17);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void a_pair_is_kwh_and_mwh(Make make) throws Exception {
        assertThat(read(make, lwz().input(3001, 0x0155, 0x002C)))
                .containsEntry("isg_wm_heizen_summe{unit=\"kWh\"}", 44341.0);
    }

    @ParameterizedTest
    @CsvSource({"0x0155, 0x8000", "0x8000, 0x002C"})
    void a_pair_without_one_of_its_words_is_no_value(String low, String high) throws Exception {
        assertThat(read(Make.J2MOD, lwz().input(3001, Integer.decode(low), Integer.decode(high)))
                        .keySet())
                .noneMatch(s -> s.startsWith("isg_wm_heizen_summe"));
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void bits_become_flags(Make make) throws Exception {
        Map<String, Double> values = read(make, lwz().input(2000, 0x0C07));
        assertThat(values)
                .containsEntry("isg_flag{name=\"schaltprogramm_aktiv\"}", 1.0)
                .containsEntry("isg_flag{name=\"verdichter\"}", 1.0)
                .containsEntry("isg_flag{name=\"heizen\"}", 1.0)
                .containsEntry("isg_flag{name=\"heizkreispumpe\"}", 1.0)
                .containsEntry("isg_flag{name=\"abtauen_verdampfer\"}", 1.0);
        assertThat(values.entrySet().stream().filter(e -> e.getKey().startsWith("isg_flag") && e.getValue() == 0))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void bus_status_is_signed_and_each_bit_field_is_its_own(Make make) throws Exception {
        assertThat(read(make, lwz().input(2000, 0x0002, 0, 0xFFFF, 0, 0x0001)))
                .containsEntry("isg_bus_status", -1.0)
                .containsEntry("isg_flag{name=\"sommerbetrieb_aktiv\"}", 1.0)
                .containsEntry("isg_flag{name=\"ofen_kamin_aktiv\"}", 0.0)
                .containsEntry("isg_flag{name=\"schaltprogramm_aktiv\"}", 0.0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void one_operating_mode_is_on(Make make) throws Exception {
        Map<String, Double> values = read(make, lwz().holding(1000, 0x000B));
        assertThat(values).containsEntry("isg_betriebsart{name=\"automatik\"}", 1.0);
        assertThat(values.entrySet().stream().filter(e -> e.getKey().startsWith("isg_betriebsart")))
                .hasSize(7)
                .filteredOn(e -> e.getValue() == 0)
                .hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void the_heating_curve_has_two_scales(Make make) throws Exception {
        assertThat(read(make, lwz().holding(1007, 0x0029, 0x0014)))
                .containsEntry("isg_steigung{hk=\"1\"}", 0.41)
                .containsEntry("isg_fusspunkt{hk=\"1\",unit=\"°C\"}", 2.0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void compressor_starts_are_thousands_and_the_rest(Make make) throws Exception {
        assertThat(read(make, lwz().input(30, 0x0012).input(33, 0x01F4)))
                .containsEntry("isg_verdichterstarts", 18500.0);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void fixed_value_operation_that_is_off_is_no_temperature(Make make) throws Exception {
        Contents wpm = new Contents()
                .holding(1506, 0x0029, 0x9000, 0xFF9C)
                .input(500, 201)
                .input(5000, 2, WPM_SYSTEM);
        assertThat(read(make, wpm))
                .containsEntry("isg_heating_curve_rise_hk_2", 0.41)
                .satisfies(values -> assertThat(values.keySet())
                        .noneMatch(series -> series.startsWith("isg_fixed_value_operation")));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0067, isg_aussentemperatur{unit=\"°C\"}",
        "0x0227, isg_aussentemperatur{unit=\"°C\"}",
        "0x01C1, isg_operating_mode{name=\"comfort\"}",
        "0x0186, isg_operating_mode{name=\"comfort\"}"
    })
    void the_controllers_number_says_which_registers_it_has(String id, String series) throws Exception {
        Contents contents = lwz().input(6, 55).holding(1500, 3).input(5001, Integer.decode(id));
        assertThat(read(Make.J2MOD, contents)).containsKey(series);
    }

    @Test
    void a_controller_without_a_number_is_taken_for_a_wpm_g_and_said_so() throws Exception {
        try (Peer peer = Make.J2MOD.start(new Contents().input(5999, 215));
                Asking asking = new Asking()) {
            String uri = "modbus:127.0.0.1:" + peer.port() + "?registers=registers/isg.csv&pause=0";
            assertThat(asking.read(uri)).containsEntry("isg_raumtemperatur{unit=\"°C\"}", 21.5);
            assertThat(asking.errors("modbus", "unknown_model")).isEqualTo(1);
        }
    }

    @Test
    void a_number_nobody_knows_gives_what_all_have_and_is_said() throws Exception {
        try (Peer peer = Make.J2MOD.start(lwz().input(6, 55).input(5001, 0xFFFF));
                Asking asking = new Asking()) {
            String uri = "modbus:127.0.0.1:" + peer.port() + "?registers=registers/isg.csv&pause=0";
            assertThat(asking.read(uri))
                    .containsEntry("isg_sg_ready_betriebszustand", 2.0)
                    .doesNotContainKey("isg_aussentemperatur{unit=\"°C\"}");
            assertThat(asking.errors("modbus", "unknown_model")).isEqualTo(1);
        }
    }

    @Test
    void a_number_that_has_no_name_is_said() throws Exception {
        try (Peer peer = Make.J2MOD.start(lwz().holding(1000, 99));
                Asking asking = new Asking()) {
            asking.read("modbus:127.0.0.1:" + peer.port() + "?registers=registers/isg.csv&pause=0");
            assertThat(asking.store().self().faults().get("modbus"))
                    .anyMatch(said -> said.contains("isg_betriebsart") && said.contains("it reads 99"));
        }
    }

    @Test
    void a_model_that_is_set_is_not_asked_for() throws Exception {
        assertThat(read(Make.J2MOD, lwz().input(6, 55).input(5001, 0xFFFF), "&model=lwz"))
                .containsEntry("isg_aussentemperatur{unit=\"°C\"}", 5.5);
    }

    @Test
    void a_broken_sensor_is_counted_and_no_temperature() throws Exception {
        try (Peer peer = Make.J2MOD.start(lwz().input(6, 0xFDA8, 0xFE0C));
                Asking asking = new Asking()) {
            assertThat(asking.read("modbus:127.0.0.1:" + peer.port() + "?registers=registers/isg.csv&pause=0")
                            .keySet())
                    .noneMatch(s -> s.startsWith("isg_aussentemperatur") || s.startsWith("isg_istwert"));
            assertThat(asking.errors("modbus", "sensor_fault")).isEqualTo(2);
        }
    }

    @Test
    void heating_circuit_2_is_left_out_when_it_is_not_wanted() throws Exception {
        Contents contents = lwz().input(0, 210, 200, 500, 190, 180, 510);
        assertThat(read(Make.J2MOD, contents)).containsKey("isg_raumisttemp{hk=\"2\",unit=\"°C\"}");
        assertThat(read(Make.J2MOD, contents, "&skipCircuit2=true"))
                .containsKey("isg_raumisttemp{hk=\"1\",unit=\"°C\"}")
                .satisfies(values -> assertThat(values.keySet()).noneMatch(s -> s.contains("hk=\"2\"")));
    }
}
