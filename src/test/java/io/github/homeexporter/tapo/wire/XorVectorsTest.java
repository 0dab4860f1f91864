package io.github.homeexporter.tapo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XorVectorsTest {
    static Stream<Vectors> texts() {
        return Vectors.of("xor").stream();
    }

    @Test
    void all_recorded_texts_are_here() {
        assertThat(texts()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void datagrams_and_frames_are_those_recorded(Vectors v) {
        assertThat(XorTransport.encrypt(v.utf8("plaintext"))).isEqualTo(v.bytes("udp"));
        assertThat(XorTransport.framed(v.bytes("udp"))).isEqualTo(v.bytes("tcp"));
        assertThat(XorTransport.decrypt(v.bytes("udp"))).isEqualTo(v.utf8("plaintext"));
        assertThat(XorTransport.length(v.bytes("tcp"))).isEqualTo(v.utf8("plaintext").length);
    }

    @Property(tries = 100)
    void whatever_is_encrypted_decrypts_to_itself(@ForAll byte[] bytes) {
        assertThat(XorTransport.decrypt(XorTransport.encrypt(bytes))).isEqualTo(bytes);
    }
}
