package io.github.homeexporter.modbus.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import io.github.homeexporter.modbus.registers.RegisterMap.Sampler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingYamlTest {
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
