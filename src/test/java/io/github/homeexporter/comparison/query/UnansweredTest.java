package io.github.homeexporter.comparison.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.comparison.query.Unanswered.Asked;
import io.github.homeexporter.comparison.series.Span;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.formats.MetricsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnansweredTest {
    private static final String THERE = "a{room=\"Kitchen\"} 1\na{room=\"Hall\"} 1\nold{x=\"1\"} 1\n";
    private static final String HERE = "a{room=\"Hall\"} 1\nnew_one{room=\"Hall\"} 1\nb_total 1\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a{room=\"Hall\"}",
                "a{room=~\"Ha.*\"}",
                "a{room!=\"Kitchen\"}",
                "a{room=\"$room\"}",
                "a{room=\"Attic\"}", // found nothing there either
                "a{job=\"lux\",instance=~\".+\"}",
                "a{site=\"home\"}",
                "up == 0 or ALERTS{alertstate=\"firing\"} or scrape_duration_seconds",
                "${prefix}_total",
                "recorded:rate",
                "new_one or nobody",
                "vector(0)"
            })
    void what_finds_something_is_not_named(String query) throws IOException {
        assertThat(ask(query, "").missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "old | no such name here",
                "a and nobody | nobody: no such name here, nor there",
                "a{room=\"Kitchen\"} | no series with room=\"Kitchen\"",
                "a or old | old: no such name here",
                "new_one{room=\"Kitchen\"} | no series with room=\"Kitchen\"",
                "${prefix}_bytes | no such name here, nor there",
                "{__name__=~\"old.*\"} | no such name here",
                "job:old:rate | --compare-rules"
            })
    void what_finds_nothing_is_named_with_the_reason(String query, String reason) throws IOException {
        Unanswered answers = ask(query, "");
        assertThat(answers.missing())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("here: ")
                .contains(reason);
    }

    @Test
    void a_label_that_a_variable_asks_for_must_be_there() throws IOException {
        assertThat(ask("a", "room").missing()).isEmpty();
        assertThat(ask("", "room").missing()).isEmpty();
        assertThat(ask("", "instance").missing()).isEmpty();
        assertThat(ask("a", "type").missing()).hasSize(1);
        assertThat(ask("", "x").missing()).containsExactly("here: no series here has a label x");
    }

    @Test
    void a_label_that_neither_page_has_is_taken_for_one_that_prometheus_adds_and_said() throws IOException {
        assertThat(ask("a{site=\"home\"}", "").attached()).containsExactly("site");
    }

    @Test
    void what_cannot_be_read_is_said_and_the_rest_goes_on() throws IOException {
        Unanswered answers = Unanswered.of(
                List.of(new Asked("x", "a{", ""), new Asked("y", "old", "")), List.of(), span(THERE), span(HERE));
        assertThat(answers.unread()).hasSize(1).first().asString().startsWith("x: cannot be read as PromQL: ");
        assertThat(answers.missing()).hasSize(1);
    }

    @Test
    void a_dashboard_asks_by_panels_rows_annotations_and_variables_of_all_its_forms() throws IOException {
        List<Asked> asked = GrafanaDashboard.asked("d.json", Json.tree("""
                {"dashboard": {"title": "House",
                  "annotations": {"list": [{"name": "Starts", "expr": "starts"}]},
                  "templating": {"list": [
                    {"name": "room", "type": "query", "query": "label_values(rooms{x=\\"a,b\\"}, room)"},
                    {"name": "plug", "type": "query", "query": {"query": "label_values(alias)", "refId": "A"}},
                    {"name": "all", "type": "query", "definition": "metrics(lux.*)"},
                    {"name": "sum", "type": "query", "query": "query_result(sum(summed))"},
                    {"name": "fixed", "type": "custom", "query": "not_asked"}]},
                  "panels": [
                    {"title": "One", "type": "stat", "targets": [{"refId": "A", "expr": "one{room=\\"$room\\"}"}]},
                    {"title": "Row", "type": "row", "panels": [
                      {"title": "Two", "targets": [{"refId": "B", "expr": "two", "datasource": {"type": "prometheus"}}]},
                      {"title": "Logs", "datasource": {"type": "loki"}, "targets": [{"expr": "{job=\\"x\\"}"}]}]}],
                  "rows": [{"panels": [{"title": "Old", "targets": [{"expr": "three"}]}]}],
                  "spec": {"elements": {"panel-1": {"kind": "Panel", "spec": {"title": "New", "data": {"spec": {"queries": [
                    {"spec": {"refId": "A", "query": {"group": "prometheus", "spec": {"expr": "four"}}}}]}}}}},
                    "variables": [{"kind": "QueryVariable", "spec": {"name": "v", "query": {"spec": {"query": "label_values(five, v)"}}}}]}
                }}"""));
        assertThat(asked)
                .extracting(Asked::where, Asked::promql, Asked::label)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("d.json: \"Starts\"", "starts", ""),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"$room\"", "rooms{x=\"a,b\"}", "room"),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"$plug\"", "", "alias"),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"$sum\"", "sum(summed)", ""),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"Two\" B", "two", ""),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"Old\"", "three", ""),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"New\"", "four", ""),
                        org.assertj.core.groups.Tuple.tuple("d.json: \"$v\"", "five", "v"))
                .hasSize(10);
        assertThat(Promql.selectors(asked.stream()
                        .filter(one -> one.where().contains("$all"))
                        .findFirst()
                        .orElseThrow()
                        .promql()))
                .allMatch(selector -> selector.takesName("luxtronik_temperaturen") && !selector.takesName("isg_up"));
    }

    @Test
    void what_is_asked_of_logs_is_no_question_and_a_panel_of_the_library_is_said() throws IOException {
        JsonNode dashboard = Json.tree("""
                {"panels": [
                  {"title": "Old", "datasource": "${DS_LOKI}", "targets": [{"expr": "rate({a=\\"b\\"}[5m])"}]},
                  {"title": "Mixed", "datasource": {"uid": "$source"}, "targets": [
                    {"expr": "sum(rate({a=\\"b\\"} |= \\"x\\" | json | c > 1 [5m]))"}, {"expr": "a{b=~\\"c|d\\"}"}]},
                  {"title": "Named", "datasource": "My Prometheus", "targets": [{"expr": "e"}]},
                  {"title": "Shared", "libraryPanel": {"uid": "u1", "name": "lib"}},
                  {"libraryPanel": {"uid": "u2", "name": "li\\nb"}, "id": 3}],
                 "__elements": {"u1": {"name": "lib", "model": {"targets": [{"expr": "f"}]}}}}""");
        assertThat(GrafanaDashboard.asked("d", dashboard))
                .extracting(Asked::promql)
                .containsExactly("a{b=~\"c|d\"}", "e", "f");
        assertThat(GrafanaDashboard.elsewhere("d", dashboard))
                .singleElement()
                .asString()
                .startsWith("d: \"li b\" is a panel of Grafana's library");
    }

    @Test
    void every_question_of_the_dashboards_and_rules_that_ship_can_be_read() throws IOException {
        List<Asked> asked = new ArrayList<>();
        for (Path file : files("deploy/grafana/dashboards")) {
            asked.addAll(GrafanaDashboard.asked(file.toString(), Json.tree(Files.readString(file))));
        }
        for (Path file : files("deploy/prometheus/rules")) {
            asked.addAll(
                    RuleGroups.read(file.toString(), Files.readString(file)).asked());
        }
        assertThat(asked).hasSizeGreaterThan(200);
        for (Asked one : asked) {
            assertThat(Promql.selectors(one.promql()))
                    .as(one.where())
                    .allMatch(selector -> selector.isOpen()
                            || selector.names().isPresent()
                            || selector.name().matches("[a-z][a-zA-Z0-9_:]*|ALERTS"));
            assertThat(Promql.selectors(one.promql()).isEmpty())
                    .as(one.where())
                    .isEqualTo(one.promql().isEmpty());
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void rules_ask_by_alerts_and_records_with_their_lines() {
        RuleGroups groups = RuleGroups.read("r.yml", """
                groups:
                  - name: g
                    rules:
                      - record: job:a:rate
                        expr: rate(a_total[5m])
                      - expr: |
                          b
                            > 1
                        alert: Hot
                """);
        assertThat(groups.asked()).extracting(Asked::where).containsExactly("r.yml:4: job:a:rate", "r.yml:9: Hot");
        assertThat(groups.recorded()).containsExactly("job:a:rate");
        assertThat(RuleGroups.read("r.yml", "a: [\n").faults()).isNotEmpty();
        assertThat(RuleGroups.read("r.yml", "a: &x\n  b: *x\n  expr: c\n").asked())
                .hasSize(1);
    }

    private static Unanswered ask(String query, String label) throws IOException {
        return Unanswered.of(
                List.of(new Asked("here", Promql.withoutVariables(query), label)),
                List.of("recorded:rate"),
                span(THERE),
                span(HERE));
    }

    private static Span span(String page) throws IOException {
        Span span = new Span();
        span.add(MetricsText.parse(page, 100));
        return span;
    }
}
