package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series.Item;
import io.github.homeexporter.status.Selection.StatusQuery;
import io.github.homeexporter.status.StatusJson.JsonStream;
import io.github.homeexporter.status.StatusProducer.StatusRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** The series of {@code /status}: which of them, and how little of it is held. */
class StatusJsonTest extends StatusCalls {
    @Test
    void series_stand_under_their_device_with_labels_unit_value_and_age() throws Exception {
        publish(
                "b\"</script>",
                new Samples()
                        .add(gauge("flow", "celsius", Map.of("room", "Küche \u0001")), 21.5)
                        .add(gauge("isg_pressure", "", Map.of("unit", "bar")), 10));
        publish("a", new Samples().add(gauge("x", "", Map.of()), Double.NaN));
        publish("c", new Samples().add(gauge("y", "", Map.of()), Double.NEGATIVE_INFINITY));
        JsonObject series = get(Map.of()).getMap("series");
        assertThat(series.keySet()).containsExactlyInAnyOrder("a", "b\"</script>", "c");
        JsonArray list = series.getCollection("b\"</script>");
        JsonObject flow = list.getMap(0);
        assertThat(flow)
                .containsEntry("name", "flow")
                .containsEntry("type", "gauge")
                .containsEntry("unit", "celsius");
        assertThat(flow.<JsonObject>getMap("labels")).containsEntry("room", "Küche \u0001");
        assertThat(flow.getDouble("value")).isEqualTo(21.5);
        assertThat(flow.getDouble("age_seconds")).isNotNegative();
        assertThat(list.<JsonObject>getMap(1)).containsEntry("unit", "bar");
        JsonArray nan = series.getCollection("a");
        JsonArray infinite = series.getCollection("c");
        assertThat(nan.<JsonObject>getMap(0)).containsEntry("value", null);
        assertThat(infinite.<JsonObject>getMap(0)).containsEntry("value", null);
    }

    @Test
    void device_room_and_words_choose_among_the_series() throws Exception {
        rooms();
        assertThat(names(Map.of("device", "house"))).containsExactly("humidity", "temperature", "temperature");
        assertThat(names(Map.of("room", "Kitchen"))).containsExactly("temperature");
        assertThat(names(Map.of("search", "TEMP bath"))).containsExactly("temperature");
        assertThat(names(Map.of("search", "pump"))).containsExactly("power");
        assertThat(names(Map.of("search", "watts"))).containsExactly("power");
        assertThat(names(Map.of("search", "temp nowhere"))).isEmpty();
        publish(
                "attic",
                new Samples()
                        .add(gauge("t_celsius", "", Map.of("name", "KÜCHE")).about(new Item("", "Außen links")), 1)
                        .add(gauge("t_celsius", "", Map.of("name", "Diele")), 1));
        assertThat(names(Map.of("search", "küche"))).containsExactly("t_celsius");
        assertThat(names(Map.of("search", "außen DIELE"))).isEmpty();
        assertThat(names(Map.of("search", "außen links"))).containsExactly("t_celsius");
        assertThat(names(Map.of("search", "LINKS ATTIC name=\"küche\""))).containsExactly("t_celsius");
        assertThat(names(Map.of("device", "nobody"))).isEmpty();
        JsonArray rooms = get(Map.of("search", "pump")).getCollection("rooms");
        assertThat(rooms).hasToString("[Bath, Kitchen]");
    }

    @Test
    void an_answer_has_no_more_than_its_limit_and_says_how_much_there_is() throws Exception {
        rooms();
        JsonObject all = get(Map.of("limit", "2", "offset", "1"));
        assertThat(all.getInteger("series_total")).isEqualTo(4);
        assertThat(all.getInteger("series_limit")).isEqualTo(2);
        assertThat(all.getInteger("series_offset")).isEqualTo(1);
        assertThat(names(Map.of("limit", "2", "offset", "1"))).hasSize(2);
        assertThat(names(Map.of("offset", "9"))).isEmpty();
        assertThat(names(Map.of("limit", "0"))).isEmpty();
    }

