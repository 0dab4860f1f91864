package io.github.homeexporter.comparison.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up | up",
                "sum by (room) (rate(a_total{b=\"c\"}[5m])) | a_total{b=\"c\"}",
                "sum(a) by (room, type) / on(room) group_left(name) b | a b",
                "sum without (x) (a) | a",
                "a offset 5m - b offset -1w | a b",
                "a @ 1609746000 + b @ end() | a b",
                "max_over_time(a[1h:5m]) unless ignoring (x) b | a b",
                "histogram_quantile(0.9, sum(rate(h_bucket[5m])) by (le)) | h_bucket",
                "label_replace(a, \"dst\", \"$1\", \"src\", \"(.*)not_a_name\") | a",
                "a > bool 1e-3 and b == 0x1f or c != inf | a b c",
                "topk(5, a) # and not_this_one | a",
                "count_values(\"v\", a) | a",
                "a{b='c',d!=\"e\",f=~\"g.*\",i!~`j\\d`} | a{b=\"c\",d!=\"e\",f=~\"g.*\",i!~\"j\\d\"}",
                "{__name__=\"a\",b=\"c\"} | a{b=\"c\"}",
                "{\"my.metric\",b=\"c\"} | my.metric{b=\"c\"}",
                "job:a:rate5m{} * 2 | job:a:rate5m",
                "a{b=\"{x}\"} | a{b=\"{x}\"}",
                "count(a) > 5m30s | a",
                "SUM BY (x) (a) AND b | a b",
                "absent(a{b=\"c\"}) == 1 | a{b=\"c\"}",
                "vector(1) | ''",
                "time() - a | a"
            })
    void names_and_labels_are_told_from_functions_operators_and_lists(String expression, String selectors) {
        assertThat(Promql.selectors(expression)).extracting(Selector::toString).containsExactly(words(selectors));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(a{b=\"$room\"}[$__rate_interval]) | a{b=\"$…\"}",
                "a{b=~\"${room:regex}\",c=~\"x[[type]]\"} | a{b=~\"$…\",c=~\"x$…\"}",
                "topk($n, ${prefix}_total) | $… $…_total",
                "sum by ($label) (a{$filter}) | a",
                "$metric{b=\"c\"} | $…{b=\"c\"}",
                "a{$label=\"x\"} offset $shift | a $…"
            })
    void variables_of_a_dashboard_stand_for_anything(String expression, String selectors) {
        assertThat(Promql.selectors(Promql.withoutVariables(expression)))
                .extracting(Selector::toString)
                .containsExactly(words(selectors));
    }

    @Test
    void a_variable_in_a_matcher_takes_any_text_and_what_stands_around_it_counts() {
        Selector selector = Promql.selectors(Promql.withoutVariables("a{b=\"x.$y\",c!=\"$z\",d=~\"(p|$q)\"}"))
                .get(0);
        assertThat(selector.matches().get(0).takes("x.1")).isTrue();
        assertThat(selector.matches().get(0).takes("xx1")).isFalse();
        assertThat(selector.matches().get(1).takes("anything")).isTrue();
        assertThat(selector.matches().get(2).takes("anything")).isTrue();
    }

    @Test
    void a_selector_of_a_variable_alone_is_open() {
        assertThat(Promql.selectors(Promql.withoutVariables("$a + {job=\"x\"}")))
                .allMatch(Selector::isOpen);
        assertThat(Promql.selectors("{__name__=~\"a.*\"}")).noneMatch(Selector::isOpen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{b=\"c\"", "a[5m", "a{b=\"c}", "a{b=c}", "sum by (a", "a{b=~\"(\"}", "a{b="})
    void what_is_not_closed_or_no_pattern_is_said(String expression) {
        assertThatThrownBy(() -> Promql.selectors(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" (?=[^\"]*$|[a-z$])");
    }
}
