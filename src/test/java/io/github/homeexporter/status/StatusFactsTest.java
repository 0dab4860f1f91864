package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What {@code /status} says beside the series. */
class StatusFactsTest extends StatusCalls {
    @Test
    void the_settings_file_is_told_until_a_device_beside_this_machine_is_set_up() throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty("settings.file", "/etc/home-exporter/application.properties");
        store.device("host", "host").up();
        assertThat(get(Map.of())).containsEntry("settings_file", "/etc/home-exporter/application.properties");
        store.device("luxtronik", "luxtronik").up();
        assertThat(get(Map.of()).keySet()).doesNotContain("settings_file");
    }

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
                        "house",
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
    void a_strip_has_its_own_name_and_not_those_of_its_sockets() throws Exception {
        publish(
                "strip",
                new Samples()
                        .add(gauge("strip_info", "", Map.of("alias", "Workbench")), 1)
                        .add(gauge("power", "", Map.of("alias", "Saw", "child", "1")), 1)
                        .add(gauge("power", "", Map.of("alias", "Lamp", "child", "2")), 2));
        JsonArray devices = get(Map.of()).getCollection("devices");
        assertThat(devices.<JsonObject>getMap(0)).containsEntry("alias", "Workbench");
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
