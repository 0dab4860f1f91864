package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana would not tell, but show as a broken or an ugly dashboard. */
class DashboardLintTest {
    private static final Set<String> KINDS = Set.of("row", "timeseries", "stat", "table", "state-timeline", "bargauge");
    /** Of Grafana's many units those that are used; one it does not know is shown behind the number as it stands. */
    private static final Set<String> UNITS = Set.of(
            "short",
            "percent",
            "percentunit",
            "s",
            "h",
            "clocks",
            "dateTimeAsIso",
            "bytes",
            "Bps",
            "pps",
            "reqps",
            "celsius",
            "kelvin",
            "watt",
            "kwatt",
            "watth",
            "kwatth",
            "volt",
            "amp",
            "dBm",
            "pressurebar",
            "litreh",
            "flowlpm",
            "rothz",
            "rotrpm");
    /** {@code $name}, {@code ${name}} and {@code ${name:format}}, but not {@code $1} of label_replace. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void there_is_an_overview_and_a_dashboard_for_every_kind_of_device() {
        assertThat(Dashboard.all())
                .extracting(Dashboard::file)
                .contains(
                        "overview.json",
                        "loxone.json",
                        "luxtronik.json",
                        "isg.json",
                        "tapo.json",
                        "proxmox.json",
                        "host.json",
                        "exporter.json");
    }

    @Test
    void uids_and_titles_are_unique_and_never_change() {
        assertThat(Dashboard.all())
                .extracting(d -> d.json().path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("home-[a-z]{3,20}"));
        assertThat(Dashboard.all())
                .extracting(d -> d.json().path("title").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void it_provisions_cleanly_in_grafana_11_to_13(Dashboard dashboard) {
        JsonNode json = dashboard.json();
        assertThat(json.path("id").isNull())
                .as("a number would belong to another Grafana")
                .isTrue();
        assertThat(json.path("schemaVersion").asInt()).isBetween(39, 41);
        assertThat(json.has("__inputs")).as("only for import by hand").isFalse();
        assertThat(json.path("title").asText()).isNotBlank();
        assertThat(json.path("description").asText()).isNotBlank();
        assertThat(json.path("tags").toString()).contains("\"home-exporter\"");
        assertThat(json.path("links").toString()).contains("\"dashboards\"");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_have_ids_of_their_own_known_kinds_and_say_what_they_show(Dashboard dashboard) {
        assertThat(dashboard.panels()).extracting(p -> p.path("id").asInt()).doesNotHaveDuplicates();
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").asText();
            assertThat(KINDS).as(title).contains(panel.path("type").asText());
            assertThat(title).isNotBlank();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).as(title).isNotBlank();
                assertThat(panel.path("targets")).as(title).isNotEmpty();
                assertThat(panel.path("fieldConfig").has("defaults")).as(title).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_lie_on_the_grid_and_never_on_each_other(Dashboard dashboard) {
        assertOnGrid(dashboard.json().path("panels"));
        for (JsonNode row : dashboard.json().path("panels")) {
            assertOnGrid(row.path("panels"));
        }
    }

    private static void assertOnGrid(JsonNode panels) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode grid = panel.path("gridPos");
            int right = grid.path("x").asInt() + grid.path("w").asInt();
            assertThat(right).as(panel.path("title").asText()).isBetween(1, 24);
            assertThat(grid.path("h").asInt()).as(panel.path("title").asText()).isPositive();
            for (int x = grid.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < grid.path("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + (y + grid.path("y").asInt())))
                            .as(panel.path("title").asText() + " lies on another panel")
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_source_of_data_is_the_chosen_one(Dashboard dashboard) {
        for (JsonNode source : dashboard.json().findValues("datasource")) {
            assertThat(source.path("uid").asText()).isIn("${datasource}", "-- Grafana --");
        }
        assertThat(dashboard.variables().get(0).path("type").asText()).isEqualTo("datasource");
        for (JsonNode panel : dashboard.panels()) {
            assertThat(panel.path("type").asText().equals("row") || panel.has("datasource"))
                    .as(panel.path("title").asText())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_variable_is_defined_and_used(Dashboard dashboard) {
        Set<String> defined =
                dashboard.variables().stream().map(v -> v.path("name").asText()).collect(Collectors.toSet());
        List<String> texts = new ArrayList<>();
        dashboard.queries().forEach(q -> texts.add(q.expr()));
        dashboard.variables().forEach(v -> texts.add(v.path("query").toString()));
        Set<String> used = texts.stream()
                .flatMap(t -> VARIABLE.matcher(t).results().map(m -> m.group(1)))
                .filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet());
        assertThat(defined).as("defined").containsAll(used);
        defined.remove("datasource");
        assertThat(used).as("used").containsAll(defined);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_have_refs_of_their_own_and_rates_follow_the_scrape_interval(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            assertThat(panel.path("targets").findValuesAsText("refId")).doesNotHaveDuplicates();
        }
        for (Dashboard.Query query : dashboard.queries()) {
            assertThat(query.expr()).as(query.where()).isNotBlank();
            Matcher fixed = Pattern.compile("\\[(\\d+[smh])]").matcher(query.expr());
            assertThat(fixed.results().map(m -> m.group(1)).toList())
                    .as(query.where() + ": a window that does not follow the scrape interval")
                    .allMatch("1h"::equals);
        }
    }

    /** Grafana joins the rows of several queries by all they have in common, and the metric's name would keep them apart. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void tables_of_several_queries_aggregate_so_that_their_rows_can_be_joined(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            List<String> exprs = panel.path("targets").findValuesAsText("expr");
            if (panel.path("type").asText().equals("table") && exprs.size() > 1) {
                assertThat(exprs)
                        .as(panel.path("title").asText())
                        .allMatch(e -> e.matches("(sum|max|min|count|avg) by \\(.*"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void units_are_grafanas(Dashboard dashboard) {
        List<String> units = new ArrayList<>(dashboard.json().findValuesAsText("unit"));
        for (JsonNode property : dashboard.json().findValues("properties").stream()
                .flatMap(p -> StreamSupport.stream(p.spliterator(), false))
                .toList()) {
            if (property.path("id").asText().equals("unit")) {
                units.add(property.path("value").asText());
            }
        }
        assertThat(UNITS).containsAll(units);
        assertThat(units).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void links_to_other_dashboards_lead_somewhere(Dashboard dashboard) {
        Set<String> uids =
                Dashboard.all().stream().map(d -> d.json().path("uid").asText()).collect(Collectors.toSet());
        for (String url : dashboard.json().findValuesAsText("url")) {
            Matcher link = Pattern.compile("/d/([a-z-]+)").matcher(url);
            if (link.find()) {
                assertThat(uids).contains(link.group(1));
            }
        }
    }
}
