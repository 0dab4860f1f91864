package io.github.homeexporter.modbus.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an owner writes into a register file: it is taken, or each fault is a line that names the file. */
class RegisterFilesPropertyTest {
    private static final List<BiFunction<String, String, RegisterMap>> PARSERS =
            List.of(RegisterCsv::parse, MappingYaml::parse);

    @Provide
    Arbitrary<String> files() {
        return Garbage.texts(
                "register-files",
                "address,name,type,unit,scale\n",
                "address;name;type\n",
                "1,flow,int16,celsius,0.1\n",
                "99999999999,x,int16\n",
                "-1,\"a\nb\",uint32,,1e999\n",
                "# gap=3\n",
                "# base = x\n",
                "\"",
                ",",
                ";",
                "\n",
                "\r",
                "\t",
                "0x10",
                "1e9",
                "\u0000",
                "ä",
                "mapping:\n",
                "- name: a\n  address: 1\n",
                "  type: float32\n",
                "- [",
                "&a *a",
                "{",
                "!!java ");
    }

    @Property
    void a_file_is_taken_or_its_faults_are_said(@ForAll("files") String text) {
        for (BiFunction<String, String, RegisterMap> parser : PARSERS) {
            try {
                RegisterMap map = parser.apply("mine.csv", text);
                map.plan();
            } catch (RegisterFault e) {
                assertThat(e.faults()).isNotEmpty().allSatisfy(fault -> assertThat(fault)
                        .contains("mine.csv"));
            }
        }
    }
}
