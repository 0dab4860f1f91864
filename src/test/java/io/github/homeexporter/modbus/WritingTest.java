package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.modbus.Peer.Contents;
import io.github.homeexporter.modbus.Peer.Make;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WritingTest {
    private static final String CSV = """
            register,address,table,data,scale,access,min,max
            set,0,holding,int16,0.1,rw,10,30
            level,1,holding,,,rw,,
            wide,2,holding,int32,,rw,,
            fixed,4,holding,,,,,
            lamp,0,coil,,,rw,,
            fan,1,coil,,,rw,,
            """;

    private final Asking asking = new Asking();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        asking.close();
    }

    private String uri(int port) throws IOException {
        return "modbus:127.0.0.1:" + port + "?pause=0&requestTimeout=5s&write=true&registers="
                + Files.writeString(folder.resolve("w.csv"), CSV);
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void registers_and_coils_are_written_and_read_back(Make make) throws Exception {
        try (Peer peer = make.start(new Contents().holding(0, 0, 0, 0, 0, 7).coil(0, 0, 0))) {
            String uri = uri(peer.port());
            Map<String, Object> values = Map.of("set", 21.5, "level", "3", "wide", -70000, "lamp", true, "fan", 1);
            assertThat(asking.ask(uri, values))
                    .isEqualTo(Map.of("set", 21.5, "level", 3.0, "wide", -70000.0, "lamp", 1.0, "fan", 1.0));
            assertThat(asking.ask(uri, Map.of("lamp", false))).isEqualTo(Map.of("lamp", 0.0));
            assertThat(asking.ask(uri, Map.of("level", 9))).isEqualTo(Map.of("level", 9.0));
            assertThat(asking.ask(uri, List.of("set", "fixed"))).isEqualTo(Map.of("set", 21.5, "fixed", 7.0));
        }
    }

    @Test
    void neighbours_go_in_one_request_and_single_ones_in_their_own() throws Exception {
        try (SimulatedModbus device =
                new SimulatedModbus(new ModbusMemory().holding(0, 0, 0, 0, 0, 0).coil(0, 0, 0))) {
            String uri = uri(device.port()) + "&readBack=false";
            asking.ask(uri, Map.of("set", 20, "level", 1));
            asking.ask(uri, Map.of("level", 2));
            asking.ask(uri, Map.of("lamp", 1, "fan", 1));
            asking.ask(uri, Map.of("fan", 0));
            assertThat(device.requests())
                    .containsExactly(
                            "01100000000204" + "00c80001", "010600010002", "010f00000002" + "0103", "010500010000");
        }
    }

    @Test
    void a_device_that_takes_single_registers_only_gets_them_one_by_one() throws Exception {
        try (SimulatedModbus device = new SimulatedModbus(new ModbusMemory().holding(0, 0, 0, 0, 0, 0))) {
            device.misbehave(1, (request, right, out) -> {
                out.write(new byte[] {request[0], request[1], 0, 0, 0, 3, 1, (byte) 0x90, 1});
                return true;
            });
            assertThat(asking.ask(uri(device.port()), Map.of("set", 20, "level", 1)))
                    .isEqualTo(Map.of("set", 20.0, "level", 1.0));
            assertThat(device.requests()).contains("0106000000c8", "010600010001");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "set, 31, allowed: 10.0 to 30.0",
        "set, 20.55, does not fit into int16",
        "level, 70000, does not fit into uint16",
        "level, many, is not a number",
        "fixed, 1, is read only",
        "other, 1, there is no register",
        "lamp, 2, 'allowed: 0, 1'"
    })
    void what_must_not_be_written_is_refused_before_anything_is(String register, String value, String why)
            throws Exception {
        try (SimulatedModbus device = new SimulatedModbus(new ModbusMemory().holding(0, 0, 0, 0, 0, 0))) {
            String uri = uri(device.port());
            assertThatThrownBy(() -> asking.ask(uri, Map.of(register, value)))
                    .rootCause()
                    .hasMessageContaining(why);
            assertThat(device.requests()).isEmpty();
        }
    }

    @Test
    void without_write_true_nothing_is_written() throws Exception {
        try (SimulatedModbus device = new SimulatedModbus(new ModbusMemory().holding(0, 0, 0, 0, 0, 0))) {
            String uri = uri(device.port()).replace("&write=true", "");
            assertThatThrownBy(() -> asking.ask(uri, Map.of("level", 1)))
                    .rootCause()
                    .hasMessageContaining("needs write=true");
            assertThat(device.requests()).isEmpty();
        }
    }
}
