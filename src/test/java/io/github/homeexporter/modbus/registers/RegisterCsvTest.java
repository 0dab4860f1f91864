package io.github.homeexporter.modbus.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
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
                "a,,\"1 | f.csv:2: line \"a quote without its other half\"",
                "a,,70000 | f.csv:2: address \"70000\"; allowed: addresses that are 0 to 65535",
                ",,1 | f.csv:2: register \"\"; allowed: a name that no other line has",
                "a,1b,1 | f.csv:2: metric \"1b\"; allowed: letters, digits and _",
                "a,,1,coils | f.csv:2: table \"coils\"; allowed: coil, discrete, holding, input",
                "a,,1,input,int12 | f.csv:2: data \"int12\"; allowed: int16, uint16, int32",
                "a,,1,coil,int16 | f.csv:2: data \"int16\"; allowed: bit for coil and discrete",
                "a,,1,input,,zero | f.csv:2: scale \"zero\"; allowed: a number with a decimal point",
                "a,,1,input,,0 | f.csv:2: scale \"0\"; allowed: a number other than 0",
                "a,,1,input,,,2*x | f.csv:2: plus \"x\"; allowed: ADDRESS*FACTOR",
                "a,,1,input,,,2*x int32 | f.csv:2: plus \"x\"; allowed: ADDRESS*FACTOR",
                "a,,1,input,,,2*-1 bit | f.csv:2: plus \"bit\"; allowed: ADDRESS and a type of number",
                "a,,1,input,,,2 * 1000 | no fault",
                "a,,1,input,int32,,3*-1 int32 | no fault",
                "a,,1,input,,,,0x8000 0x80000000 | f.csv:2: missing \"0x80000000\"; allowed: raw values that uint16 can have",
                "a,,1,input,,,,,,,0=x;1=y;2=z | no fault",
                "'a,,1,input,,,,,,,\"0=x,1=y\"' | f.csv:2: values \"0=x,1=y\"; allowed: key=value;key=value",
                "'a,,1,input,,,,,,,\"0=cold, dry;1=warm\"' | no fault",
                "a,,1,,,,,,,,,,rw,10,5 | f.csv:2: min \"10\"; allowed: not more than max",
                "a,,1,input,,,,0xZZ | f.csv:2: missing \"0xZZ\"; allowed: raw values",
                "a,,1,input,,,,,,sum | f.csv:2: type \"sum\"; allowed: gauge, counter",
                "a,,1,input,,,,,,,1 | f.csv:2: values \"1\"; allowed: key=value;key=value",
                "a,,1,input,,,,,,,,99=x | f.csv:2: bits \"99\"; allowed: each number from 0 to 15 once",
                "a,,1,input,,,,,,,,,rw | f.csv:2: access \"rw\"; allowed: r for this one",
                "a,,1,input,,,,,,,,,w | f.csv:2: access \"w\"; allowed: r, rw",
                "a,,1,input,,,,,,,,,,,,middle | f.csv:2: order \"middle\"; allowed: big or ABCD, little or CDAB, BADC, DCBA",
                "a,,1,input,,,,,,,0=x;0=y | f.csv:2: values \"0=y\"; allowed: each 0 once",
                "a,,1,input,,,,,,,0=x;1=x | f.csv:2: values \"1=x\"; allowed: each name once",
                "a,,1,input,,,,,,,70000=x | f.csv:2: values \"70000\"; allowed: numbers that fit into uint16",
                "a,,1,input,,,,,,,-1=x | f.csv:2: values \"-1\"; allowed: numbers that fit into uint16",
                "a,,1,input,int16,,,,,,-1=x | no fault",
                "a,,1,input,,,,,,,,0=x;16=y | f.csv:2: bits \"16\"; allowed: each number from 0 to 15 once",
                "a,,1,input,uint32,,,,,,,0=x;31=y; | no fault",
                "a,,1,input,float32,,,,,,,0=x | f.csv:2: bits \"0=x\"; allowed: nothing for float32",
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

    private static Map<String, Double> values(String csv, int... words) {
        Image image = new Image();
        for (int i = 0; i < words.length; i++) {
            image.put(RegisterTable.HOLDING, i, (short) words[i]);
        }
        Map<String, Double> values = new TreeMap<>();
        for (Register register : RegisterCsv.parse("f.csv", csv).registers()) {
            register.decoding().value(image).ifPresent(value -> values.put(register.name(), value));
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "big, 4367 8000",
        "ABCD, 4367 8000",
        "little, 8000 4367",
        "CDAB, 8000 4367",
        "BADC, 6743 0080",
        "dcba, 0080 6743"
    })
    void the_bytes_of_a_value_come_in_each_of_four_orders(String order, String wire) {
        int[] words = Arrays.stream(wire.split(" "))
                .mapToInt(word -> Integer.parseInt(word, 16))
                .toArray();
        assertThat(values("register,address,data,order\na,0,float32," + order, words))
                .isEqualTo(Map.of("a", 231.5));
        assertThat(values("@order," + order + "\nregister,address,data\na,0,float32", words))
                .isEqualTo(Map.of("a", 231.5));
    }

    @ParameterizedTest
    @CsvSource({
        "uint16, 0102, BADC, 513",
        "uint48, 0001 0000 0002, , 4294967298",
        "int48, FFFF FFFF FFFE, , -2",
        "int24, 00FF FFFE, , -2",
        "uint24, 12FF FFFE, , 16777214",
        "uint8, 12F0, , 240",
        "int8, 12F0, , -16",
        "uint8high, 12F0, , 18",
        "int8high, F012, , -16",
        "bcd16, 1234, , 1234",
        "bcd32, 9876 5432, , 98765432",
        "bcd48, 0000 0001 0000, , 10000",
        "bcd16, 12A4, , none",
        "float32, 420E 6666, , 35.6",
        "float32, 3DCC CCCD, , 0.1"
    })
    void a_value_of_any_width_is_read_as_it_is_meant(String data, String wire, String order, String value) {
        int[] words = Arrays.stream(wire.split(" "))
                .mapToInt(word -> Integer.parseInt(word, 16))
                .toArray();
        String csv = "register,address,data,order\na,0," + data + "," + (order == null ? "" : order);
        assertThat(values(csv, words))
                .isEqualTo(value.equals("none") ? Map.of() : Map.of("a", Double.parseDouble(value)));
    }

    @Test
    void parts_offsets_factors_and_limits_make_the_value() {
        assertThat(values("""
                register,address,data,mask,scale,add,factor,valid
                stage,0,uint16,0x0F00,,,,
                signed,0,int16,0x00FF,,,,
                celsius,1,uint8,,0.5,-40,,
                scaled,1,uint16,,0.1,,2,
                wide,1,uint16,,,,3 float32,
                low,1,uint16,,,,,101..
                high,1,uint16,,,,,..99
                between,1,uint16,,,,,99..101
                """, 0x1AF3, 100, 40, 0x3F00, 0))
                .isEqualTo(Map.of(
                        "stage", 10.0, "signed", -13.0, "celsius", 10.0, "scaled", 400.0, "wide", 50.0, "between",
                        100.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mask | 0x10000 | mask \"0x10000\"; allowed: bits that a whole number of type uint16 has",
                "mask | x | mask \"x\"; allowed: bits",
                "add | some | add \"some\"; allowed: a number",
                "factor | x | factor \"x\"; allowed: a whole number, decimal or 0x…",
                "factor | 1 string4 | factor \"string4\"; allowed: ADDRESS and a type of number",
                "valid | 100 | valid \"100\"; allowed: LEAST..MOST",
                "valid | 5..1 | valid \"5..1\"; allowed: LEAST..MOST",
                "valid | 1..2..3 | valid \"1..2..3\"; allowed: LEAST..MOST",
                "data | uint16high | data \"uint16high\"; allowed: int16",
                "data | int40 | data \"int40\"; allowed: int16",
                "labels | a b=c | labels \"a b\"; allowed: letters",
                "labels | a=b;a=c | labels \"a=c\"; allowed: each a once"
            })
    void a_field_of_these_that_cannot_be_read_is_named(String column, String text, String said) {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", "register,address," + column + "\na,1," + text))
                .hasMessageStartingWith("f.csv:2: " + said);
    }

    @Test
    void the_same_series_twice_is_said_with_both_lines_unless_no_model_has_both() {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", "register,metric,address\na,m_watts,1\nb,m_watts,2\n"))
                .hasMessage("f.csv:3: m_watts{} is the series of f.csv:2 as well; give one of them a label or another"
                        + " metric");
        assertThatThrownBy(() ->
                        RegisterCsv.parse("f.csv", "register,metric,address,values\na,m,1,0=x;1=y\nb,m,2,0=y;1=z\n"))
                .hasMessageStartingWith("f.csv:3: m{name=y} is the series of f.csv:2");
        assertThatThrownBy(() -> RegisterCsv.parse(
                        "f.csv", "register,metric,address,type,labels\na,m,1,,k=1\nb,m,2,counter,k=2\n"))
                .hasMessageStartingWith("f.csv:3: m is a gauge in f.csv:2; allowed: one type");
        assertThat(RegisterCsv.parse("f.csv", "register,metric,address,models\na,m,1,x\nb,m,2,y;z\n")
                        .registers())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@missing;0x8000\nRegister;Address;Scale;Values\na;1;0,5;\nb;2;;\"0=x;1=y\"\n;;;\n",
                "register\taddress\tscale\tvalues\na\t1\t0,5\nb\t2\t\t0=x;1=y\n\t\t\t\n",
                "sep=;\r\nregister;address;scale;values;;\r\na;1;0.5;;;\r\n\r\nb;2;;\"0=x;1=y\";;\r\n",
                "\uFEFFregister,address,scale,values\n,,,\na,1,\"0,5\",,,\nb,2,,0=x;1=y\n   \n"
            })
    void files_are_read_as_spreadsheets_write_them(String csv) {
        RegisterMap map = RegisterCsv.parse("f.csv", csv);
        assertThat(map.registers()).extracting(Register::name).containsExactly("a", "b");
        assertThat(map.registers().get(0).decoding().scale().step()).isEqualTo(0.5);
        assertThat(map.registers().get(1).values()).isEqualTo(Map.of(0, "x", 1, "y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "register,adress | column \"adress\"; allowed: register",
                "register,metric | column address is missing",
                "register,address,address | column \"address\" stands twice"
            })
    void a_line_of_names_that_cannot_be_used_is_the_only_word_about_the_file(String head, String said) {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", head + "\na,1,2\nb,2,3\n"))
                .satisfies(e -> assertThat(((RegisterFault) e).faults())
                        .singleElement()
                        .asString()
                        .startsWith("f.csv:1: " + said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2001"})
    void a_request_of_no_register_or_of_too_many_is_refused(String most) {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", "@most," + most + "\nregister,address\na,1\n"))
                .hasMessage("f.csv:1: @most \"" + most + "\"; allowed: 1 to 125 registers, to 2000 coils");
    }

    @Test
    void a_setting_behind_registers_is_refused_since_it_would_not_hold_for_them() {
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", "register,address\na,1\n@missing,0x8000\nb,2\n"))
                .hasMessageStartingWith("f.csv:3: @missing stands behind registers; allowed: before the line of names");
    }

    @Test
    void what_shares_a_metric_has_one_unit() {
        String lines = "register,metric,labels,address,unit\na,x,p=1,1,W\nb,x,p=2,2,kW\n";
        assertThatThrownBy(() -> RegisterCsv.parse("f.csv", lines))
                .hasMessage(
                        "f.csv:3: x has unit \"kW\", and \"W\" in f.csv:2; allowed: one unit for all that share a metric");
    }

    /** 0x80000000 for the whole file is not 0 of a register of 16 bits. */
    @Test
    void a_missing_value_of_the_file_counts_where_a_type_can_have_it() {
        RegisterMap map =
                RegisterCsv.parse("f.csv", "@missing,0x8000 0x80000000\nregister,address,data\na,1,int16\nb,2,int32\n");
        assertThat(map.registers().get(0).decoding().missing()).containsExactly(0x8000L);
        assertThat(map.registers().get(1).decoding().missing()).containsExactlyInAnyOrder(0x8000L, 0x80000000L);
    }
}
