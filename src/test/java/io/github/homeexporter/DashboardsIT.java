package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.deploy.Dashboard;
import io.github.homeexporter.deploy.EmptyPanels;
import io.github.homeexporter.deploy.Promtool;
import io.github.homeexporter.deploy.RealPrometheus;
import io.github.homeexporter.deploy.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of every dashboard is put to a real Prometheus that scrapes {@code --demo}: a wrong name has no answer. */
class DashboardsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A minute of scrapes, less what a busy machine loses. */
    private static final int SCRAPES = 20;

    @TempDir
    static Path directory;

    private static RunningProgram demo;
    private static RealPrometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        Promtool.demand("prometheus");
        demo = RunningProgram.start(
                Files.createDirectories(directory.resolve("demo")), Map.of("HOST_INTERVAL", "1s"), "--demo");
        prometheus = RealPrometheus.scraping(demo.port, directory);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        prometheus
                                .now("count_over_time(up{job=\"home-exporter\"}[10m]) >= " + SCRAPES
                                        + " and on () count(home_exporter_device_up == 1) >= 10")
                                .size())
                .as(demo.output())
                .isPositive());
    }

    @AfterAll
    static void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void every_variable_has_something_to_choose_from() throws Exception {
        EmptyPanels allowed = EmptyPanels.read();
        for (Dashboard dashboard : Dashboard.all()) {
            Variables.of(dashboard).choices(prometheus).forEach((name, choices) -> {
                if (!allowed.allows(dashboard.choiceOf(name))) {
                    assertThat(choices).as(dashboard + ", $" + name).isNotEmpty();
                }
            });
        }
    }

    @Test
    void every_panel_shows_something() throws Exception {
        EmptyPanels allowed = EmptyPanels.read();
        Map<Dashboard.Query, String> open = new HashMap<>();
        List<Dashboard.Query> all = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            Variables variables = Variables.of(dashboard);
            variables.choices(prometheus);
            for (Dashboard.Query query : dashboard.queries()) {
                all.add(query);
                open.put(query, variables.into(query.expr()));
            }
        }
        List<Dashboard.Query> answered = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            List<Dashboard.Query> now = answered(prometheus, open);
            answered.addAll(now);
            now.forEach(open::remove);
        } while (!open.keySet().stream().allMatch(allowed::allows) && System.nanoTime() < end);

        List<String> empty = open.entrySet().stream()
                .filter(e -> !allowed.allows(e.getKey()))
                .map(e -> e.getKey().where() + ": " + e.getValue())
                .sorted()
                .toList();
        assertThat(empty).as("queries without an answer").isEmpty();
        assertThat(allowed.stale(all, answered)).isEmpty();
        assertThat(answered).hasSizeGreaterThan(200);
    }

    /** A number, not only NaN: a panel of NaN is an empty one. */
    static List<Dashboard.Query> answered(RealPrometheus prometheus, Map<Dashboard.Query, String> open)
            throws Exception {
        List<Dashboard.Query> answered = new ArrayList<>();
        for (Map.Entry<Dashboard.Query, String> e : open.entrySet()) {
            try {
                JsonNode result =
                        e.getKey().instant() ? prometheus.now(e.getValue()) : prometheus.lastMinute(e.getValue());
                if (hasNumber(result)) {
                    answered.add(e.getKey());
                }
            } catch (IllegalArgumentException refused) {
                throw new AssertionError(e.getKey().where() + ": " + e.getValue(), refused);
            }
        }
        return answered;
    }

    private static boolean hasNumber(JsonNode result) {
        for (JsonNode series : result) {
            for (JsonNode values : List.of(series.path("values"), series.path("value"))) {
                if (anyNumber(values)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean anyNumber(JsonNode values) {
        for (JsonNode point : values) {
            JsonNode value = point.isArray() ? point.path(1) : point;
            if (value.isTextual()
                    && Double.isFinite(Double.parseDouble(value.asText().replace("Inf", "Infinity")))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void every_rule_is_evaluated_and_what_they_record_is_there() throws Exception {
        // no performance is recorded below half a kilowatt-hour, which the demo does not use within a test
        Set<String> missing = new TreeSet<>(Set.of("home:heat_pump_performance:ratio1d"));
        Set<String> recorded = new TreeSet<>();
        for (JsonNode group : prometheus.rules()) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(rule.path("health").asText())
                        .as(rule.path("name").asText() + ": "
                                + rule.path("lastError").asText())
                        .isEqualTo("ok");
                if (rule.path("type").asText().equals("recording")) {
                    recorded.add(rule.path("name").asText());
                }
            }
        }
        recorded.removeAll(missing);
        assertThat(recorded).isNotEmpty();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus.names())
                .containsAll(recorded));
    }

    /** What rules name and neither the demo nor this machine has, or only under the other naming. */
    private static final Pattern ONLY_AT_TIMES =
            Pattern.compile("home_exporter_(samples_refused_total|config_findings|otlp_state"
                    + "|mqtt_connected|loxone_blocked_until_timestamp_seconds)|container_.*|node_hwmon_.*|node_vmstat_oom_kill|node_zfs_.*"
                    + "|node_(md|edac|systemd)_.*|isg_(state|value|pressure_pascals|temperature_celsius|energy_joules)"
                    + "|tapo_(water_leak|battery_low|overheated|overcurrent|energy_today_watthours)");

    @Test
    void alerts_name_series_that_are_there() throws Exception {
        List<String> names = prometheus.names();
        Pattern series = Pattern.compile("\\b(?:home_exporter|node|container|isg|tapo)_[a-z_A-Z]+\\b(?![\"(|).])");
        int seen = 0;
        for (JsonNode group : prometheus.rules()) {
            for (JsonNode rule : group.path("rules")) {
                for (String name : series.matcher(rule.path("query").asText())
                        .results()
                        .map(m -> m.group())
                        .toList()) {
                    seen++;
                    assertThat(names.contains(name)
                                    || ONLY_AT_TIMES.matcher(name).matches())
                            .as(rule.path("name").asText() + " names " + name)
                            .isTrue();
                }
            }
        }
        assertThat(seen).isGreaterThan(15);
    }

    @Test
    void a_wrong_name_has_no_answer() throws Exception {
        assertThat(hasNumber(prometheus.lastMinute("luxtronik_temperatures_of_the_moon")))
                .isFalse();
        assertThat(hasNumber(prometheus.now("0 * home_exporter_device_up / 0"))).isFalse();
        assertThat(hasNumber(prometheus.now("home_exporter_device_up"))).isTrue();
    }
}
