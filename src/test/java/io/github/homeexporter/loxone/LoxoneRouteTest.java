package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver.MiniserverFault;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login, values, goodbye, over a real socket. */
class LoxoneRouteTest {
    @TempDir
    Path directory;

    private SimulatedMiniserver miniserver;
    private final LiveMiniservers program = new LiveMiniservers();

    @BeforeEach
    void start() throws IOException {
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(20, 0));
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        miniserver.close();
    }

    private void allTwentyValues() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> program.controlValues().size() == 20);
    }

    @Test
    void a_new_miniserver_is_asked_who_it_is_logged_into_by_a_web_token_and_read() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        allTwentyValues();
        assertThat(miniserver.commands())
                .containsExactly(
                        "/jdev/cfg/apiKey",
                        "/jdev/sys/getPublicKey",
                        "keyexchange",
                        "getkey2",
                        "getjwt",
                        "LoxAPP3.json",
                        "enablebinstatusupdate");
        assertThat(program.page()).containsEntry("loxone_exporter_connected{miniserver=\"loxone\"}", 1.0);
        assertThat(program.page().keySet())
                .anyMatch(series -> series.startsWith("loxone_control_value")
                        && series.contains("miniserver=\"loxone\"")
                        && series.contains("name=\"Sensor 3\"")
                        && series.contains("subcontrol=\"value\""));
        assertThat(miniserver.mostWebSockets()).isEqualTo(1);
    }

    @Test
    void the_demo_house_shows_all_its_states() throws Exception {
        miniserver.house(MiniserverHouse.demo());
        program.route("loxone", miniserver, "includeTextValues=true", "naming=BOTH")
                .untilUp("loxone");
        await().atMost(Duration.ofSeconds(10)).until(() -> program.page().keySet().stream()
                .anyMatch(series -> series.startsWith("loxone_control_info") && series.contains("Heating water")));
        assertThat(program.page().keySet())
                .anyMatch(series -> series.startsWith("loxone_meter_joules_total"))
                .anyMatch(series -> series.startsWith("loxone_operating_mode"));
        assertThat(program.page())
                .containsEntry("home_exporter_loxone_unknown_values_total{miniserver=\"loxone\"}", 0.0);
    }

    @Test
    void older_firmware_gets_a_plain_token_and_the_oldest_a_hash() throws Exception {
        miniserver.firmware("10.1.0.0").faults(MiniserverFault.NO_API_KEY, MiniserverFault.SHA1);
        program.route("token", miniserver).untilUp("token");
        assertThat(miniserver.commands()).contains("/jdev/cfg/api", "gettoken").doesNotContain("getjwt");
        try (SimulatedMiniserver oldest = new SimulatedMiniserver(MiniserverHouse.of(1, 0)).firmware("9.0.9.26")) {
            program.route("hash", oldest).untilUp("hash");
            assertThat(oldest.commands()).contains("authenticate").doesNotContain("/jdev/sys/getPublicKey");
        }
    }

    @Test
    void a_miniserver_that_says_it_knows_web_tokens_and_does_not_gets_one_login() throws Exception {
        miniserver.faults(MiniserverFault.NO_WEB_TOKENS, MiniserverFault.SHA1);
        program.route("loxone", miniserver).untilUp("loxone");
        assertThat(miniserver.commands()).containsSubsequence("getjwt", "gettoken");
        assertThat(miniserver.failedLogins()).isZero();
    }

    @Test
    void estimated_headers_of_either_flag_and_tables_between_question_and_answer_are_no_trouble() throws Exception {
        miniserver.faults(MiniserverFault.ESTIMATES_0X80, MiniserverFault.TABLE_FIRST);
        program.route("loxone", miniserver).untilUp("loxone");
        allTwentyValues();
        miniserver.faults(MiniserverFault.ESTIMATES_0X01).dropAll();
        await().until(() -> miniserver.openedWebSockets() == 2 && miniserver.subscribers() == 1);
        allTwentyValues();
    }

    @Test
    void stopping_gives_the_token_back_and_closes_politely() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        assertThat(miniserver.tokens()).hasSize(1);
        program.context.getRouteController().stopRoute("loxone");
        await().until(() -> miniserver.closes().equals(List.of(1000)));
        assertThat(miniserver.commands()).endsWith("getkey", "killtoken");
        assertThat(miniserver.tokens()).isEmpty();
        assertThat(program.page()).containsEntry("loxone_exporter_connected{miniserver=\"loxone\"}", 0.0);
        await().until(() -> miniserver.webSockets() == 0);
    }

    @Test
    void a_miniserver_that_ignores_the_goodbye_does_not_hold_the_stop() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        miniserver.faults(MiniserverFault.MUTE, MiniserverFault.IGNORE_CLOSE);
        program.context.getRouteController().stopRoute("loxone");
        await().until(() -> miniserver.webSockets() == 0);
        assertThat(program.state("loxone")).isEqualTo(DeviceState.STOPPED);
    }

    @Test
    void a_removed_route_takes_what_was_said_of_its_miniserver_with_it() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        program.context.getRouteController().stopRoute("loxone");
        program.context.removeRoute("loxone");
        assertThat(program.page().keySet())
                .noneMatch(series -> series.startsWith("loxone_exporter_")
                        || series.startsWith("home_exporter_loxone_")
                        || series.startsWith("loxone_login_"));
    }

    @Test
    void a_token_file_spares_the_password_at_the_next_start() throws Exception {
        Path file = directory.resolve("token");
        program.route("loxone", miniserver, "tokenFile=" + file).untilUp("loxone");
        program.close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(miniserver.commands()).doesNotContain("killtoken");
        miniserver.commands().clear();
        try (LiveMiniservers next = new LiveMiniservers()) {
            next.route("loxone", miniserver.address(), "forgotten", "tokenFile=" + file)
                    .untilUp("loxone");
            assertThat(miniserver.commands()).contains("authwithtoken").doesNotContain("getjwt");
            assertThat(next.page().get("loxone_login_failures_total{miniserver=\"loxone\",reason=\"bad_credentials\"}"))
                    .isZero();
        }
    }

    @Test
    void an_ipv6_host_stands_in_brackets() throws Exception {
        ServerSocket socket;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getAllByName("::1")[0]);
        } catch (IOException e) {
            Assumptions.abort("this machine has no ::1");
            return;
        }
        try (SimulatedMiniserver six = new SimulatedMiniserver(MiniserverHouse.of(3, 0), socket)) {
            program.route("loxone", "[::1]:" + socket.getLocalPort(), six.password())
                    .untilUp("loxone");
            await().until(() -> program.controlValues().size() == 3);
        }
    }

    @Test
    void a_hundred_thousand_events_arrive_all_of_them_and_in_order() throws Exception {
        program.route("loxone", miniserver).untilUp("loxone");
        allTwentyValues();
        program.batches.clear();
        String state = MiniserverHouse.state(7);
        for (int table = 0; table < 1_000; table++) {
            byte[][] hundred = new byte[100][];
            for (int i = 0; i < 100; i++) {
                hundred[i] = MiniserverWire.values(Map.of(state, table * 100.0 + i + 1));
            }
            miniserver.send(MiniserverWire.frames(MiniserverWire.VALUES, joined(hundred)));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> program.controlValues().contains(100_000.0));
        assertThat(program.history("name=\"Sensor 7\""))
                .isEqualTo(IntStream.rangeClosed(1, 100_000)
                        .mapToObj(Double::valueOf)
                        .toList());
    }

    private static byte[] joined(byte[][] entries) {
        byte[] all = new byte[entries.length * 24];
        for (int i = 0; i < entries.length; i++) {
            System.arraycopy(entries[i], 0, all, i * 24, 24);
        }
        return all;
    }
}
