package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.Selection.Chosen;
import io.github.homeexporter.status.StatusAnswer.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page is told between two looks. */
class ChangeEventsTest {
    private static final Series FLOW = StatusCalls.gauge("flow", "celsius", Map.of());
    private static final Series POWER = StatusCalls.gauge("power", "watts", Map.of());

    private final ChangeEvents differences = new ChangeEvents();

    private String event(long millis, Map<String, Object> facts, Chosen... series) {
        return differences.event(new Look(facts, List.of(series), new House(() -> OwnEntities.NONE)), millis);
    }

    @Test
    void first_everything_then_what_differs_by_device_and_place() {
        assertThat(event(
                        0,
                        Map.of("status", "healthy", "rooms", List.of()),
                        new Chosen("a", FLOW, 1, 0),
                        new Chosen("b", FLOW, 2, 0),
                        new Chosen("b", POWER, 3, 0)))
                .startsWith("event: status\ndata: {")
                .contains("\"series\":{\"a\":[{\"name\":\"flow\"")
                .endsWith("}}\n\n");
        assertThat(event(
                        2_000,
                        Map.of("status", "degraded", "rooms", List.of()),
                        new Chosen("a", FLOW, 1, 2_000),
                        new Chosen("b", FLOW, 2, 2_000),
                        new Chosen("b", POWER, 4, 100)))
                .startsWith("event: change\n")
                .contains("\"facts\":{\"status\":\"degraded\"}", "\"values\":{\"b\":[[1,4,0.1]]}");
    }

    @Test
    void a_value_that_is_said_again_is_news_since_its_age_is() {
        event(0, Map.of("status", "healthy"), new Chosen("a", FLOW, 1, 500));
        assertThat(event(2_000, Map.of("status", "healthy"), new Chosen("a", FLOW, 1, 2_500)))
                .contains("\"values\":{}");
        assertThat(event(4_000, Map.of("status", "healthy"), new Chosen("a", FLOW, 1, 300)))
                .contains("\"values\":{\"a\":[[0,1,0.3]]}");
    }

    @Test
    void other_series_or_another_unit_are_told_whole() {
        event(0, Map.of("status", "healthy"), new Chosen("a", FLOW, 1, 0));
        assertThat(event(1, Map.of("status", "healthy"), new Chosen("a", FLOW, 1, 0), new Chosen("a", POWER, 1, 0)))
                .startsWith("event: status\n");
        assertThat(event(2, Map.of("status", "healthy"), new Chosen("a", FLOW, 1, 0), new Chosen("c", POWER, 1, 0)))
                .startsWith("event: status\n");
        Series kelvin = StatusCalls.gauge("flow", "kelvin", Map.of());
        assertThat(event(3, Map.of("status", "healthy"), new Chosen("a", kelvin, 1, 0), new Chosen("c", POWER, 1, 0)))
                .startsWith("event: status\n");
    }

    @Test
    void no_number_is_null_and_no_text_of_a_device_ends_an_event() {
        assertThat(event(0, Map.of("status", "a\nb\r\n\ndata: x"), new Chosen("a\n\nb", FLOW, Double.NaN, 0)))
                .contains("\"value\":null")
                .satisfies(event -> assertThat(event.strip().split("\\R")).hasSize(2));
    }
}
