package io.github.homeexporter.tapo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.Spake2Plus.TpapCipher;
import io.github.homeexporter.tapo.wire.Spake2Plus.TpapPasscode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TpapVectorsTest {
    static Stream<Vectors> sessions() {
        return Vectors.of("tpap").stream();
    }

    @Test
    void all_recorded_sessions_are_here() {
        assertThat(sessions()).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void the_secret_is_the_recorded_one(Vectors v) throws Exception {
        if (v.name().startsWith("default_userpw")) {
            assertThat(TpapPasscode.ofMac(v.text("mac"))).isEqualTo(v.text("secret"));
            return;
        }
        String extra =
                v.name().contains("passwd_id 2") ? shadow(2) : v.name().contains("passwd_id 3") ? shadow(3) : "{}";
        assertThat(TpapPasscode.of(v.account(), v.text("mac"), Json.parse(extra)))
                .isEqualTo(v.text("secret"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void both_ends_of_the_login_agree_with_the_recorded_session(Vectors v) {
        Spake2Plus spake = spake(v);
        BigInteger x = new BigInteger(v.text("x"), 16);
        BigInteger y = new BigInteger(v.text("y"), 16);
        assertThat(spake.w0).isEqualTo(new BigInteger(v.text("w0"), 16));
        assertThat(spake.w1).isEqualTo(new BigInteger(v.text("w1"), 16));
        assertThat(spake.encodedW0()).isEqualTo(v.bytes("w0_encoded"));
        assertThat(spake.userShare(x)).isEqualTo(v.bytes("user_share_L"));
        assertThat(spake.deviceShare(y)).isEqualTo(v.bytes("dev_share_R"));
        Spake2Plus.Result user = spake.user(x, v.bytes("dev_share_R"));
        Spake2Plus.Result device = spake.device(y, v.bytes("user_share_L"));
        for (Spake2Plus.Result end : new Spake2Plus.Result[] {user, device}) {
            assertThat(end.z()).isEqualTo(v.bytes("Z"));
            assertThat(end.v()).isEqualTo(v.bytes("V"));
            assertThat(end.transcript()).isEqualTo(v.bytes("transcript_hash"));
            assertThat(end.userConfirm()).isEqualTo(v.bytes("user_confirm"));
            assertThat(end.deviceConfirm()).isEqualTo(v.bytes("dev_confirm"));
            assertThat(end.sharedKey()).isEqualTo(v.bytes("shared_key"));
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void frames_are_byte_for_byte_those_of_the_recorded_session(Vectors v) throws Exception {
        TpapCipher cipher = new TpapCipher(v.bytes("shared_key"));
        assertThat(cipher.key).isEqualTo(v.bytes("session_key"));
        assertThat(cipher.nonce).isEqualTo(v.bytes("base_nonce"));
        assertThat(cipher.seal(v.number("request.seq"), v.utf8("request.plaintext")))
                .isEqualTo(v.bytes("request.body"));
        assertThat(cipher.open(v.bytes("response.body"))).isEqualTo(v.utf8("response.plaintext"));
    }

    @Test
    void a_frame_with_one_wrong_bit_does_not_open() {
        Vectors v = Vectors.of("tpap").get(0);
        byte[] frame = v.bytes("response.body");
        frame[20] ^= 1;
        assertThatThrownBy(() -> new TpapCipher(v.bytes("shared_key")).open(frame))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_share_that_is_no_point_of_the_curve_is_refused() {
        Vectors v = Vectors.of("tpap").get(0);
        byte[] share = v.bytes("dev_share_R");
        share[64] ^= 1;
        assertThatThrownBy(() -> spake(v).user(BigInteger.TEN, share)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Spake2Plus spake(Vectors v) {
        return new Spake2Plus(
                v.text("secret"),
                v.bytes("dev_salt"),
                v.number("iterations"),
                v.bytes("user_random"),
                v.bytes("dev_random"));
    }

    private static String shadow(int id) {
        return "{\"type\":\"password_shadow\",\"params\":{\"passwd_id\":" + id + "}}";
    }
}
