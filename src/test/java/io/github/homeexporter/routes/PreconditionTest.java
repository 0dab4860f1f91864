package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTest {
    private static final Map<String, String> SETTINGS =
            Map.of("host.enabled", "false", "isg.mode", "modbus", "isg.url", "http://192.0.2.7");

    @Test
    void a_switch_of_several_conditions_is_vain_and_one_of_alternatives_is_not() {
        Function<String, String> settings = key -> key.equals("door.open") ? "true" : "";
        String both = "'{{house.there}}' == 'true' && '{{door.open}}' == 'true'";
        assertThat(OffRoute.vainSwitch(both, settings)).contains("door.open");
        assertThat(OffRoute.vainSwitch("'{{house.there}}' != '' && '{{door.open:}}' == 'true'", settings))
                .contains("door.open");
        assertThat(OffRoute.vainSwitch(both.replace("&&", "||"), settings)).isEmpty();
        assertThat(OffRoute.vainSwitch(both, key -> "false")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'{{lux.address:}}' != '' ; lux.address is not set",
                "'{{host.enabled}}' == 'true' ; host.enabled is false",
                "'{{isg.url:}}' != '' && '{{isg.mode}}' != 'modbus' ; isg.mode is modbus",
                "'{{tapo.username:}}' != '' || '{{tapo.plug-devices:}}' != '' ;"
                        + " tapo.username is not set, tapo.plug-devices is not set",
                "${env:HOSTNAME} == 'house' ; its precondition is not true"
            })
    void what_does_not_hold_is_told(String precondition, String reason) {
        assertThat(OffRoute.why(precondition, key -> SETTINGS.getOrDefault(key, "")))
                .isEqualTo(reason);
    }
}
