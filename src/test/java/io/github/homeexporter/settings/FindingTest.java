package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mqtt.host="mqtt://u:horse@192.0.2.1"; allowed: a host | mqtt.host="mqtt://xxxxxx@192.0.2.1"; allowed: a host
            lux.address: "u:horse@192.0.2.1" is no address        | lux.address: "xxxxxx@192.0.2.1" is no address
            tapo.plug-devices=u:horse@192.0.2.1,192.0.2.2         | tapo.plug-devices=xxxxxx@192.0.2.1,192.0.2.2
            :horse@192.0.2.1                                      | xxxxxx@192.0.2.1
            tapo.username="you@example.com"                       | tapo.username="you@example.com"
            routes/x.camel.yaml:12: at 12:30 you@home             | routes/x.camel.yaml:12: at 12:30 you@home
            """)
    void the_login_of_an_address_is_not_shown(String sentence, String shown) {
        assertThat(new Finding("application.properties:1", sentence).sentence()).isEqualTo(shown);
    }
}
