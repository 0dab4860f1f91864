package io.github.homeexporter.tapo.plug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as no plug should give them, and words of sensors. */
class SmartAnswersOddTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "17"})
    void a_plug_that_says_nothing_of_itself_is_not_up(String info) {
        SmartPoll poll = new SmartPoll(new Poll.Knowledge(), 0, "");
        String answer = "{\"error_code\":0,\"result\":{\"responses\":[{\"method\":\"component_nego\",\"error_code\":0,"
                + "\"result\":{}},{\"method\":\"get_device_info\",\"error_code\":0,\"result\":" + info + "}]}}";
        assertThatThrownBy(() -> poll.answer(answer))
                .isInstanceOf(TransportFault.class)
                .hasMessageContaining("nothing of itself");
        // it is asked again, not taken for answered
        assertThat(poll.question()).isNotNull();
    }

    @Test
    void a_number_written_as_a_text_is_a_number_and_other_texts_are_none() throws IOException {
        Outlet outlet = new Outlet("", "");
        Json emeter = Json.parse("{\"power_mw\":\"42000\",\"voltage_mv\":\"230100.5\",\"current_ma\":\"much\"}");
        SmartFields.energy(emeter, Json.empty(), Json.empty(), Json.empty(), outlet);
        assertThat(outlet.values())
                .containsEntry(Quantity.POWER, 42.0)
                .containsEntry(Quantity.VOLTAGE, 230.1005)
                .doesNotContainKey(Quantity.CURRENT);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"water_leak_status\":\"normal\"', 0",
        "'\"water_leak_status\":\"water_dry\"', 0",
        "'\"water_leak_status\":\"water_leak\"', 1",
        "'\"water_leak_status\":\"flood\",\"in_alarm\":true', 1",
        "'\"water_leak_status\":\"flood\"', ",
        "'\"open\":true', "
    })
    void water_leaks_only_when_the_sensor_says_so(String fields, Double leak) throws IOException {
        Outlet outlet = new Outlet("", "");
        SmartFields.sensor(Json.parse("{\"status\":\"online\"," + fields + "}"), outlet);
        assertThat(outlet.values().get(Quantity.WATER_LEAK)).isEqualTo(leak);
    }
}
