package io.github.homeexporter.isg.sgready;

import static io.github.homeexporter.isg.sgready.SgReadyProgram.alert;
import static io.github.homeexporter.isg.sgready.SgReadyProgram.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.sample.LogLines;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the heat pump has decides, never what the program remembers. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class SgReadyDeviceTest {
    @TempDir
    Path folder;

    @Test
    void a_lock_from_before_a_restart_ends_with_its_alert() throws Exception {
        try (SimulatedModbus isg = new SimulatedModbus(ModbusMemory.isg())) {
            SgReadyProgram first = new SgReadyProgram(folder, Map.of(), isg);
            first.post(body(alert("firing", "inactive", "l")));
            assertThat(first.inputs()).isEqualTo("0 1");
            first.stop();
            try (SgReadyProgram second = new SgReadyProgram(folder, Map.of(), isg)) {
                second.hold();
                assertThat(second.inputs()).isEqualTo("0 1");
                assertThat(second.value("isg_sgready_requested")).isEqualTo(1);
                assertThat(second.post(body(alert("resolved", "inactive", "l"))).body())
                        .contains("set: normal");
                assertThat(second.inputs()).isEqualTo("0 0");
            }
        }
    }

    @Test
    void the_level_is_read_at_the_start_and_said_when_nobody_is_known_to_wish_it() throws Exception {
        try (SimulatedModbus isg = new SimulatedModbus(ModbusMemory.isg());
                LogLines log = new LogLines(SgReadyHold.class)) {
            isg.memory().holding(4001, 1, 0);
            try (SgReadyProgram program = new SgReadyProgram(folder, Map.of(), isg)) {
                program.hold();
                assertThat(program.value("isg_sgready_state")).isPositive();
                assertThat(program.writes()).isZero();
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("the heat pump has active, and nobody is known to wish it"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_level_that_stands_is_not_written_again() throws Exception {
        try (SgReadyProgram program = new SgReadyProgram(folder, Map.of())) {
            program.post(body(alert("firing", "inactive", "l")));
            for (int i = 0; i < 5; i++) {
                program.hold();
            }
            assertThat(program.writes()).isEqualTo(1);
            program.isg.memory().holding(4001, 0, 0);
            program.hold();
            assertThat(program.writes()).isEqualTo(2);
            assertThat(program.inputs()).isEqualTo("0 1");
            assertThat(program.actions("lock")).isEqualTo(1);
        }
    }

    @Test
    void a_heat_pump_that_is_away_is_said_at_the_call_and_gets_the_level_when_it_is_back() throws Exception {
        ModbusMemory memory = ModbusMemory.isg();
        SimulatedModbus isg = new SimulatedModbus(memory);
        try (LogLines log = new LogLines(SgReadyHold.class);
                SgReadyProgram program = new SgReadyProgram(folder, Map.of(), isg)) {
            program.hold();
            isg.close();
            HttpResponse<String> answer = program.post(body(alert("firing", "inactive", "l")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN sg ready: the heat pump does not say which level it has"))
                    .hasSize(1);
            program.hold();
            try (SimulatedModbus back = new SimulatedModbus(memory, isg.port())) {
                program.hold();
                assertThat(program.inputs()).isEqualTo("0 1");
                assertThat(back.accepted()).isPositive();
            }
        }
    }

    @Test
    void a_lock_does_not_wait_for_the_minimum_time_of_force() throws Exception {
        try (SgReadyProgram program = new SgReadyProgram(
                folder, Map.of("isg.sgready.minimum-time", "10m", "isg.sgready.allow-force", "true"))) {
            program.post(body(alert("firing", "force", "f")));
            assertThat(program.post(body(alert("firing", "lock", "l"))).body()).contains("set: lock");
            assertThat(program.inputs()).isEqualTo("0 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"active, 1 0", "3, 1 0", "\"lock\", 0 1", "1, 0 1"})
    void a_program_says_a_level_and_asks_for_it(String word, String inputs) throws Exception {
        try (SgReadyProgram program = new SgReadyProgram(folder, Map.of())) {
            assertThat(program.mode(null).body()).contains("\"mode\":2").contains("\"level\":\"normal\"");
            assertThat(program.mode(word).statusCode()).isEqualTo(200);
            assertThat(program.inputs()).isEqualTo(inputs);
            assertThat(program.mode(null).body()).contains("\"mode\":" + (inputs.equals("1 0") ? 3 : 1));
            assertThat(program.mode("normal").body()).contains("set: normal");
            assertThat(program.inputs()).isEqualTo("0 0");
        }
    }

    @Test
    void a_wish_goes_through_the_same_token_and_minimum_time_as_an_alert() throws Exception {
        try (SgReadyProgram program = new SgReadyProgram(folder, Map.of("isg.sgready.minimum-time", "10m"))) {
            assertThat(SgReadyProgram.send(
                                    java.net.http.HttpRequest.newBuilder(program.webhook.resolve("/sgready/mode")))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(program.mode("turbo").statusCode()).isEqualTo(400);
            assertThat(program.mode("force").statusCode()).isEqualTo(400);
            assertThat(program.actions("unknown")).isEqualTo(2);
            program.mode("active");
            assertThat(program.mode("normal").body()).contains("waiting: normal");
            assertThat(program.writes()).isEqualTo(1);
        }
    }

    @Test
    void a_route_takes_a_level_from_wherever_it_comes() throws Exception {
        try (LogLines log = new LogLines(SgReadyHold.class);
                SgReadyProgram program = new SgReadyProgram(folder, Map.of())) {
            assertThat(program.wish("active")).isEqualTo("set: active");
            assertThat(program.inputs()).isEqualTo("1 0");
            assertThat(log.lines()).contains("INFO sg ready: set from normal to active because of mqtt");
            program.wish("nonsense");
            assertThat(log.lines())
                    .contains(
                            "WARN sg ready: mqtt asks for level \"nonsense\"; allowed: active, inactive, lock, normal,"
                                    + " force, or 1 to 4");
        }
    }
}
