package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.CollectionCycle;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What {@code /status} says, and how little of it is held. */
class StatusJsonTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SampleStore store = new SampleStore();
    private final StatusAnswer answer =
            new StatusAnswer(context, store, Duration.ofMinutes(15), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_keys_of_metrics_exporters_are_there_before_anything_runs() throws Exception {
        JsonObject all = get(Map.of());
        assertThat(all.keySet())
                .containsExactlyInAnyOrder(
                        "service",
                        "collection",
                        "collectors",
                        "exporter",
                        "time",
                        "status",
                        "config",
                        "devices",
                        "rooms",
                        "series_total",
                        "series_offset",
                        "series_limit",
                        "series");
        assertThat(all.<JsonObject>getMap("service").keySet())
                .containsExactlyInAnyOrder("name", "version", "uptime_seconds", "hostname");
        assertThat(all.<JsonObject>getMap("collection"))
                .containsEntry("interval_seconds", null)
                .containsEntry("last_collection_seconds_ago", null);
        assertThat(all.<JsonObject>getMap("collectors").keySet())
                .containsExactlyInAnyOrder("environment", "collectors");
        assertThat(all.<JsonObject>getMap("exporter"))
                .containsEntry("format", "prometheus")
                .containsEntry("healthy", true)
                .containsEntry("prometheus_file", null)
                .containsEntry("otlp_endpoint", null);
        assertThat(all.<JsonObject>getMap("series")).isEmpty();
    }

    @Test
    void version_and_host_name_are_those_the_program_says_of_itself() throws Exception {
        own("home_exporter_build_info", Map.of("version", "1.2.3"), 1);
        Series info = gauge("home_exporter_host_info", "", Map.of("host_name", "attic"));
        store.publish(
                new Batch("host", "host", Duration.ofSeconds(60), true, Naming.LEGACY, 0, new Samples().add(info, 1)));
        assertThat(get(Map.of()).<JsonObject>getMap("service"))
                .containsEntry("name", "home-exporter")
                .containsEntry("version", "1.2.3")
                .containsEntry("hostname", "attic");
    }

    @Test
    void how_collecting_goes_is_asked_of_who_collects() throws Exception {
        context.getRegistry().bind("cycle", new Cycle());
        JsonObject all = get(Map.of());
        JsonObject collection = all.getMap("collection");
        assertThat(collection.getDouble("last_collection_seconds_ago")).isEqualTo(7);
        assertThat(collection.getDouble("success_rate")).isEqualTo(66.7);
        assertThat(collection.getInteger("interval_seconds")).isEqualTo(15);
        assertThat(collection.getInteger("total_collections")).isEqualTo(3);
        assertThat(collection.getInteger("collection_errors")).isEqualTo(1);
        assertThat(all.<JsonObject>getMap("collectors").<JsonObject>getMap("collectors"))
                .containsKey("memory");
    }

    @Test
    void trouble_with_otlp_is_an_unhealthy_exporter() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("otel.endpoint", "https://user:secret@collector:4318/v1/metrics");
        properties.setProperty("prometheus.file", "/var/lib/home.prom");
        context.getPropertiesComponent().setInitialProperties(properties);
        assertThat(get(Map.of()).<JsonObject>getMap("exporter"))
                .containsEntry("otlp_endpoint", null)
                .containsEntry("prometheus_file", "/var/lib/home.prom");
        own("home_exporter_otlp_state", Map.of(), 2);
        assertThat(get(Map.of()).<JsonObject>getMap("exporter"))
                .containsEntry("otlp_endpoint", "https://collector:4318/v1/metrics")
                .containsEntry("format", "otlp")
                .containsEntry("healthy", true);
        own("home_exporter_otlp_state", Map.of(), 4);
        assertThat(get(Map.of()).<JsonObject>getMap("exporter")).containsEntry("healthy", false);
    }

    @Test
    void a_device_is_told_with_its_state_and_its_error_in_words() throws Exception {
        store.device("pump", "luxtronik").down("refused", "connection refused; is it on?");
        publish("plug", new Samples().add(gauge("power", "watts", Map.of("alias", "Washer")), 3));
        JsonArray devices = get(Map.of()).getCollection("devices");
        JsonObject plug = devices.getMap(0);
        JsonObject pump = devices.getMap(1);
        assertThat(plug)
                .containsEntry("name", "plug")
                .containsEntry("alias", "Washer")
                .containsEntry("last_error", null);
        assertThat(plug.getInteger("interval_seconds")).isEqualTo(60);
        assertThat(plug.getInteger("series")).isEqualTo(1);
        assertThat(plug.getDouble("last_sample_age_seconds")).isEqualTo(2.5);
        assertThat(pump)
                .containsEntry("kind", "luxtronik")
                .containsEntry("state", "down")
                .containsEntry("silent", false)
                .containsEntry("alias", null)
                .containsEntry("last_error", "connection refused; is it on?")
                .containsEntry("interval_seconds", null)
                .containsEntry("last_sample_age_seconds", null)
                .containsKey("since");
    }

    @Test
    void a_device_with_several_aliases_has_none() throws Exception {
        publish(
                "strip",
                new Samples()
                        .add(gauge("power", "", Map.of("alias", "Saw")), 1)
                        .add(gauge("power", "", Map.of("alias", "Lamp")), 2));
        JsonArray devices = get(Map.of()).getCollection("devices");
        assertThat(devices.<JsonObject>getMap(0)).containsEntry("alias", null);
    }

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
    void a_file_with_faults_is_listed_with_them() throws Exception {
        own("home_exporter_config_last_load_successful", Map.of("file", "routes/a.yaml"), 0);
        own("home_exporter_config_last_load_successful", Map.of("file", "routes/b.yaml"), 1);
        store.self().faults("routes/a.yaml", List.of("routes/a.yaml:3: " + "x".repeat(1_000)));
        store.self().faults("settings", List.of("unknown setting lux.adress"));
        JsonArray config = get(Map.of()).getCollection("config");
        JsonObject broken = config.getMap(0);
        assertThat(broken).containsEntry("file", "routes/a.yaml").containsEntry("loaded", false);
        JsonArray faults = broken.getCollection("faults");
        assertThat(faults.getString(0)).startsWith("routes/a.yaml:3: x").hasSize(500);
        assertThat(config.<JsonObject>getMap(1)).containsEntry("loaded", true).containsEntry("faults", new JsonArray());
        JsonObject settings = config.getMap(2);
        assertThat(settings).containsEntry("file", "settings").containsEntry("loaded", true);
        store.self().faults("settings", List.of());
        JsonArray mended = get(Map.of()).getCollection("config");
        assertThat(mended).hasSize(2);
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
                new JsonObject(Map.of("a", 1)), Selection.of(store, all()).series());
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

    private JsonObject get(Map<String, String> parameters) throws Exception {
        Message message = ask(parameters, "");
        assertThat(message.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        byte[] text = ((JsonStream) message.getBody()).readAllBytes();
        return (JsonObject) Jsoner.deserialize(new String(text, StandardCharsets.UTF_8));
    }

    private Message ask(Map<String, String> parameters, String ifNoneMatch) {
        Message message = exchange(parameters, ifNoneMatch).getMessage();
        StatusRequest request = StatusRequest.of(message);
        message.removeHeaders("*");
        answer.answer(request, message);
        return message;
    }

    private Exchange exchange(Map<String, String> parameters, String ifNoneMatch) {
        Exchange exchange = new DefaultExchange(context);
        Map<String, Object> headers = new HashMap<>(parameters);
        headers.put("If-None-Match", ifNoneMatch);
        headers.put(Exchange.HTTP_METHOD, "GET");
        headers.put(Exchange.HTTP_PATH, "/status");
        exchange.getMessage().setHeaders(headers);
        return exchange;
    }

    private void publish(String device, Samples samples) {
        long said = NOW.minusMillis(2_500).toEpochMilli();
        store.device(device, "kind").up();
        store.publish(new Batch(device, "kind", Duration.ofSeconds(60), true, Naming.LEGACY, said, samples));
    }

    private void own(String family, Map<String, String> labels, double value) {
        store.self().set(Series.of(MetricFamily.gauge(family, "", ""), labels), value);
    }

    private static Series gauge(String name, String unit, Map<String, String> labels) {
        return Series.of(MetricFamily.gauge(name, unit, ""), labels);
    }

    private static final class Cycle implements CollectionCycle {
        @Override
        public String device() {
            return "host";
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration limit() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Progress progress() {
            return new Progress(3, 1, NOW.minusSeconds(7).toEpochMilli(), Set.of());
        }

        @Override
        public List<String> enabled() {
            return List.of("memory");
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of("environment", Map.of(), "collectors", Map.of("memory", Map.of("enabled", true)));
        }

        @Override
        public Collected collect() {
            throw new IllegalStateException("not in this test");
        }
    }
}
