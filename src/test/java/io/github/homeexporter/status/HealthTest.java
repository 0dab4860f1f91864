package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.Health.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");
    private static final DeviceStatus UP = device("pump", "luxtronik", DeviceState.UP);
    private static final DeviceStatus DOWN = device("mini", "loxone", DeviceState.DOWN);
    private static final DeviceStatus CONNECTING = device("isg", "isg", DeviceState.CONNECTING);
    private static final DeviceStatus STOPPED = device("old", "isg", DeviceState.STOPPED);
    private static final DeviceStatus HOST = device("host", "host", DeviceState.UP);
    private static final DeviceStatus HOST_DOWN = device("host", "host", DeviceState.DOWN);

    @Test
    void all_devices_up_is_healthy() {
        assertThat(judge(UP)).isEqualTo(Verdict.HEALTHY);
        assertThat(judge(UP, UP, STOPPED)).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void some_devices_down_is_degraded() {
        assertThat(judge(UP, DOWN)).isEqualTo(Verdict.DEGRADED);
        assertThat(judge(UP, CONNECTING)).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void no_device_up_is_unhealthy() {
        assertThat(judge(DOWN)).isEqualTo(Verdict.UNHEALTHY);
        assertThat(judge(DOWN, CONNECTING)).isEqualTo(Verdict.UNHEALTHY);
    }

    @Test
    void the_host_does_not_hide_that_every_device_is_down() {
        assertThat(judge(DOWN, HOST)).isEqualTo(Verdict.UNHEALTHY);
        assertThat(judge(UP, HOST_DOWN)).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void the_host_counts_when_nothing_else_is_configured() {
        assertThat(judge(HOST)).isEqualTo(Verdict.HEALTHY);
        assertThat(judge(HOST_DOWN)).isEqualTo(Verdict.UNHEALTHY);
        assertThat(judge(HOST_DOWN, STOPPED)).isEqualTo(Verdict.UNHEALTHY);
    }

    @Test
    void without_any_device_the_program_is_healthy() {
        assertThat(judge()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_configuration_file_that_did_not_load_is_degraded() {
        Map<String, Boolean> files = Map.of("routes/a.camel.yaml", true, "routes/b.camel.yaml", false);
        assertThat(Health.verdict(List.of(UP), files)).isEqualTo(Verdict.DEGRADED);
        assertThat(Health.verdict(List.of(DOWN), files)).isEqualTo(Verdict.UNHEALTHY);
        assertThat(Health.verdict(List.of(UP), Map.of("routes/a.camel.yaml", true)))
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void the_state_of_the_configuration_comes_from_the_programs_own_family() {
        SampleStore store = new SampleStore();
        MetricFamily family = MetricFamily.gauge("home_exporter_config_last_load_successful", "", "x");
        store.self().set(Series.of(family, Map.of("file", "rules/a.yaml")), 0);
        store.self().set(Series.of(family, Map.of("file", "rules/b.yaml")), 1);
        Health health = Health.of(store, SINCE, Duration.ZERO);
        assertThat(health.configFiles())
                .containsOnly(Map.entry("rules/a.yaml", false), Map.entry("rules/b.yaml", true));
        assertThat(health.verdict()).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void the_json_says_all_of_it_and_survives_any_text() throws Exception {
        DeviceStatus device = new DeviceStatus(
                "kit\"chen\\\n",
                "tapo",
                DeviceState.DOWN,
                SINCE,
                SINCE.toEpochMilli(),
                "</script>\t\"x\"",
                7,
                Duration.ZERO);
        Health health = new Health(Verdict.DEGRADED, List.of(device, DOWN), Set.of(), Map.of("routes/a\".yaml", false));
        JsonObject json = (JsonObject) Jsoner.deserialize(health.text(SINCE.plusMillis(12_345), Map.of()));
        assertThat(json).containsEntry("status", "degraded");
        JsonArray devices = json.getCollection("devices");
        JsonObject first = devices.getMap(0);
        assertThat(first)
                .containsEntry("name", "kit\"chen\\\n")
                .containsEntry("kind", "tapo")
                .containsEntry("state", "down")
                .containsEntry("since", "2026-01-02T03:04:05Z")
                .containsEntry("last_error", "</script>\t\"x\"");
        assertThat(first.getDouble("last_sample_age_seconds")).isEqualTo(12.345);
        assertThat(first.getInteger("series")).isEqualTo(7);
        JsonObject second = devices.getMap(1);
        assertThat(second).containsEntry("last_sample_age_seconds", null).containsEntry("last_error", null);
        JsonArray files = json.getCollection("config");
        JsonObject file = files.getMap(0);
        assertThat(file).containsEntry("file", "routes/a\".yaml").containsEntry("loaded", false);
    }

    @Test
    void a_connected_device_that_pushes_nothing_for_long_is_silent() {
        Duration limit = Duration.ofMinutes(15);
        assertThat(Health.silent(List.of(UP), SINCE.plus(limit), limit)).isEmpty();
        assertThat(Health.silent(List.of(UP), SINCE.plus(limit).plusMillis(1), limit))
                .containsExactly("pump");
        DeviceStatus heard = new DeviceStatus(
                "mini", "loxone", DeviceState.UP, SINCE, SINCE.plusSeconds(60).toEpochMilli(), "", 1, Duration.ZERO);
        assertThat(Health.silent(List.of(heard), SINCE.plus(limit).plusSeconds(60), limit))
                .isEmpty();
        assertThat(Health.silent(List.of(heard), SINCE.plus(limit).plusSeconds(61), limit))
                .containsExactly("mini");
    }

    @Test
    void neither_a_polled_device_nor_one_that_is_down_is_silent_and_zero_switches_it_off() {
        Instant later = SINCE.plus(Duration.ofDays(1));
        DeviceStatus polled = new DeviceStatus("isg", "isg", DeviceState.UP, SINCE, 0, "", 1, Duration.ofMinutes(1));
        assertThat(Health.silent(List.of(polled, DOWN, CONNECTING), later, Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(Health.silent(List.of(UP), later, Duration.ZERO)).isEmpty();
    }

    @Test
    void a_silent_device_degrades_the_whole_and_is_no_outage() {
        SampleStore store = new SampleStore();
        store.device("mini", "loxone").up();
        Instant later = Instant.now().plus(Duration.ofHours(1));
        assertThat(Health.of(store, later, Duration.ofMinutes(15)).verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(Health.of(store, later, Duration.ZERO).verdict()).isEqualTo(Verdict.HEALTHY);
        store.device("mini", "loxone").down("x", "gone");
        assertThat(Health.of(store, later, Duration.ofMinutes(15)).verdict()).isEqualTo(Verdict.UNHEALTHY);
    }

    @Test
    void the_json_says_who_is_silent_and_has_the_details_that_are_not_empty() throws Exception {
        Health health = new Health(Verdict.DEGRADED, List.of(UP, DOWN), Set.of("pump"), Map.of());
        String text = health.text(SINCE, Map.of("miniservers", List.of(Map.of("name", "ho\"me")), "otlp", List.of()));
        JsonObject json = (JsonObject) Jsoner.deserialize(text);
        JsonArray devices = json.getCollection("devices");
        JsonObject first = devices.getMap(0);
        JsonObject second = devices.getMap(1);
        assertThat(first).containsEntry("silent", true);
        assertThat(second).containsEntry("silent", false);
        JsonArray miniservers = json.getCollection("miniservers");
        JsonObject one = miniservers.getMap(0);
        assertThat(one).containsEntry("name", "ho\"me");
        assertThat(json).doesNotContainKey("otlp");
    }

    private static Verdict judge(DeviceStatus... devices) {
        return Health.verdict(List.of(devices), Map.of());
    }

    private static DeviceStatus device(String name, String kind, DeviceState state) {
        return new DeviceStatus(name, kind, state, SINCE, 0, "", 0, Duration.ZERO);
    }
}
