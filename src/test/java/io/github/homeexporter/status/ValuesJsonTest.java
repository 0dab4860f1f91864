package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values in the shape of a replaced exporter. */
class ValuesJsonTest {
    private final SampleStore store = new SampleStore();

    @Test
    void isg_values_have_the_shape_the_replaced_exporter_gave_them() {
        publish(new Samples()
                .add(gauge("isg_hochdruck", Map.of("unit", "bar")), 10)
                .add(gauge("isg_festwertbetrieb", Map.of()), 0)
                .add(gauge("isg_raumisttemp", Map.of("unit", "°C", "hk", "1")), 21.5)
                .add(gauge("isg_raumisttemp", Map.of("unit", "°C", "hk", "2")), 20)
                .add(gauge("isg_flag_verdichter", Map.of()), 1)
                .add(Series.of(MetricFamily.info("isg_info", ""), Map.of("firmware", "v1")), 1)
                .add(gauge("luxtronik_x", Map.of()), 1));
        store.self().set(gauge("isg_up", Map.of()), 1);
        assertThat(ValuesJson.writeIsg(store))
                .isEqualTo("{\"festwertbetrieb\":[{\"Value\":0}],\"hochdruck\":[{\"Value\":10,\"Unit\":\"bar\"}],"
                        + "\"raumisttemp\":[{\"Value\":21.5,\"Unit\":\"°C\",\"Labels\":{\"hk\":\"1\"}},"
                        + "{\"Value\":20,\"Unit\":\"°C\",\"Labels\":{\"hk\":\"2\"}}]}\n");
    }

    @Test
    void what_modbus_said_has_the_names_of_registers_and_of_modes_and_bits() {
        Samples samples = new Samples()
                .add(gauge("isg_aussentemperatur", Map.of("unit", "°C")), -10)
                .add(gauge("isg_istwert", Map.of("unit", "°C", "hk", "1")), 30)
                .add(gauge("isg_reglerkennung", Map.of("unit", "")), 103)
                .add(gauge("isg_betriebsart", Map.of("unit", "", "name", "automatik")), 1)
                .add(gauge("isg_flag", Map.of("unit", "", "name", "verdichter")), 1)
                .add(gauge("isg_flag", Map.of("unit", "", "name", "sommerbetrieb_aktiv")), 0);
        store.publish(new Batch("isg-modbus", "isg-modbus", Duration.ofSeconds(60), true, Naming.LEGACY, 0, samples));
        assertThat(ValuesJson.writeIsg(store))
                .isEqualTo("{\"AUSSENTEMPERATUR\":[{\"Value\":-10,\"Unit\":\"°C\"}],"
                        + "\"BETRIEBSART.automatik\":[{\"Value\":1}],"
                        + "\"BETRIEBSSTATUS.verdichter\":[{\"Value\":1}],"
                        + "\"BETRIEBSSTATUS_2.sommerbetrieb_aktiv\":[{\"Value\":0}],"
                        + "\"ISTWERT\":[{\"Value\":30,\"Unit\":\"°C\",\"Labels\":{\"hk\":\"1\"}}],"
                        + "\"REGLERKENNUNG\":[{\"Value\":103}]}\n");
    }

    @Test
    void a_number_has_no_needless_digits_and_what_is_none_is_null() {
        assertThat(ValuesJson.number(1e21)).hasToString("1000000000000000000000");
        assertThat(ValuesJson.number(-0.25)).hasToString("-0.25");
        assertThat(ValuesJson.number(Double.NaN)).isNull();
        assertThat(ValuesJson.number(Double.POSITIVE_INFINITY)).isNull();
    }

    private void publish(Samples samples) {
        store.publish(new Batch("isg", "isg", Duration.ofSeconds(60), true, Naming.LEGACY, 0, samples));
    }

    private static Series gauge(String name, Map<String, String> labels) {
        return Series.of(MetricFamily.gauge(name, "", ""), labels);
    }
}