    @Test
    void a_wrong_parameter_is_400_and_says_what_is_allowed_without_repeating_it() {
        for (Map<String, String> wrong : List.of(
                Map.of("limit", "<b>"),
                Map.of("limit", "5001"),
                Map.of("offset", "-1"),
                Map.of("offset", "99999999999"),
                Map.of("search", "<b>".repeat(100)),
                Map.of("format", "<b>"))) {
            Message message = ask(wrong, "");
            assertThat(message.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
            assertThat(message.getBody(String.class)).contains("allowed").doesNotContain("<b>");
        }
    }

    @Test
    void whoever_has_the_newest_answer_gets_304_until_something_changes() {
        rooms();
        String tag = ask(Map.of(), "").getHeader("ETag", String.class);
        assertThat(tag).startsWith("W/\"");
        assertThat(ask(Map.of(), tag).getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(304);
        assertThat(ask(Map.of(), tag).getBody()).isNull();
        assertThat(ask(Map.of(), "\"x\", " + tag).getHeader(Exchange.HTTP_RESPONSE_CODE))
                .isEqualTo(304);
        assertThat(ask(Map.of("limit", "3"), tag).getHeader(Exchange.HTTP_RESPONSE_CODE))
                .isEqualTo(200);
        store.device("pump", "luxtronik").down("refused", "x");
        String next = ask(Map.of(), tag).getHeader("ETag", String.class);
        assertThat(next).isNotEqualTo(tag);
        store.self().faults("routes/a.yaml", List.of("broken"));
        assertThat(ask(Map.of(), next).getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
    }

    @Test
    void a_large_answer_is_written_while_it_is_read_and_can_be_read_again() throws Exception {
        Samples many = new Samples();
        for (int i = 0; i < 3_000; i++) {
            many.add(gauge("value", "", Map.of("i", String.valueOf(i))), i);
        }
        publish("big", many);
        try (JsonStream body = (JsonStream) ask(Map.of(), "").getBody()) {
            String first = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            body.reset();
            StringBuilder one = new StringBuilder();
            for (int b = body.read(); b >= 0; b = body.read()) {
                one.append((char) b);
            }
            assertThat(one.toString()).isEqualTo(first);
            JsonObject series = ((JsonObject) Jsoner.deserialize(first)).getMap("series");
            JsonArray big = series.getCollection("big");
            assertThat(big).hasSize(3_000);
        }
        StatusJson pieces = new StatusJson(
                new JsonObject(Map.of("a", 1)),
                Selection.of(store, all(), new HashMap<>()).series(),
                new House(() -> OwnEntities.NONE));
        assertThat(pieces.next()).isEqualTo("{\"a\":1,\"series\":{");
        assertThat(pieces.next().length()).isLessThan(20_000);
    }

    @Test
    void head_has_no_body() {
        Exchange exchange = exchange(Map.of(), "");
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "HEAD");
        answer.answer(StatusRequest.of(exchange.getMessage()), exchange.getMessage());
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
    }

    @Test
    void a_query_says_which_parameter_is_wrong() {
        assertThatThrownBy(() -> StatusQuery.of(name -> name.equals("limit") ? "many" : ""))
                .hasMessageContaining("limit");
    }

    private static StatusQuery all() {
        return StatusQuery.of(name -> "");
    }

    private void rooms() {
        publish(
                "house",
                new Samples()
                        .add(gauge("temperature", "celsius", Map.of("room", "Kitchen")), 21)
                        .add(gauge("temperature", "celsius", Map.of("room", "Bath")), 23)
                        .add(gauge("humidity", "", Map.of()), 40));
        publish("pump", new Samples().add(gauge("power", "watts", Map.of()), 900));
    }

    private List<String> names(Map<String, String> parameters) throws Exception {
        return get(parameters).<JsonObject>getMap("series").values().stream()
                .flatMap(list -> ((JsonArray) list).stream())
                .map(one -> ((JsonObject) one).getString("name"))
                .sorted()
                .toList();
    }
}
