package io.github.homeexporter.tapo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.DeviceFamily;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.EncryptInfo;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.TdpPacket;
import io.github.homeexporter.tapo.wire.PlugTransport.TransportKind;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryVectorsTest {
    @Test
    void all_recorded_datagrams_are_here() {
        assertThat(Vectors.of("discovery")).hasSize(6);
    }

    @Test
    void the_old_probe_follows_the_same_rule() {
        assertThat(TdpPacket.packet(0, 0, 0, new byte[0]).length).isEqualTo(TdpPacket.HEAD);
        byte[] old = named("old 16-byte").bytes("packet");
        // its operation is 1 and it has neither flags nor serial
        assertThat(TdpPacket.packet(1, 0, 0, new byte[0])).isEqualTo(old);
    }

    @Test
    void the_probe_carries_our_key_and_a_checksum_over_everything() throws Exception {
        Vectors v = named("probe with RSA-2048");
        RSAPrivateCrtKey secret =
                (RSAPrivateCrtKey) v.keyPair("private_key_pkcs8_b64", "").getPrivate();
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        assertThat(TdpPacket.probe(key, v.number("serial"))).isEqualTo(v.bytes("packet"));
    }

    @Test
    void a_klap_plug_says_what_it_speaks() throws Exception {
        DiscoveryAnswer answer = DiscoveryAnswer.parse(named("KLAP plug answer").bytes("packet"), 20002, null);
        assertThat(answer.kind()).isEqualTo(DeviceFamily.PLUGS);
        assertThat(answer.family()).isEqualTo("SMART.TAPOPLUG");
        assertThat(answer.model()).isEqualTo("P110M(EU)");
        assertThat(answer.mac()).isEqualTo("F0:A7:31:00:00:00");
        assertThat(answer.transports()).startsWith(TransportKind.KLAP);
        assertThat(answer.version()).isEqualTo(2);
        assertThat(answer.port()).isEqualTo(80);
    }

    @Test
    void a_plug_on_tpap_firmware_is_asked_in_tpap_first_and_names_its_owner() throws Exception {
        DiscoveryAnswer answer = DiscoveryAnswer.parse(named("TPAP firmware").bytes("packet"), 20002, null);
        assertThat(answer.transports()).containsExactly(TransportKind.TPAP, TransportKind.KLAP);
        assertThat(answer.owner()).isEqualTo(Digests.owner("user@example.com"));
    }

    @Test
    void a_kasa_plug_answers_on_its_own_port() throws Exception {
        Vectors v = named("9999 probe");
        assertThat(TdpPacket.kasaProbe()).isEqualTo(v.bytes("probe"));
        DiscoveryAnswer answer = DiscoveryAnswer.parse(v.bytes("packet"), 9999, null);
        assertThat(answer.family()).isEqualTo("IOT.SMARTPLUGSWITCH");
        assertThat(answer.transports()).startsWith(TransportKind.XOR);
        assertThat(answer.mac()).isEqualTo("B0:95:75:00:00:00");
        assertThat(answer.port()).isEqualTo(9999);
    }

    @Test
    void a_device_that_encrypts_part_of_its_answer_is_read_with_the_key_of_our_probe() throws Exception {
        Vectors v = named("encrypt_info");
        PrivateKey ours = named("probe with RSA-2048")
                .keyPair("private_key_pkcs8_b64", "")
                .getPrivate();
        Json result = Json.parse(TdpPacket.answer(v.bytes("packet"))).object("result");
        Json expected = Json.parse(v.text("decrypted"));
        Json opened = EncryptInfo.open(result.object("encrypt_info"), ours);
        for (String field : List.of("device_id", "connect_ssid", "connect_type", "owner")) {
            assertThat(opened.text(field))
                    .as(field)
                    .isEqualTo(expected.text(field))
                    .isNotEmpty();
        }
        assertThat(DiscoveryAnswer.parse(v.bytes("packet"), 20002, ours).owner())
                .isEqualTo(expected.text("owner"));
        // a search for devices of any kind asks with a key that nobody has
        DiscoveryAnswer unopened = DiscoveryAnswer.parse(v.bytes("packet"), 20002, null);
        assertThat(unopened.model()).isEqualTo(result.text("device_model")).isNotEmpty();
    }

    @Property(tries = 500)
    void any_datagram_is_an_answer_or_a_fault_and_never_worse(@ForAll byte[] packet) {
        try {
            assertThat(DiscoveryAnswer.parse(packet, 9999, null)).isNotNull();
        } catch (TransportFault e) {
            assertThat(e.kind()).isEqualTo(TransportFault.Kind.BROKEN);
        }
    }

    @ParameterizedTest
    @CsvSource({"80,80", "4433,4433", "0,0", "-1,0", "65536,0", "99999999999,0", "1e9,0"})
    void a_port_that_is_none_is_the_usual_one(String said, int port) throws Exception {
        assertThat(answer("A8-6E-84-00-00-01", said).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-00-00-00-00-00", "FF:FF:FF:FF:FF:FF", "A8-6E-84", "none"})
    void an_address_that_is_nobodys_own_is_none(String mac) throws Exception {
        assertThat(answer(mac, "80").mac()).isEmpty();
    }

    private static DiscoveryAnswer answer(String mac, String port) throws TransportFault {
        String json = "{\"error_code\":0,\"result\":{\"device_type\":\"SMART.TAPOPLUG\",\"mac\":\"" + mac
                + "\",\"mgt_encrypt_schm\":{\"encrypt_type\":\"KLAP\",\"http_port\":" + port + "}}}";
        return DiscoveryAnswer.parse(TdpPacket.packet(2, 0, 0, json.getBytes(StandardCharsets.UTF_8)), 20002, null);
    }

    @Test
    void half_a_datagram_is_a_fault() {
        byte[] whole = named("KLAP plug answer").bytes("packet");
        assertThatThrownBy(() -> DiscoveryAnswer.parse(Digests.slice(whole, 0, 100), 20002, null))
                .isInstanceOf(TransportFault.class);
    }

    private static Vectors named(String part) {
        List<Vectors> found = Vectors.of("discovery").stream()
                .filter(v -> v.name().contains(part))
                .toList();
        assertThat(found).as(part).hasSize(1);
        return found.get(0);
    }
}
