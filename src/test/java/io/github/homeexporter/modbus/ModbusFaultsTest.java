package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.isg.SimulatedModbus.Misbehaviour;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault costs its own block and is gone at the next reading. The device has two blocks, at 0 and at 100. */
class ModbusFaultsTest {
    private final Asking asking = new Asking();
    private SimulatedModbus device;
    private String uri;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        device = new SimulatedModbus(new ModbusMemory().input(0, 1, 2).input(100, 3, 4));
        uri = uri("""
                register,address,table
                a,0,input
                b,1,input
                c,100,input
                d,101,input
                """, device.port());
    }

    @AfterEach
    void stop() throws IOException {
        asking.close();
        device.close();
    }

    private String uri(String csv, int port) throws IOException {
        Path file = Files.writeString(folder.resolve("registers.csv"), csv);
        return "modbus:127.0.0.1:" + port + "?requestTimeout=1500ms&connectTimeout=10s&pause=0&registers=" + file;
    }

    private static final Map<String, Double> ALL = Map.of("a", 1.0, "b", 2.0, "c", 3.0, "d", 4.0);
    private static final Map<String, Double> WITHOUT_FIRST = Map.of("c", 3.0, "d", 4.0);

    @Test
    void without_a_fault_all_come() {
        assertThat(asking.read(uri)).isEqualTo(ALL);
        assertThat(device.requests()).containsExactly("010400000002", "010400640002");
    }

    @ParameterizedTest
    @CsvSource({"8, exception_08", "10, exception_0a", "11, exception_0b"})
    void an_exception_costs_its_block_and_is_counted(int code, String reason) {
        device.misbehave(1, raw((request, right) -> bytes(head(request, 3), hex("84%02x".formatted(code)))));
        assertThat(asking.read(uri)).isEqualTo(WITHOUT_FIRST);
        assertThat(asking.errors("modbus", reason)).isEqualTo(1);
        assertThat(asking.read(uri)).isEqualTo(ALL);
    }

    @Test
    void an_unknown_function_is_not_used_again() throws IOException {
        device.memory().coil(0, 1);
        String both = uri("register,address,table\na,0,input\nb,100,input\nc,0,coil\n", device.port());
        device.misbehave(1, raw((request, right) -> bytes(head(request, 3), hex("8101"))));
        assertThat(asking.read(both)).isEqualTo(Map.of("a", 1.0, "b", 3.0));
        assertThat(asking.errors("modbus", "exception_01")).isEqualTo(1);
        asking.read(both);
        assertThat(device.requests()).filteredOn(r -> r.startsWith("0101")).hasSize(1);
    }

    @Test
    void a_group_that_does_not_exist_is_dropped_and_not_asked_for_again() {
        device.memory().withoutInput(100, 2);
        assertThat(asking.read(uri)).isEqualTo(Map.of("a", 1.0, "b", 2.0));
        int first = device.requests().size();
        assertThat(asking.read(uri)).isEqualTo(Map.of("a", 1.0, "b", 2.0));
        assertThat(device.requests()).hasSize(first + 1);
        assertThat(asking.errors("modbus", "exception_02")).isEqualTo(2);
    }

    @Test
    void half_the_registers_missing_cost_nothing_but_themselves() throws IOException {
        StringBuilder csv = new StringBuilder("register,address,table\n");
        ModbusMemory memory = device.memory();
        for (int i = 0; i < 100; i++) {
            csv.append("r%02d,%d,input\n".formatted(i, 1000 + i));
            if (i % 2 == 0) {
                memory.input(1000 + i, i);
            }
        }
        String half = uri(csv.toString(), device.port());
        assertThat(asking.read(half)).hasSize(50).containsEntry("r00", 0.0).containsEntry("r98", 98.0);
        int first = device.requests().size();
        assertThat(asking.read(half)).hasSize(50);
        assertThat(device.requests().size() - first).isEqualTo(50);
    }

    @Test
    void a_late_answer_is_dropped_and_counted() {
        device.misbehave(1, (request, right, out) -> {
            byte[] other = right.clone();
            other[1]++;
            out.write(other);
            out.write(right);
            return true;
        });
        assertThat(asking.read(uri)).isEqualTo(ALL);
        assertThat(asking.errors("modbus", "stale_answer")).isEqualTo(1);
        assertThat(device.accepted()).isEqualTo(1);
    }

    @Test
    void only_a_wrong_transaction_is_said_as_that_and_a_new_connection() {
        device.misbehave(1, raw((request, right) -> {
            right[1]++;
            return right;
        }));
        assertThat(asking.read(uri)).isEqualTo(WITHOUT_FIRST);
        assertThat(asking.errors("modbus", "wrong_id")).isEqualTo(1);
        assertThat(asking.errors("modbus", "stale_answer")).isZero();
        assertThat(asking.read(uri)).isEqualTo(ALL);
        assertThat(device.accepted()).isEqualTo(2);
        assertThat(device.mostOpen()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9})
    void a_close_in_mid_frame_is_tried_once_more_on_a_new_connection(int sent) {
        device.misbehave(1, closing((request, right) -> Arrays.copyOf(right, sent)));
        assertThat(asking.read(uri)).isEqualTo(ALL);
        assertThat(device.accepted()).isEqualTo(2);
    }

    @Test
    void a_peer_that_always_closes_is_down() {
        device.misbehave(Integer.MAX_VALUE, closing((request, right) -> new byte[0]));
        assertThatThrownBy(() -> asking.read(uri)).rootCause().hasMessageContaining("closed the connection");
        assertThat(asking.store().devices().get(0).state()).isEqualTo(DeviceState.DOWN);
        device.misbehave(0, closing((request, right) -> new byte[0]));
        assertThat(asking.read(uri)).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "byte count 4 with 2 data bytes, 0000 0005 01 04 04 0001",
        "one register instead of two, 0000 0005 01 04 02 0001",
        "MBAP length two short, 0000 0005 01 04 04 0001 0002",
        "MBAP length of 5000, 0000 1388 01 04 04 0001 0002",
        "unit 9 answers, 0000 0007 09 04 04 0001 0002",
        "function 03 for 04, 0000 0007 01 03 04 0001 0002",
        "protocol id 7, 0007 0007 01 04 04 0001 0002",
        "exception without a code, 0000 0003 01 84 00",
        "nothing after the unit, 0000 0001 01"
    })
    void bytes_that_are_no_answer_cost_the_block_and_close_the_connection(String what, String rest) {
        device.misbehave(1, raw((request, right) -> bytes(Arrays.copyOf(request, 2), hex(rest))));
        assertThat(asking.read(uri)).as(what).isEqualTo(WITHOUT_FIRST);
        assertThat(asking.errors("modbus", "malformed")).isEqualTo(1);
        assertThat(asking.read(uri)).isEqualTo(ALL);
        assertThat(device.accepted()).isEqualTo(2);
    }

    @Test
    void a_length_greater_than_what_comes_is_a_timeout() {
        device.misbehave(
                1, raw((request, right) -> bytes(Arrays.copyOf(request, 2), hex("0000 000C 01 04 04 0001 0002"))));
        assertThat(asking.read(uri)).isEqualTo(WITHOUT_FIRST);
        assertThat(asking.errors("modbus", "timeout")).isEqualTo(1);
        assertThat(asking.read(uri)).isEqualTo(ALL);
    }

    @Test
    void an_answer_that_trickles_is_an_answer() {
        device.misbehave(2, (request, right, out) -> {
            for (byte b : right) {
                out.write(b);
                out.flush();
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(5);
            }
            return true;
        });
        assertThat(asking.read(uri)).isEqualTo(ALL);
    }

    @Test
    void nobody_there_is_down_and_found_when_it_comes() throws IOException {
        int port = device.port();
        device.close();
        assertThatThrownBy(() -> asking.read(uri)).rootCause().hasMessageContaining("cannot be connected to");
        assertThat(asking.errors("modbus", "connect")).isPositive();
        assertThat(asking.store().devices().get(0).state()).isEqualTo(DeviceState.DOWN);
        device = new SimulatedModbus(new ModbusMemory().input(0, 1, 2).input(100, 3, 4), port);
        assertThat(asking.read(uri)).isEqualTo(ALL);
        assertThat(asking.store().devices().get(0).state()).isEqualTo(DeviceState.UP);
    }

    @Test
    void a_listener_that_says_nothing_is_given_up_after_two_requests() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            String many = uri(
                    "register,address,table\na,0,input\nb,100,input\nc,200,input\nd,300,input\n",
                    silent.getLocalPort());
            assertThatThrownBy(() -> asking.read(many))
                    .rootCause()
                    .hasMessageContaining("did not answer within 1500 ms");
            assertThat(asking.errors("modbus", "timeout"))
                    .isGreaterThanOrEqualTo(2)
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void a_reset_is_tried_once_more() {
        device.misbehave(1, (request, right, out) -> {
            throw new IOException("reset");
        });
        assertThat(asking.read(uri)).isEqualTo(ALL);
    }

    @Test
    void eight_that_ask_at_once_share_one_connection_and_get_their_own_answers() throws Exception {
        ModbusMemory memory = device.memory();
        for (int i = 0; i < 8; i++) {
            memory.input(500 + i, 1000 + i);
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Map<String, Double>>> answers = new java.util.ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Path file = Files.writeString(
                        folder.resolve("r" + i + ".csv"), "register,address,table\nr,%d,input\n".formatted(500 + i));
                String one = "modbus:127.0.0.1:" + device.port() + "?name=d" + i + "&kind=d" + i + "&registers=" + file;
                answers.add(pool.submit(() -> asking.read(one)));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(answers.get(i).get()).isEqualTo(Map.of("r", 1000.0 + i));
            }
            assertThat(device.accepted()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Says other bytes, and stays. */
    private static Misbehaviour raw(Answer answer) {
        return (request, right, out) -> {
            out.write(answer.bytes(request, right));
            return true;
        };
    }

    /** Says other bytes, and closes. */
    private static Misbehaviour closing(Answer answer) {
        return (request, right, out) -> {
            out.write(answer.bytes(request, right));
            out.flush();
            return false;
        };
    }

    private interface Answer {
        byte[] bytes(byte[] request, byte[] right);
    }

    private static byte[] head(byte[] request, int length) {
        byte[] head = Arrays.copyOf(request, 7);
        head[4] = 0;
        head[5] = (byte) length;
        return head;
    }

    private static byte[] bytes(byte[] first, byte[] more) {
        byte[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
