package io.github.homeexporter.tapo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever datagram comes: an answer of a plug, or none. */
class DiscoveryPropertyTest {
    @Provide
    Arbitrary<byte[]> datagrams() {
        byte[] json =
                ("{\"result\":{\"device_type\":\"SMART.TAPOPLUG\",\"mac\":\"A8-6E-84-01-02-03\",\"mgt_encrypt_schm\":"
                                + "{\"encrypt_type\":\"KLAP\",\"http_port\":80,\"lv\":2}},\"error_code\":0}")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] packet = new byte[16 + json.length];
        packet[0] = 2;
        System.arraycopy(json, 0, packet, 16, json.length);
        return Garbage.bytes("tapo-discovery", packet);
    }

    @Property
    void a_datagram_is_an_answer_or_none(@ForAll("datagrams") byte[] datagram) {
        try {
            assertThat(DiscoveryAnswer.parse(datagram, 20_002, null).mac()).matches("|([0-9A-F]{2}:){5}[0-9A-F]{2}");
        } catch (TransportFault e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }
}
