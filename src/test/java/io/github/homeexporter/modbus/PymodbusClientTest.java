package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The simulated registers as pymodbus reads and writes them. */
class PymodbusClientTest {
    private static final String PYTHON = System.getProperty("peers", "");

    @Test
    void pymodbus_reads_the_registers_and_is_refused_those_that_are_not_there() throws Exception {
        assumeTrue(!PYTHON.isEmpty(), "no -Dpeers=PYTHON; see src/test/peers/README.md");
        try (SimulatedModbus isg = new SimulatedModbus(ModbusMemory.isg())) {
            assertThat(ask(isg, "input:0:3", "input:21:1", "holding:4000:3", "input:3028:3", "holding:9000:1"))
                    .containsExactly("[214, 210, 455]", "[38]", "[1, 0, 0]", "[32768, 1742, 810]", "{\"refused\": 2}");
        }
    }

    @Test
    void pymodbus_writes_the_inputs_of_sg_ready_and_the_state_follows() throws Exception {
        assumeTrue(!PYTHON.isEmpty(), "no -Dpeers=PYTHON; see src/test/peers/README.md");
        try (SimulatedModbus isg = new SimulatedModbus(ModbusMemory.isg())) {
            assertThat(ask(isg, "input:5000:1", "write:4001:1", "input:5000:1", "write:4002:1", "input:5000:1"))
                    .containsExactly("[2]", "[1]", "[3]", "[1]", "[4]");
        }
    }

    private static List<String> ask(SimulatedModbus device, String... questions) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, "src/test/peers/read_registers.py", String.valueOf(device.port())));
        command.addAll(List.of(questions));
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(said).isZero();
        return said.lines().toList();
    }
}
