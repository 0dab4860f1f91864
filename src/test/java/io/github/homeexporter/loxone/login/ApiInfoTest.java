package io.github.homeexporter.loxone.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.loxone.FakeMiniserver;
import io.github.homeexporter.loxone.login.Access.LoginMethod;
import io.github.homeexporter.loxone.login.Answer.ApiInfo;
import io.github.homeexporter.loxone.login.Answer.ApiInfo.Firmware;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiInfoTest {
    @Test
    void old_answer_names_serial_and_version() {
        assertThat(ApiInfo.parse("{\"LL\": { \"control\": \"dev/cfg/api\", \"value\":"
                        + " \"{'snr': '50:4F:94:10:20:30', 'version':'9.0.9.26'}\", \"Code\": \"200\"}}"))
                .contains(new ApiInfo("50:4F:94:10:20:30", new Firmware("9.0.9.26"), false, false));
    }

    @Test
    void new_answer_says_whether_tls_can_be_used() {
        assertThat(api(1)).contains(new ApiInfo("504F", new Firmware("15.2.1.1"), true, false));
        assertThat(api(2).orElseThrow().tlsUsable()).isFalse();
    }

    private static Optional<ApiInfo> api(int httpsStatus) {
        return ApiInfo.parse("{\"LL\":{\"control\":\"dev/cfg/apiKey\",\"value\":\"{'snr':'504F','version':'15.2.1.1',"
                + "'key':'AB','isInTrust':false,'local':true,'hasEventSlots':true,'httpsStatus':" + httpsStatus
                + "}\",\"Code\":200}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"LL\":7}",
                "{\"LL\":{\"value\":\"x\",\"Code\":\"200\"}}",
                "{\"LL\":{\"value\":\"{'snr':'1'}\",\"Code\":\"404\"}}"
            })
    void anything_else_is_none(String body) {
        assertThat(ApiInfo.parse(body)).isEmpty();
    }

    @Property
    void any_answer_is_read_without_throwing(@ForAll String text) {
        assertThat(Answer.parse(text)).isNotNull();
        assertThat(Answer.parse("{\"LL\":{\"value\":" + text + "}}")).isNotNull();
    }

    @Test
    void answer_may_hold_raw_control_characters() {
        Answer answer = Answer.parse("{\"LL\":{\"control\":\"a\tb\",\"value\":\"x\u0001\ny\",\"code\":404}}")
                .orElseThrow();
        assertThat(answer.value()).isEqualTo("x\u0001\ny");
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.ok()).isFalse();
        assertThat(answer).hasToString("Answer[code=404]");
    }

    @ParameterizedTest
    @CsvSource({
        "8.5.11.3, HASH",
        "9.2.99, HASH",
        "9.3, TOKEN",
        "9.3.0.1, TOKEN",
        "10.1.12.5, TOKEN",
        "10.2.0.0, WEB_TOKEN",
        "14.5.12.28, WEB_TOKEN",
        "'', WEB_TOKEN",
        "unknown, WEB_TOKEN"
    })
    void firmware_decides_the_login(String firmware, LoginMethod method) {
        assertThat(LoginMethod.AUTO.resolve(new Firmware(firmware))).isEqualTo(method);
        assertThat(LoginMethod.TOKEN.resolve(new Firmware(firmware))).isEqualTo(LoginMethod.TOKEN);
    }

    @Test
    void public_key_is_read_though_its_label_says_certificate() throws GeneralSecurityException {
        String base64 =
                Base64.getEncoder().encodeToString(FakeMiniserver.publicKey().getEncoded());
        assertThat(SessionCipher.publicKey(
                        "{\"LL\":{\"control\":\"dev/sys/getPublicKey\",\"value\":\"-----BEGIN CERTIFICATE-----" + base64
                                + "-----END CERTIFICATE-----\",\"Code\":\"200\"}}"))
                .isEqualTo(FakeMiniserver.publicKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"LL\":{\"value\":\"\",\"Code\":\"200\"}}",
                "{\"LL\":{\"value\":\"-----BEGIN CERTIFICATE-----!-----END CERTIFICATE-----\",\"Code\":\"200\"}}",
                "{\"LL\":{\"value\":\"AAAA\",\"Code\":\"200\"}}",
                "{\"LL\":{\"value\":\"\",\"Code\":\"404\"}}"
            })
    void body_without_public_key_is_a_fault(String body) {
        assertThatThrownBy(() -> SessionCipher.publicKey(body))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageStartingWith("jdev/sys/getPublicKey");
    }

    @Test
    void secrets_are_not_printed() {
        assertThat(new Access("user", "hush", LoginMethod.AUTO, 4).toString()).doesNotContain("hush");
        assertThat(new Token("user", "hush", HashAlgorithm.SHA1, 1).toString()).doesNotContain("hush");
        assertThat(new OneTimeKey("cafe", "hush", HashAlgorithm.SHA1).toString())
                .doesNotContain("hush")
                .doesNotContain("cafe");
    }

    @Test
    void one_of_a_trust_says_so() {
        assertThat(ApiInfo.parse(
                                "{\"LL\":{\"control\":\"dev/cfg/apiKey\",\"value\":\"{'snr':'504F','version':'15.2.1.1',"
                                        + "'isInTrust':true}\",\"Code\":\"200\"}}")
                        .orElseThrow()
                        .inTrust())
                .isTrue();
    }
}
