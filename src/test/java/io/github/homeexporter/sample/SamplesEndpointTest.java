package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesEndpointTest extends CamelTestSupport {
    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("weather").to("samples:all?interval=30s");
                from("direct:whole").routeId("whole").to("samples:all?device=garden&complete=true");
            }
        };
    }

    @Test
    void a_map_is_a_sample() {
        template.sendBody("direct:in", Map.of("name", "rain_mm", "value", 1.5, "labels", Map.of("place", "roof")));
        assertThat(lines()).containsExactly("rain_mm{place=\"roof\"} 1.5");
        DeviceStatus device = store().devices().get(0);
        assertThat(device.name()).isEqualTo("weather");
        assertThat(device.state()).isEqualTo(DeviceState.UP);
        assertThat(device.interval()).hasSeconds(30);
    }

    @Test
    void a_list_of_maps_is_many_samples() {
        template.sendBody("direct:in", List.of(Map.of("name", "a", "value", "2"), Map.of("name", "b", "value", true)));
        assertThat(lines()).containsExactly("a 2.0", "b 1.0");
    }

    @Test
    void json_is_read_from_text_bytes_and_streams() {
        String json = "[{\"name\":\"a_total\",\"value\":3,\"labels\":{\"n\":1}},{\"name\":\"b\",\"value\":-1e3}]";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (Object body : new Object[] {json, bytes, new ByteArrayInputStream(bytes)}) {
            template.sendBody("direct:in", body);
            assertThat(lines()).containsExactly("a_total{n=\"1\"} 3.0", "b -1000.0");
        }
        assertThat(store().families()).anySatisfy(view -> assertThat(view.family())
                .isEqualTo(new MetricFamily("a_total", MetricType.COUNTER, "", "")));
    }

    @Test
    void type_unit_and_help_are_taken() {
        template.sendBody(
                "direct:in",
                Map.of("name", "t_celsius", "value", 1, "type", "Gauge", "unit", "celsius", "help", "Outside."));
        assertThat(store().families()).anySatisfy(view -> assertThat(view.family())
                .isEqualTo(MetricFamily.gauge("t_celsius", "celsius", "Outside.")));
    }

    @Test
    void a_complete_body_takes_what_it_does_not_hold() {
        template.sendBody("direct:whole", List.of(Map.of("name", "a", "value", 1), Map.of("name", "b", "value", 1)));
        template.sendBody("direct:whole", List.of(Map.of("name", "b", "value", 2)));
        assertThat(lines()).containsExactly("b 2.0");
        assertThat(store().devices().get(0).name()).isEqualTo("garden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "42",
                "null",
                "\"a\"",
                "[1]",
                "[[]]",
                "{}",
                "{\"name\":7,\"value\":1}",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"value\":null}",
                "{\"name\":\"a\",\"value\":\"warm\"}",
                "{\"name\":\"a\",\"value\":[1]}",
                "{\"name\":\"a\",\"value\":1,\"labels\":\"x\"}",
                "{\"name\":\"a\",\"value\":1,\"type\":\"histogram\"}",
                "{\"name\":\"a\",\"value\":1",
                "[{\"name\":\"good\",\"value\":1},{\"name\":\"a\",\"value\":\"x\"}]"
            })
    void a_bad_body_is_an_error_of_the_device_and_publishes_nothing(String body) {
        assertThatThrownBy(() -> template.sendBody("direct:in", body))
                .hasRootCauseMessage(root(body).getMessage())
                .cause()
                .hasMessageStartingWith("device weather: ");
        assertThat(lines()).isEmpty();
        assertThat(store().devices().get(0).lastError()).isNotEmpty();
    }

    @Test
    void numbers_are_taken_as_prometheus_writes_them_and_a_word_that_is_none_is_named() {
        template.sendBody("direct:in", "[{\"name\":\"a\",\"value\":\"+Inf\"},{\"name\":\"b\",\"value\":\"-inf\"}]");
        assertThat(lines()).containsExactly("a Infinity", "b -Infinity");
        assertThatThrownBy(() -> template.sendBody("direct:in", "{\"name\":\"c\",\"value\":\"warm\"}"))
                .hasRootCauseMessage("sample c: value \"warm\" is not a number");
    }

    @Test
    void any_other_body_is_refused_with_what_is_allowed() {
        for (Object body : Arrays.asList(null, 42, new Object[] {1}, List.of(List.of()))) {
            assertThatThrownBy(() -> template.sendBody("direct:in", body))
                    .cause()
                    .hasMessageContaining("allowed: ");
        }
    }

    @Test
    void samples_that_come_from_no_route_need_a_device() {
        assertThatThrownBy(() -> template.sendBody("samples:all", Map.of("name", "a", "value", 1)))
                .cause()
                .hasMessage("samples that come from no route need a device: samples:all?device=NAME");
    }

    @Test
    void a_wrong_option_is_refused_when_the_endpoint_is_made() {
        assertThatThrownBy(() -> context.getEndpoint("samples:all?intervall=3s"))
                .hasMessageContaining("intervall");
        assertThatThrownBy(
                        () -> context.getEndpoint("samples:all?interval=soon").createProducer())
                .hasStackTraceContaining("\"soon\" is not a duration");
    }

    /** What reading the body alone says; the deepest cause of it. */
    private static Throwable root(String body) {
        Throwable[] why = {null};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleMaps.read(body))
                .satisfies(e -> why[0] = e);
        while (why[0].getCause() != null) {
            why[0] = why[0].getCause();
        }
        return why[0];
    }

    private SampleStore store() {
        return SamplesComponent.store(context);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (FamilyView view : store().families()) {
            for (int i = 0; i < view.size() && !view.family().name().startsWith("home_exporter_"); i++) {
                lines.add(view.series(i) + " " + view.value(i));
            }
        }
        return lines;
    }
}
