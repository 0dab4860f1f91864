package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mqtt.host="mqtt://u:horse@192.0.2.1"; allowed: a host | mqtt.host="mqtt://xxxxxx@192.0.2.1"; allowed: a host
            lux.address: "u:horse@192.0.2.1" is no address        | lux.address: "xxxxxx@192.0.2.1" is no address
            tapo.plug-devices=u:horse@192.0.2.1,192.0.2.2         | tapo.plug-devices=xxxxxx@192.0.2.1,192.0.2.2
            isg.url="http://geheim12@192.0.2.1/"                  | isg.url="http://xxxxxx@192.0.2.1/"
            :horse@192.0.2.1                                      | xxxxxx@192.0.2.1
            loxone.host="tom:geh/eim4@192.0.2.1"                  | loxone.host="xxxxxx@192.0.2.1"
            isg.modbus-host="tom:geh@eim7@192.0.2.1"              | isg.modbus-host="xxxxxx@192.0.2.1"
            to http://tom:geheim@192.0.2.1/x and me@host          | to http://xxxxxx@192.0.2.1/x and me@host
            tapo.username="you@example.com"                       | tapo.username="you@example.com"
            routes/x.camel.yaml:12: at 12:30 you@home             | routes/x.camel.yaml:12: at 12:30 you@home
            """)
    void the_login_of_an_address_is_not_shown(String sentence, String shown) {
        assertThat(new Finding("application.properties:1", sentence).sentence()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            uri: "http:h/?authPassword=geheim22&x=1" | uri: "http:h/?authPassword=xxxxxx&x=1"
            password: geheim26                       | password: xxxxxx
            oauth2ClientSecret: "geheim32"           | oauth2ClientSecret: "xxxxxx"
            brokerUrl: tcp://tom:geheim@192.0.2.1    | brokerUrl: tcp://xxxxxx@192.0.2.1
            password: "{{mqtt.password}}"            | password: "{{mqtt.password}}"
            token: "#property:http.token"            | token: "#property:http.token"
            password: "RAW({{lux.password}})"        | password: "RAW({{lux.password}})"
            """)
    void the_options_of_a_route_that_are_secrets_are_not_shown(String text, String shown) {
        assertThat(SecretMask.withoutOptions(text)).isEqualTo(shown);
    }

    @Test
    void a_line_without_its_equals_sign_shows_no_secret() {
        assertThat(SecretMask.withoutValue("mqtt.password geheim8")).isEqualTo("mqtt.password xxxxxx");
        assertThat(SecretMask.withoutValue("lux.interval 30s")).isEqualTo("lux.interval 30s");
    }
}
