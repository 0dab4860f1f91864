package io.github.homeexporter.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.demo.isg.SimulatedIsg;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is found on the loopback network, where devices answer as devices are said to. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HomeSearchTest {
    private static final String TAIL = " 504F94D00001 15.2.6.20 Prog:2026-03-01 10:11:12 Type:2 HwId:A0001";

    private final LoopbackHome home = new LoopbackHome();

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void a_controller_that_opens_its_websocket_is_a_property_however_often_it_answers() throws Exception {
        try (SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90)) {
            home.webSocket = luxtronik.port();
            home.controller("127.0.0.1", home.controllers, "2500;111;8889;\0")
                    .controller("127.0.0.1", home.secondControllers, "2500;111;8889;\0", "2500;111;8889;\0");
            assertThat(home.lines())
                    .containsExactly("# Luxtronik heat pump at 127.0.0.1", "lux.address=127.0.0.1:" + luxtronik.port());
            assertThat(luxtronik.server().accepted()).isEqualTo(1);
        }
    }

    @Test
    void a_controller_whose_web_server_is_off_is_a_comment_that_says_how_to_switch_it_on() throws Exception {
        home.controller("127.0.0.20", home.controllers, "2500;111;8888;\0");
        assertThat(home.lines()).first().isEqualTo("# Luxtronik heat pump at 127.0.0.20");
        assertThat(home.lines())
                .allMatch(line -> line.startsWith("# "))
                .anyMatch(line -> line.contains("(connection refused)") && line.contains("Web server"))
                .endsWith("# lux.protocol=binary", "# lux.address=127.0.0.20:8888");
    }

    @Test
    void a_controller_that_is_set_already_is_not_connected_to() throws Exception {
        try (SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90)) {
            home.webSocket = luxtronik.port();
            home.set.put("lux.address", luxtronik.address());
            home.controller("127.0.0.1", home.controllers, "2500;111;8889;\0");
            assertThat(home.lines())
                    .containsExactly("# Luxtronik heat pump at 127.0.0.1", "# is set already: lux.address");
            assertThat(luxtronik.server().accepted()).isZero();
        }
    }

    @Test
    void neither_the_echo_of_ones_own_question_nor_strangers_are_devices() throws Exception {
        home.controller("127.0.0.20", home.controllers, "2000;111;1;\0", "", "x".repeat(2048))
                .peer(
                        "127.0.0.21",
                        home.secondControllers,
                        0,
                        List.of(HexFormat.of().parseHex("810b000801001008")))
                .miniserver("127.0.0.30", "", "LoxLIVE: ", "\u00e9".repeat(1000))
                .peer(
                        "127.0.0.31",
                        home.miniservers,
                        home.miniserverAnswers,
                        List.of(HexFormat.of().parseHex("fffefd")))
                .service("127.0.0.50", new byte[0], new byte[12], new byte[2000])
                .peer("127.0.0.60", home.inverters, 0, List.of(new byte[20]));
        assertThat(home.search()).isEmpty();
        assertThat(home.said).noneMatch(sentence -> sentence.contains("Exception"));
    }

    @Test
    void a_miniserver_that_says_the_same_serial_number_by_http_is_a_property() throws Exception {
        try (SimulatedMiniserver miniserver = new SimulatedMiniserver(MiniserverHouse.demo())) {
            home.miniserver("127.0.0.1", "LoxLIVE: Haus 127.0.0.1:" + miniserver.port() + TAIL);
            assertThat(home.lines())
                    .containsExactly(
                            "# Loxone Miniserver \"Haus\" at 127.0.0.1, serial number 504F94D00001, firmware 15.2.6.20",
                            "loxone.host=127.0.0.1",
                            "loxone.port=" + miniserver.port(),
                            "# loxone.username= and loxone.password= are still missing: a user that may see, and no more");
        }
    }

    @Test
    void who_names_another_address_or_says_another_serial_number_by_http_is_a_comment() throws Exception {
        try (SimulatedMiniserver miniserver = new SimulatedMiniserver(MiniserverHouse.demo())) {
            home.miniserver("127.0.0.1", "LoxLIVE: a 127.0.0.1:" + miniserver.port() + " 504F94000002 15.2.6.20")
                    .miniserver("127.0.0.31", "LoxLIVE: b 192.0.2.30:80 504F94000003 15.2.6.20");
            assertThat(home.lines())
                    .allMatch(line -> line.startsWith("# "))
                    .contains(
                            "# not sure: who answers there has the serial number 504F94D00001",
                            "# not sure: it says that its address is 192.0.2.30");
        }
    }

    @Test
    void of_two_miniservers_one_is_the_property_and_the_other_a_comment() throws Exception {
        home.miniserver("127.0.0.31", "LoxLIVE: b 127.0.0.31:9 504F94000002 15.2.6.20")
                .miniserver("127.0.0.30", "LoxLIVE: a 127.0.0.30:9 504F94000001 15.2.6.20");
        assertThat(home.lines())
                .containsSubsequence("loxone.host=127.0.0.30", "loxone.port=9", "# loxone.host=127.0.0.31")
                .contains("# a further one: copy the route (docs/loxone.md, several Miniservers)");
    }

    @Test
    void a_port_that_another_program_does_not_share_is_told_and_the_others_are_asked() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(null);
                DatagramSocket alsoTaken = new DatagramSocket(null)) {
            taken.setReuseAddress(false);
            taken.bind(new InetSocketAddress("0.0.0.0", home.miniserverAnswers));
            alsoTaken.setReuseAddress(false);
            alsoTaken.bind(new InetSocketAddress("0.0.0.0", home.controllers));
            home.controller("127.0.0.20", home.secondControllers, "2500;111;8889;");
            assertThat(home.search()).hasSize(1);
            assertThat(home.said)
                    .anyMatch(s -> s.startsWith("Loxone: UDP port " + home.miniserverAnswers + " is taken by another"))
                    .anyMatch(s -> s.startsWith("Luxtronik: UDP port " + home.controllers + " is taken by another")
                            && s.endsWith("asked from another"));
        }
    }

    @Test
    void an_isg_is_known_by_its_name_and_its_start_page() throws Exception {
        try (SimulatedIsg isg = new SimulatedIsg("de", 0)) {
            home.isgWeb = isg.port();
            home.names.put("servicewelt.lan", "127.0.0.1");
            assertThat(home.lines())
                    .contains(
                            "# Stiebel Eltron ISG at 127.0.0.1 (servicewelt.lan)",
                            "isg.url=http://127.0.0.1:" + isg.port(),
                            "# isg.modbus-host=127.0.0.1");
        }
    }

    @Test
    void a_name_that_leads_to_another_page_or_out_of_the_home_is_no_isg() throws Exception {
        try (LoopbackServer router = LoopbackServer.bare("router", 0, socket -> {
            socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\n\r\n<title>Servicewelt</title>".getBytes(StandardCharsets.UTF_8));
        })) {
            home.isgWeb = router.port();
            home.names.put("servicewelt", "203.0.113.9");
            home.names.put("servicewelt.lan", "127.0.0.1");
            assertThat(home.search()).isEmpty();
            assertThat(router.accepted()).isEqualTo(1);
        }
    }

    @Test
    void plugs_are_comments_that_say_what_is_missing() throws Exception {
        try (SimulatedPlug tapo = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedPlug kasa = new SimulatedPlug(PlugModel.HS110, "b", 2);
                SimulatedDiscovery air = new SimulatedDiscovery(tapo, kasa)) {
            home.plugs = air.port();
            assertThat(home.lines())
                    .contains(
                            "# TP-Link P110(EU) at " + tapo.address(),
                            "# tapo.username= and tapo.password= are still missing; with them plugs are found and read"
                                    + " by themselves",
                            "# TP-Link HS110(EU) at " + kasa.address(),
                            "# what needs no login is read by this line:",
                            "# tapo.plug-devices=" + kasa.address());
        }
    }

    @Test
    void lamps_and_hubs_say_that_they_are_not_read_by_default() throws Exception {
        try (SimulatedPlug lamp = new SimulatedPlug(PlugModel.L530E, "a", 1);
                SimulatedPlug hub = new SimulatedPlug(PlugModel.H100, "b", 2);
                SimulatedDiscovery air = new SimulatedDiscovery(lamp, hub)) {
            home.plugs = air.port();
            home.set.put("tapo.username", "me@example.com");
            assertThat(home.lines())
                    .contains(
                            "# TP-Link L530E(EU) at " + lamp.address(),
                            "# lamps and hubs are found and read only with this line:",
                            "# tapo.families=plugs,switches,bulbs,hubs");

            home.set.put("tapo.families", "plugs,bulbs");
            home.set.put("tapo.plug-devices", String.valueOf(hub.address()));
            assertThat(home.lines()).noneMatch(line -> line.contains("tapo.families"));
        }
    }

    @Test
    void what_announces_itself_is_a_comment_with_the_name_of_the_library() throws Exception {
        ServiceAnswer shelly = new ServiceAnswer()
                .all("_shelly._tcp", "shellyplus1pm-a", "192.0.2.9", 80, Map.of("gen", "2"))
                .all("_http._tcp", "shellyplus1pm-a", "192.0.2.9", 80, Map.of("gen", "2"));
        ServiceAnswer others = new ServiceAnswer()
                .all("_http._tcp", "shelly1-b", "192.0.2.10", 80, Map.of())
                .all("_http._tcp", "evcc", "192.0.2.11", 7070, Map.of())
                .all("_http._tcp", "Printer", "192.0.2.12", 80, Map.of())
                .all("_esphomelib._tcp", "desk", "192.0.2.13", 6053, Map.of())
                .all("_hwenergy._tcp", "p1", "192.0.2.14", 80, Map.of())
                .all("_opendtu._tcp", "roof", "192.0.2.15", 80, Map.of())
                .all("_mqtt._tcp", "Küche 1.OG", "192.0.2.16", 1884, Map.of())
                .all("_home-assistant._tcp", "Home", "192.0.2.17", 8123, Map.of());
        home.service("127.0.0.50", shelly.bytes())
                .service("127.0.0.51", others.bytes())
                .peer(
                        "127.0.0.60",
                        home.inverters,
                        0,
                        List.of(HexFormat.of().parseHex("534d4100000402a0000000010002000000010004001000010003")));
        assertThat(home.lines())
                .containsExactly(
                        "# SMA device at 127.0.0.60",
                        "# --add sma-inverter=127.0.0.60, sma-hybrid or sunspec, by what it is and has switched on",
                        "# Shelly \"shellyplus1pm-a\" at 192.0.2.9",
                        "# --add shelly=192.0.2.9",
                        "# Shelly \"shelly1-b\" at 192.0.2.10",
                        "# --add shelly-gen1=192.0.2.10",
                        "# evcc \"evcc\" at 192.0.2.11:7070",
                        "# --add evcc=192.0.2.11:7070",
                        "# ESPHome \"desk\" at 192.0.2.13",
                        "# --add esphome",
                        "# it is read by MQTT: the broker's address goes into the setting",
                        "# HomeWizard \"p1\" at 192.0.2.14",
                        "# --add homewizard=192.0.2.14",
                        "# its local API has to be switched on in the app",
                        "# OpenDTU \"roof\" at 192.0.2.15",
                        "# --add opendtu=192.0.2.15",
                        "# MQTT broker \"Küche 1.OG\" at 192.0.2.16",
                        "# mqtt.host=192.0.2.16",
                        "# mqtt.port=1884",
                        "# Home Assistant \"Home\" at http://192.0.2.17:8123; its broker is often there:",
                        "# mqtt.host=192.0.2.17");
    }

    @Test
    void networks_of_containers_are_told_from_those_of_the_home_by_their_names() {
        assertThat(List.of("docker0", "veth12ab", "br-0123456789ab", "virbr0", "tap100i0"))
                .allMatch(LocalNetwork::isOfContainers);
        assertThat(List.of("eth0", "enp3s0", "wlan0", "vmbr0", "br0", "br-lan", "bond0.20"))
                .noneMatch(LocalNetwork::isOfContainers);
    }

    @Test
    void without_a_network_nobody_is_asked_and_an_interface_that_is_not_there_is_named() throws Exception {
        assertThat(home.search(List.of())).isEmpty();
        assertThatThrownBy(() -> LocalNetwork.named("eth77"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"eth77\"")
                .hasMessageContaining("lo 127.0.0.1");
        assertThatThrownBy(() -> LocalNetwork.named("192.0.2.77")).isInstanceOf(IOException.class);
    }
}
