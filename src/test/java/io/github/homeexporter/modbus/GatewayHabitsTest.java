package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.isg.SimulatedModbus.Misbehaviour;
import io.github.homeexporter.modbus.protocol.Cycle;
import io.github.homeexporter.modbus.protocol.Cycle.Learned;
import io.github.homeexporter.modbus.protocol.Plan;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.sample.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways do that the standard does not know: no habit costs more than the value it concerns. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class GatewayHabitsTest {
    private final Asking asking = new Asking();
    private SimulatedModbus device;
    private String file;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        ModbusMemory memory = new ModbusMemory();
        StringBuilder csv = new StringBuilder("register,address,table\n");
        for (int i = 0; i < 40; i++) {
            memory.input(i, 100 + i);
            csv.append("r%d,%d,input\n".formatted(i, i));
        }
        device = new SimulatedModbus(memory);
        file = Files.writeString(folder.resolve("r.csv"), csv).toString();
    }

    @AfterEach
    void stop() throws IOException {
        asking.close();
        device.close();
    }

    private Map<String, Double> read(String options) {
        return asking.read("modbus:" + device.address() + "?requestTimeout=300ms&pause=0&registers=" + file + options);
    }

    private static int word(byte[] request, int at) {
        return (request[at] & 0xFF) << 8 | request[at + 1] & 0xFF;
    }

    private static byte[] exception(byte[] request, int code) {
        return new byte[] {request[0], request[1], 0, 0, 0, 3, request[6], (byte) (request[7] | 0x80), (byte) code};
    }

    private void always(Misbehaviour how) {
        device.misbehave(Integer.MAX_VALUE, how);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_register_that_is_refused_costs_itself_whatever_the_code_and_is_not_asked_for_again(int code) {
        always((request, right, out) -> {
            int first = word(request, 8);
            boolean hole = first <= 7 && first + word(request, 10) > 7;
            out.write(hole ? exception(request, code) : right);
            return true;
        });
        assertThat(read("")).hasSize(39).doesNotContainKey("r7").containsEntry("r6", 106.0);
        assertThat(read("")).hasSize(39);
        int learned = device.requests().size();
        assertThat(read("")).hasSize(39);
        assertThat(device.requests().subList(learned, device.requests().size()))
                .doesNotContain("010400070001")
                .hasSizeLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_limit_of_length_is_learned(int code) {
        always((request, right, out) -> {
            out.write(word(request, 10) > 8 ? exception(request, code) : right);
            return true;
        });
        assertThat(read("")).hasSize(40);
        assertThat(read("")).hasSize(40);
        int learned = device.requests().size();
        assertThat(read("")).hasSize(40);
        assertThat(device.requests()).hasSize(learned + 8);
    }

    @Test
    void a_failure_that_passes_leaves_the_blocks_as_they_were() {
        device.misbehave(1, (request, right, out) -> {
            out.write(exception(request, 4));
            return true;
        });
        assertThat(read("")).hasSize(40);
        int before = device.requests().size();
        assertThat(read("")).hasSize(40);
        assertThat(device.requests()).hasSize(before + 1);
    }

    @Test
    void a_device_that_refuses_all_at_night_is_whole_in_the_morning() {
        always((request, right, out) -> {
            out.write(exception(request, 4));
            return true;
        });
        for (int night = 0; night < 4; night++) {
            assertThatThrownBy(() -> read("")).rootCause().hasMessageContaining("exception 04");
        }
        device.misbehave(0, (request, right, out) -> true);
        assertThat(read("")).hasSize(40);
    }

    @Test
    void what_was_learned_is_said_once_and_in_one_line() {
        device.memory().withoutInput(7, 1);
        device.memory().withoutInput(20, 2);
        try (LogLines log = new LogLines(ModbusDevice.class)) {
            read("");
            read("");
            assertThat(log.ofThisThread())
                    .singleElement()
                    .asString()
                    .contains("modbus: input 7, input 20, input 21: exception 02 (no such address); left out, asked for"
                            + " again once a day");
        }
    }

    @Test
    void a_device_that_is_busy_is_asked_again_within_the_reading() {
        device.misbehave(2, (request, right, out) -> {
            out.write(exception(request, 6));
            return true;
        });
        assertThat(read("")).hasSize(40);
        device.misbehave(1, (request, right, out) -> {
            out.write(exception(request, 6));
            return true;
        });
        try (Asking hasty = new Asking()) {
            String uri = "modbus:" + device.address() + "?busyRetries=0&registers=" + file;
            assertThatThrownBy(() -> hasty.read(uri)).rootCause().hasMessageContaining("exception 06 (device busy)");
        }
    }

    @Test
    void a_gateway_that_always_says_one_transaction_is_told_and_can_be_tolerated() {
        always((request, right, out) -> {
            right[0] = 0;
            right[1] = 77;
            out.write(right);
            return true;
        });
        // longer than a busy machine needs for the answer
        String patient = "modbus:" + device.address() + "?requestTimeout=5s&pause=0&registers=" + file;
        assertThatThrownBy(() -> asking.read(patient))
                .rootCause()
                .hasMessageContaining("answered with transaction id 77 instead of")
                .hasMessageContaining("anyTransaction=true");
        asking.close();
        try (Asking tolerant = new Asking()) {
            assertThat(tolerant.read("modbus:" + device.address() + "?pause=0&anyTransaction=true&registers=" + file))
                    .hasSize(40);
        }
    }

    @Test
    void a_gateway_that_says_its_own_unit_is_told_and_can_be_tolerated() {
        always((request, right, out) -> {
            right[6] = 1;
            out.write(right);
            return true;
        });
        assertThatThrownBy(() -> read("&unitId=5"))
                .rootCause()
                .hasMessageContaining("unit 1 answered for unit 5 (anyUnit=true");
        try (Asking tolerant = new Asking()) {
            assertThat(tolerant.read("modbus:" + device.address() + "?pause=0&unitId=5&anyUnit=true&registers=" + file))
                    .hasSize(40);
        }
    }

    @Test
    void a_device_for_one_client_is_let_go_after_each_reading() {
        assertThat(read("&closeAfterRound=true")).hasSize(40);
        assertThat(read("&closeAfterRound=true")).hasSize(40);
        assertThat(device.accepted()).isEqualTo(2);
        assertThat(device.mostOpen()).isEqualTo(1);
    }

    @Test
    void a_gateway_that_is_deaf_after_connecting_is_found_out_without_an_option() {
        AtomicInteger connection = new AtomicInteger();
        long[] since = new long[1];
        always((request, right, out) -> {
            if (device.accepted() != connection.getAndSet(device.accepted())) {
                since[0] = System.nanoTime();
            }
            // deaf to what comes at once: the first request of a connection that was not waited with
            boolean early = device.accepted() < 2;
            if (!early) {
                out.write(right);
            }
            return true;
        });
        assertThatThrownBy(() -> read(""))
                .rootCause()
                .hasMessageContaining("did not answer within 300 ms")
                .hasMessageContaining("unitId")
                .hasMessageContaining("framing=rtu")
                .hasMessageContaining("pauseAfterConnect");
        assertThat(read("")).hasSize(40);
    }

    @Test
    void frames_of_a_serial_line_are_spoken_over_tcp() throws Exception {
        try (SerialGateway gateway = new SerialGateway(device.memory())) {
            String uri = "modbus:127.0.0.1:" + gateway.port() + "?pause=0&requestTimeout=500ms&registers=" + file;
            assertThat(asking.read(uri + "&framing=rtu")).hasSize(40).containsEntry("r39", 139.0);
            assertThat(gateway.requests()).containsExactly("010400000028f014");
        }
    }

    @Test
    void an_answer_in_frames_of_a_serial_line_is_told() throws Exception {
        always((request, right, out) -> {
            out.write(new byte[] {1, 4, 4, 0, 1, 0, 2, 0x11, 0x22});
            return true;
        });
        assertThatThrownBy(() -> read("")).rootCause().hasMessageContaining("framing=rtu");
    }

    @Test
    void what_failed_is_tried_again_on_demand_and_the_rest_stays_left_out() throws Exception {
        AtomicInteger code = new AtomicInteger(4);
        List<Span> spans = IntStream.range(0, 4)
                .mapToObj(i -> new Span(RegisterTable.INPUT, 10 * i, 1))
                .toList();
        Plan plan = Plan.of(spans, 0, 100);
        Cycle.Transport transport = request -> answer(request, code.get());
        plan.read(transport, 1);
        Cycle second = plan.read(transport, 1);
        assertThat(second.learned())
                .containsExactly(
                        new Learned("input 20", "exception 04 (device failure); left out, asked for again every hour"));
        assertThat(plan.read(transport, 1).faults()).isEmpty();
        code.set(0);
        assertThat(plan.read(transport, 1).image().words(spans.get(2))).isEmpty();
        plan.retryFailed();
        assertThat(plan.read(transport, 1).image().words(spans.get(2))).isPresent();
    }

    private static Reply answer(Request request, int code) {
        return request.address() == 20 && code > 0 ? new Reply(code, new short[0]) : new Reply(0, new short[] {1});
    }

    @Test
    void a_pause_after_connecting_is_within_bounds() {
        assertThatThrownBy(
                        () -> read("&pauseAfterConnect=" + Duration.ofMinutes(2).toSeconds()))
                .rootCause()
                .hasMessageContaining("pauseAfterConnect=\"120\"; allowed: 0 to 30s");
        assertThatThrownBy(() -> read("&framing=ascii"))
                .rootCause()
                .hasMessageContaining("framing=\"ascii\"; allowed: ");
    }
}
