package io.github.homeexporter.tapo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse.SessionCookie;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a KLAP session lasts, without sockets. */
class SessionLifeTest {
    private final Vectors recorded = Vectors.of("klap").get(0);
    private KlapTransport klap;

    @BeforeEach
    void logIn() throws TransportFault {
        klap = new KlapTransport(
                List.of(recorded.account()), new KlapVectorsTest.Fixed(recorded.bytes("local_seed"), null));
        klap.opening(0);
        byte[] first = recorded.bytes("handshake1_response_body");
        klap.opened(new WireResponse(200, "TP_SESSIONID=A;TIMEOUT=1440", first), 0);
        klap.opening(0);
        klap.opened(new WireResponse(new byte[0]), 0);
    }

    @Test
    void a_session_is_opened_anew_before_the_plug_would_end_it() {
        assertThat(klap.opening(1_295_000)).isNull();
        assertThat(klap.opening(1_297_000).path()).isEqualTo("/app/handshake1");
    }

    @Test
    void a_session_is_opened_anew_before_its_numbers_would_wrap() throws TransportFault {
        klap.advance(Integer.MAX_VALUE - 1);
        assertThat(klap.opening(0)).isNull();
        assertThat(klap.request("{}").path()).endsWith("seq=2147483647");
        assertThat(klap.opening(0).path()).isEqualTo("/app/handshake1");
    }

    @Test
    void forbidden_means_that_the_session_is_gone() throws TransportFault {
        klap.request("{}");
        assertThatThrownBy(() -> klap.response(new WireResponse(403, "", new byte[0])))
                .isInstanceOfSatisfying(
                        TransportFault.class, fault -> assertThat(fault.kind()).isEqualTo(TransportFault.Kind.SESSION));
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT=1440, 1296000", "TIMEOUT=600, 540000", "TIMEOUT=86400, 85200000", "X=1, 85200000"})
    void a_short_time_out_does_not_mean_a_login_for_every_request(String attribute, long expires) {
        SessionCookie cookie = SessionCookie.parse("TP_SESSIONID=A;" + attribute, 0);
        assertThat(cookie.expiresAt()).isEqualTo(expires);
        assertThat(cookie.header()).containsExactly(java.util.Map.entry("Cookie", "TP_SESSIONID=A"));
    }

    @Test
    void secrets_are_in_no_text_of_ours() {
        assertThat(new Credentials("user@example.com", "great_password").toString())
                .doesNotContain("user", "great_password");
    }
}
