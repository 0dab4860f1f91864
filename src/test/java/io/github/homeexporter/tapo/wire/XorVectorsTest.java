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
        assertThat(Autokey.encrypt(v.utf8("plaintext"))).isEqualTo(v.bytes("udp"));
        assertThat(Autokey.framed(v.utf8("plaintext"))).isEqualTo(v.bytes("tcp"));
        assertThat(Autokey.decrypt(v.bytes("udp"))).isEqualTo(v.utf8("plaintext"));
        assertThat(Autokey.length(v.bytes("tcp"))).isEqualTo(v.utf8("plaintext").length);
    }

    @Property(tries = 100)
    void whatever_is_encrypted_decrypts_to_itself(@ForAll byte[] bytes) {
        assertThat(Autokey.decrypt(Autokey.encrypt(bytes))).isEqualTo(bytes);
    }
}
