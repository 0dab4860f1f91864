package io.github.homeexporter.tapo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.tapo.wire.PassthroughTransport.PassthroughCipher;
import io.github.homeexporter.tapo.wire.PlugTransport.WireRequest;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PassthroughVectorsTest {
    static Stream<Vectors> sessions() {
        return Vectors.of("passthrough").stream();
    }

    @Test
    void all_recorded_sessions_are_here() {
        assertThat(sessions()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void keys_requests_and_answers_are_those_of_the_recorded_session(Vectors v) throws Exception {
        KeyPair pair = v.keyPair("client_private_key_pkcs8_b64", "client_public_key_x509_b64");
        assertThat(PassthroughCipher.handshake(pair.getPublic())).isEqualTo(v.text("handshake_request"));
        PassthroughCipher cipher = new PassthroughCipher(v.text("handshake_response_key_b64"), pair.getPrivate());
        assertThat(cipher.key).isEqualTo(v.bytes("key"));
        assertThat(cipher.iv).isEqualTo(v.bytes("iv"));
        assertThat(cipher.encrypt(v.text("login_plaintext"))).isEqualTo(v.text("login_request_b64"));
        assertThat(cipher.decrypt(v.text("login_response_b64"))).isEqualTo(v.text("login_response_plaintext"));
        assertThat(cipher.encrypt(v.text("request_plaintext"))).isEqualTo(v.text("request_b64"));
        assertThat(cipher.decrypt(v.text("response_b64"))).isEqualTo(v.text("response_plaintext"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void the_transport_repeats_the_recorded_session(Vectors v) throws Exception {
        boolean second = v.values().containsKey("login_params.password2");
        KeyPair pair = v.keyPair("client_private_key_pkcs8_b64", "client_public_key_x509_b64");
        PassthroughTransport aes = new PassthroughTransport(
                List.of(v.account()), second ? 2 : 1, new KlapVectorsTest.Fixed(new byte[0], pair));
        WireRequest handshake = aes.opening(0);
        assertThat(text(handshake)).isEqualTo(v.text("handshake_request"));
        assertThat(handshake.headers()).containsEntry("requestByApp", "true");
        String answer = "{\"error_code\":0,\"result\":{\"key\":\"" + v.text("handshake_response_key_b64") + "\"}}";
        aes.opened(new WireResponse(200, "TP_SESSIONID=77;TIMEOUT=1440", bytes(answer)), 0);
        WireRequest login = aes.opening(1_700_000_000_000L);
        assertThat(text(login)).contains('"' + v.text("login_request_b64") + '"');
        assertThat(login.headers()).containsEntry("Cookie", "TP_SESSIONID=77");
        aes.opened(passed(v.text("login_response_b64")), 0);
        assertThat(aes.opening(0)).isNull();
        WireRequest query = aes.request(v.text("request_plaintext"));
        assertThat(query.path()).isEqualTo(v.text("request_url"));
        assertThat(text(query)).contains('"' + v.text("request_b64") + '"');
        assertThat(aes.response(passed(v.text("response_b64")))).isEqualTo(v.text("response_plaintext"));
    }

    private static WireResponse passed(String base64) {
        return new WireResponse(bytes("{\"error_code\":0,\"result\":{\"response\":\"" + base64 + "\"}}"));
    }

    private static byte[] bytes(String text) {
        return Digests.utf8(text);
    }

    private static String text(WireRequest request) {
        return new String(request.body(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
