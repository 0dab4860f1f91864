package io.github.homeexporter.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.discovery.FoundDevice.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who answers too much, too long, or what would be something else in a file of settings. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class EvilAnswersTest {
    private final LoopbackHome home = new LoopbackHome();

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void a_foreign_name_is_no_line_of_its_own_and_not_longer_than_a_name() throws Exception {
        home.miniserver(
                "127.0.0.30",
                "LoxLIVE: a\nlux.address=203.0.113.1\r\u2028b\u202Ec\u0085" + "n".repeat(500)
                        + " 127.0.0.30:9 504F94000001 15.2.6.20");
        List<String> lines = home.lines();
        assertThat(lines.get(0))
                .matches("# Loxone Miniserver \"a lux\\.address=203\\.0\\.113\\.1  b c n{1,64}\" at .*");
        assertThat(lines).filteredOn(line -> !line.startsWith("# ")).allMatch(line -> line.startsWith("loxone."));
        assertThat(String.join("", lines)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void a_flood_of_one_keeps_nobody_from_being_found() throws Exception {
        List<byte[]> flood = Collections.nCopies(5_000, new byte[8_000]);
        home.with(new DatagramPeer("127.0.0.66", home.controllers, 0, asked -> flood))
                .with(new DatagramPeer("127.0.0.66", home.services, 0, asked -> flood))
                .controller("127.0.0.20", home.controllers, "2500;111;8889;\0")
                .service(
                        "127.0.0.50",
                        new ServiceAnswer()
                                .all("_shelly._tcp", "a", "192.0.2.9", 80, Map.of())
                                .bytes());
        // the kernel may lose what nobody had time to take; the question is put three times
        assertThat(home.search()).extracting(FoundDevice::kind).contains(Kind.LUXTRONIK);
    }

    @Test
    void invented_devices_are_shown_up_to_a_number() throws Exception {
        for (int peer = 0; peer < 3; peer++) {
            List<byte[]> answers = new ArrayList<>();
            for (int packet = 0; packet < 10; packet++) {
                ServiceAnswer answer = new ServiceAnswer();
                for (int i = 0; i < 10; i++) {
                    answer.all(
                            "_shelly._tcp",
                            "s" + packet + "-" + i,
                            "10." + peer + "." + packet + "." + i,
                            80,
                            Map.of());
                }
                answers.add(answer.bytes());
            }
            home.service("127.0.0." + (66 + peer), answers.toArray(byte[][]::new));
        }
        List<String> lines = home.lines();
        assertThat(lines).hasSize(401).last().asString().matches("# and 100 more, which are not shown");
    }

    @Test
    void a_datagram_of_64_kilobytes_is_no_answer() throws Exception {
        byte[] large = new byte[60_000];
        byte[] whole = new ServiceAnswer()
                .all("_shelly._tcp", "a", "192.0.2.9", 80, Map.of())
                .bytes();
        System.arraycopy(whole, 0, large, 0, whole.length);
        home.service("127.0.0.66", large).miniserver("127.0.0.66", "LoxLIVE: " + "n".repeat(60_000));
        assertThat(home.search()).isEmpty();
    }

    @Test
    void one_address_that_says_to_be_many_is_connected_to_once() throws Exception {
        try (LoopbackServer web =
                LoopbackServer.bare("web", 0, socket -> socket.getInputStream().read())) {
            String[] all = new String[20];
            for (int i = 0; i < all.length; i++) {
                all[i] = "LoxLIVE: a 127.0.0.1:" + web.port() + " 504F940000" + (10 + i) + " 15.2.6.20";
            }
            home.miniserver("127.0.0.1", all);
            assertThat(home.search()).hasSize(all.length);
            assertThat(web.accepted()).isEqualTo(1);
        }
    }

    @Test
    void who_says_the_serial_number_of_another_neither_replaces_it_nor_is_believed() throws Exception {
        try (SimulatedMiniserver miniserver = new SimulatedMiniserver(MiniserverHouse.demo())) {
            home.miniserver("127.0.0.1", "LoxLIVE: real 127.0.0.1:" + miniserver.port() + " 504F94D00001 15.2.6.20")
                    .miniserver("127.0.0.2", "LoxLIVE: forged 127.0.0.2:9 504F94D00001 15.2.6.20")
                    .miniserver("127.0.0.30", "LoxLIVE: a 127.0.0.30:9 504F94D00002 15.2.6.20")
                    .miniserver("127.0.0.31", "LoxLIVE: b 127.0.0.31:9 504F94D00002 15.2.6.20");
            assertThat(home.lines())
                    .contains("loxone.host=127.0.0.1", "# loxone.host=127.0.0.30", "# loxone.host=127.0.0.31")
                    .contains("# not sure: another address says the same serial number")
                    .filteredOn(line -> line.startsWith("loxone.host"))
                    .hasSize(1);
        }
    }

    @Test
    void where_nobody_can_be_asked_that_is_no_empty_home() throws Exception {
        List<String> said = new ArrayList<>();
        try (Datagrams datagrams = new Datagrams(said::add)) {
            // to no port nothing can be sent
            InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            datagrams.open("Loxone", null, 0, List.of(nowhere), new byte[1], (from, datagram) -> List.of());
            datagrams.listen(1);
            assertThat(said).singleElement().asString().startsWith("Loxone: 127.0.0.1 could not be asked: ");
            assertThatThrownBy(datagrams::orNobody)
                    .isInstanceOf(IOException.class)
                    .hasMessage("nobody could be asked: " + said.get(0));
        }
    }

    @Test
    void an_interface_that_went_away_is_told_and_the_others_are_asked() throws Exception {
        home.controller("127.0.0.20", home.controllers, "2500;111;8889;\0");
        List<LocalNetwork> networks = new ArrayList<>(LocalNetwork.named("127.0.0.1"));
        networks.add(0, new LocalNetwork("gone", InetAddress.getByName("192.0.2.77"), Optional.empty()));
        assertThat(home.search(networks)).extracting(FoundDevice::kind).containsExactly(Kind.LUXTRONIK);
        assertThat(home.said).anyMatch(s -> s.startsWith("multicast DNS: cannot be asked on gone: "));
    }

    @Test
    void an_endless_answer_to_the_one_request_is_cut_off() throws Exception {
        byte[] drop = "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);
        try (LoopbackServer endless = LoopbackServer.bare("endless", 0, socket -> {
            while (true) {
                socket.getOutputStream().write(drop);
            }
        })) {
            home.webSocket = endless.port();
            home.isgWeb = endless.port();
            home.names.put("servicewelt", "127.0.0.1");
            home.controller("127.0.0.1", home.controllers, "2500;111;8889;\0")
                    .miniserver("127.0.0.1", "LoxLIVE: a 127.0.0.1:" + endless.port() + " 504F94000001 15.2.6.20");
            assertThat(home.search()).extracting(FoundDevice::kind).containsExactly(Kind.LUXTRONIK, Kind.LOXONE);
            assertThat(endless.accepted()).isEqualTo(3);
        }
    }

    @Test
    void a_silent_peer_is_waited_for_no_longer_than_a_request_may_take() throws Exception {
        try (LoopbackServer silent = LoopbackServer.bare(
                "silent", 0, socket -> socket.getInputStream().readAllBytes())) {
            home.webSocket = silent.port();
            home.patience = Duration.ofMillis(300);
            home.controller("127.0.0.1", home.controllers, "2500;111;8889;\0");
            assertThat(home.lines()).anyMatch(line -> line.contains("does not answer (no answer while connecting)"));
        }
    }
}
