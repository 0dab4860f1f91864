package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.LogLines;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Who answers the search for plugs with a great many datagrams: garbage, the same again, and plugs that are none. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class DiscoveryFloodTest {
    private static final int MANY = 100_000;
    private static final int FLOOD = 2_000;
    private static final int KEY = 0xAB;

    @Test
    void of_a_flood_so_many_answers_are_looked_into_and_kept() {
        PlugDiscovery.Answered answered = new PlugDiscovery.Answered();
        assertThat(IntStream.range(0, MANY).filter(i -> answered.isNew("192.0.2.66", 20_002, number(i))))
                .hasSize(PlugDiscovery.MOST_OF_ONE);
        assertThat(IntStream.range(0, MANY).filter(i -> answered.isNew("192.0.2.67", i % 60_000, number(i))))
                .hasSize(PlugDiscovery.MOST_OF_ONE);
        assertThat(answered.isNew("192.0.2.5", 20_002, number(0)))
                .as("one that floods not")
                .isTrue();
        assertThat(answered.isNew("192.0.2.5", 20_002, number(0)))
                .as("the same again")
                .isFalse();
        assertThat(IntStream.range(0, MANY)
                        .filter(i -> answered.isNew(
                                "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1, number(i))))
                .hasSize(PlugDiscovery.MOST_ANSWERS - 2 * PlugDiscovery.MOST_OF_ONE - 1);
        assertThat(answered.isNew("192.0.2.6", 20_002, number(0))).isFalse();
    }

    @Test
    void a_flood_of_invented_plugs_is_few_devices_and_few_lines_and_the_real_one_is_read() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<byte[]> flood = IntStream.range(0, FLOOD)
                .mapToObj(i -> i % 2 == 0 ? number(i) : invented(i))
                .toList();
        try (LogLines said = new LogLines(Plugs.class);
                SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                DatagramPeer flooding = new DatagramPeer("127.0.0.66", 0, 0, asked -> over.get() ? List.of() : flood);
                TapoRoute route = new TapoRoute(Map.of(
                        "name", "flooded",
                        "discovery", "true",
                        "discoveryInterval", "1s",
                        "discoveryPackets", "1",
                        "discoveryTimeout", "300ms",
                        "discoveryTarget", SimulatedDiscovery.BROADCAST,
                        "discoveryPorts", air.port() + "," + flooding.port()))) {
            route.awaitState(plug.mac(), DeviceState.UP);
            // each round asks twice
            await().atMost(TapoRoute.LONG).until(() -> flooding.heard() >= 6);
            route.awaitState(plug.mac(), DeviceState.UP);
            assertThat(said.of("flooded:"))
                    .anyMatch(line -> line.contains("found HS110"))
                    .allMatch(line -> line.length() < 200);
            // 300 plugs, and as many sentences that the others are not read as there are answers, at the very most
            assertThat(route.store.devices()).hasSizeLessThanOrEqualTo(302);
            assertThat(said.of("flooded:").stream().filter(line -> line.startsWith("WARN")))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(route.values().get("tapo_discovered_devices{device=\"flooded\"}"))
                    .isGreaterThan(2);
            // what nobody ever read is not waited for as long as a plug is
            over.set(true);
            await().atMost(TapoRoute.LONG).untilAsserted(() -> assertThat(route.values())
                    .containsEntry("tapo_discovered_devices{device=\"flooded\"}", 1.0));
            route.awaitState(plug.mac(), DeviceState.UP);
        }
    }

    @Test
    void a_forged_answer_in_the_name_of_a_plug_that_is_read_leads_nowhere() throws Exception {
        AtomicBoolean read = new AtomicBoolean();
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                SimulatedDiscovery air = new SimulatedDiscovery(plug);
                DatagramPeer liar = new DatagramPeer(
                        "127.0.0.66", 0, 0, asked -> read.get() ? List.of(invented(plug.mac(), 1)) : List.of());
                TapoRoute route = new TapoRoute(Map.of(
                        "discovery", "true",
                        "discoveryInterval", "1s",
                        "discoveryPackets", "1",
                        "discoveryTimeout", "300ms",
                        "discoveryTarget", SimulatedDiscovery.BROADCAST,
                        "discoveryPorts", air.port() + "," + liar.port(),
                        "plugDevices", plug.address()))) {
            route.awaitState(plug.address(), DeviceState.UP);
            read.set(true);
            int heard = liar.heard();
            await().atMost(TapoRoute.LONG).until(() -> liar.heard() >= heard + 4);
            // its login ends, and is made anew with the plug itself
            plug.quirks(SimulatedPlug.PlugQuirk.EXPIRES);
            int logins = plug.logins();
            await().atMost(TapoRoute.LONG).until(() -> plug.logins() >= logins + 2);
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry("current_consumption{alias=\"a\",host=\"" + plug.address() + "\"}", 42.5)
                    .containsEntry("tapo_discovered_devices", 1.0);
        }
    }

    private static byte[] number(int i) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
    }

    /** A Kasa plug's answer; each byte is mixed with the one before it. */
    private static byte[] invented(int i) {
        return invented(String.format("02:00:00:00:%02X:%02X", i >> 8, i & 255), i);
    }

    private static byte[] invented(String mac, int i) {
        byte[] text = ("{\"system\":{\"get_sysinfo\":{\"model\":\"HS110(EU)\\nlux.address=1\",\"type\":"
                        + "\"IOT.SMARTPLUGSWITCH\",\"mac\":\"" + mac + "\",\"deviceId\":\"" + i
                        + "\",\"alias\":\"a\",\"err_code\":0}}}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] mixed = new byte[text.length];
        int key = KEY;
        for (int at = 0; at < text.length; at++) {
            key ^= text[at] & 0xFF;
            mixed[at] = (byte) key;
        }
        return mixed;
    }
}
