package io.github.homeexporter.modbus.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.modbus.Sampler;
import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterCsvTest {
    private static final String HEAD =
            "register,metric,address,table,data,scale,plus,missing,unit,type,values,bits,access,min,max,order,exponent\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,,12 | no fault",
                "a,,x | f.csv:2: address \"x\"; allowed: a whole number, decimal or 0x…",
                "a,,70000 | f.csv:2: address \"70000\"; allowed: addresses that are 0 to 65535",
                ",,1 | f.csv:2: register \"\"; allowed: a name that no other line has",
                "a,1b,1 | f.csv:2: metric \"1b\"; allowed: letters, digits and _",
                "a,,1,coils | f.csv:2: table \"coils\"; allowed: coil, discrete, holding, input",
                "a,,1,input,int12 | f.csv:2: data \"int12\"; allowed: int16, uint16, int32",
                "a,,1,coil,int16 | f.csv:2: data \"int16\"; allowed: bit for coil and discrete",
                "a,,1,input,,zero | f.csv:2: scale \"zero\"; allowed: a number with a decimal point",
                "a,,1,input,,0 | f.csv:2: scale \"0\"; allowed: a number other than 0",
                "a,,1,input,,,2*x | f.csv:2: plus \"x\"; allowed: ADDRESS*FACTOR",
                "a,,1,input,,,,0xZZ | f.csv:2: missing \"0xZZ\"; allowed: raw values",
                "a,,1,input,,,,,,sum | f.csv:2: type \"sum\"; allowed: gauge, counter",
                "a,,1,input,,,,,,,1 | f.csv:2: values \"1\"; allowed: key=value;key=value",
                "a,,1,input,,,,,,,,99=x | f.csv:2: bits \"99\"; allowed: each number from 0 to 63 once",
                "a,,1,input,,,,,,,,,rw | f.csv:2: access \"rw\"; allowed: r for this one",
                "a,,1,input,,,,,,,,,w | f.csv:2: access \"w\"; allowed: r, rw",
                "a,,1,input,,,,,,,,,,,,middle | f.csv:2: order \"middle\"; allowed: big, little",
                "a,,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 | f.csv:2: line \"18 fields\"; allowed: 17"
            })
    void a_line_that_cannot_be_read_is_named_with_what_is_allowed(String line, String fault) {
        if (fault.equals("no fault")) {
            assertThat(RegisterCsv.parse("f.csv", HEAD + line).registers()).hasSize(1);
        } else {
            assertThatThrownBy(() -> RegisterCsv.parse("f.csv", HEAD + line))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(fault);
        }
    }

    @Test
    void all_faults_are_said_at_once() {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", "@gap,x\nregister,address\na,1\na,2\nb,y\n"))
                .hasMessageContaining("f.csv:1: @gap \"x\"; allowed: a whole number")
                .hasMessageContaining("f.csv:4: register \"a\"")
                .hasMessageContaining("f.csv:5: address \"y\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "register,address\n", "register,adress\n", "@offsets,1\nregister,address\na,1"
            })
    void a_file_without_registers_or_with_unknown_columns_is_refused(String text) {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", text))
                .isInstanceOf(RegisterFault.class)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void every_kind_of_number_is_decoded() {
        RegisterMap map = RegisterCsv.parse("f.csv", """
            register,address,data,order,scale,missing
            i16,0,int16,,,
            u32,0,uint32,,,
            u32l,0,uint32,little,,
            i32,2,int32,,0.1,
            u64,2,uint64,,,
            i64,2,int64,,,
            f64,6,float64,,,
            nan,10,float32,,,
            none,12,int32,,,0x80000000
            """);
        Image image = new Image();
        image.put(RegisterTable.HOLDING, 0, (short) -2, (short) 1);
        image.put(RegisterTable.HOLDING, 2, (short) 0xFFFF, (short) 0xFFFF, (short) 0xFFFF, (short) 0xFFF6);
        image.put(RegisterTable.HOLDING, 6, (short) 0x400C, (short) 0, (short) 0, (short) 0);
        image.put(RegisterTable.HOLDING, 10, (short) 0x7FC0, (short) 0, (short) 0x8000, (short) 0);
        Map<String, Double> values = map.registers().stream()
                .filter(r -> r.decoding().value(image).isPresent())
                .collect(Collectors.toMap(
                        Register::name, r -> r.decoding().value(image).get()));
        assertThat(values)
                .containsOnly(
                        Map.entry("i16", -2.0),
                        Map.entry("u32", 4294836225.0),
                        Map.entry("u32l", 131070.0),
                        Map.entry("i32", -0.1),
                        Map.entry("u64", 1.8446744073709552E19),
                        Map.entry("i64", -10.0),
                        Map.entry("f64", 3.5));
    }

    @Test
    void a_mapping_of_isg_exporter_is_read_as_it_is() {
        RegisterMap map = MappingYaml.parse("modbus-mapping.yaml", """
            lwz:
              - offset: 3000
                entries: 3
                type: INPUT_REGISTER
                data:
                  - { name: WM_HEIZEN_SUMME, address: 2, type: 6, unit: kWh, mergeData: { address: 3, factor: 1000 } }
              - offset: 2000
                entries: 5
                type: INPUT_REGISTER
                data:
                  - { name: BETRIEBSSTATUS, address: 1, type: 100, mapping: { 1: Schaltprogramm_Aktiv, 2: Verdichter } }
                  - { name: BETRIEBSSTATUS_2, address: 5, type: 100, mapping: { 1: Sommerbetrieb_Aktiv } }
              - offset: 1000
                entries: 2
                type: HOLDING_REGISTER
                data:
                  - { name: BETRIEBSART, address: 1, type: 8, mapping: { 1: Bereitschaft, 11: Automatik } }
                  - { name: RAUMTEMP_TAG, address: 2, type: 2, unit: "°C", labels: { hk: 1 } }
            """);
        Image image = new Image();
        image.put(RegisterTable.INPUT, 3001, (short) 341, (short) 44);
        image.put(RegisterTable.INPUT, 2000, (short) 2, (short) 0, (short) 0, (short) 0, (short) 1);
        image.put(RegisterTable.HOLDING, 1000, (short) 11, (short) 215);
        io.github.homeexporter.sample.Samples samples = new Sampler(map, Map.of()).samples(image);
        assertThat(samples.toString().lines())
                .containsExactlyInAnyOrder(
                        "isg_wm_heizen_summe{unit=\"kWh\"} 44341.0",
                        "isg_flag{name=\"schaltprogramm_aktiv\"} 0.0",
                        "isg_flag{name=\"verdichter\"} 1.0",
                        "isg_flag{name=\"sommerbetrieb_aktiv\"} 1.0",
                        "isg_betriebsart{name=\"bereitschaft\"} 0.0",
                        "isg_betriebsart{name=\"automatik\"} 1.0",
                        "isg_raumtemp_tag{hk=\"1\",unit=\"°C\"} 21.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "lwz: 3",
                "lwz: [ { offset: x } ]",
                "lwz: [ { offset: 0, type: COIL, data: [] } ]",
                "lwz: [ { offset: 0, type: INPUT_REGISTER, data: [ { name: A, address: 0, type: 6 } ] } ]",
                "lwz: [ { offset: 0, type: INPUT_REGISTER, data: [ { name: A, address: 1, type: 5 } ] } ]",
                "lwz: [ { offset: 0, type: INPUT_REGISTER, data: [ { name: A, address: 1, type: 100, mapping: { 17: a"
                        + " } } ] } ]"
            })
    void a_mapping_that_cannot_be_read_says_why(String text) {
        assertThatThrownBy(() -> MappingYaml.parse("modbus-mapping.yaml", text))
                .isInstanceOf(RegisterFault.class)
                .hasMessageContaining("modbus-mapping.yaml");
    }
}
