package io.github.homeexporter.comparison.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.comparison.series.Differences.OtherType;
import io.github.homeexporter.comparison.series.Span.MetricKey;
import io.github.homeexporter.formats.MetricsText;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
    @Test
    void the_order_of_labels_and_empty_labels_are_no_difference() throws IOException {
        Differences found = between("a{b=\"1\",c=\"2\",d=\"\"} 3", "a{c=\"2\",b=\"1\"} 3.0");
        assertThat(found.missing()).isEmpty();
        assertThat(found.added()).isEmpty();
        assertThat(found.values()).isEmpty();
    }

    @Test
    void a_missing_series_is_named_with_the_nearest_of_its_name() throws IOException {
        Differences found = between(
                "a{room=\"Kitchen\",type=\"x\"} 1\nb 1",
                "a{room=\"Kitchen\",type=\"y\"} 1\na{room=\"Hall\",type=\"z\"} 1");
        assertThat(found.missingSeries()).isEqualTo(2);
        assertThat(found.missing().get("a").get(0).nearest().map(MetricKey::toString))
                .contains("a{room=\"Kitchen\",type=\"y\"}");
        assertThat(found.missing().get("b").get(0).nearest()).isEmpty();
        assertThat(found.added()).containsOnlyKeys("a").containsEntry("a", 2);
    }

    @Test
    void a_label_more_is_a_difference_of_labels_and_one_less_is_a_missing_series() throws IOException {
        Differences more = between("a{b=\"1\"} 5", "a{b=\"1\",device=\"x\"} 6");
        assertThat(more.missing()).isEmpty();
        assertThat(more.relabelled()).containsOnlyKeys("a");
        assertThat(more.values()).as("its value is compared all the same").hasSize(1);
        assertThat(more.added()).isEmpty();
        Differences less = between("a{b=\"1\",c=\"2\"} 5", "a{b=\"1\"} 5");
        assertThat(less.missing()).containsOnlyKeys("a");
    }

    @Test
    void what_the_other_page_could_not_tell_apart_may_be_several_here() throws IOException {
        Differences found = between("a{b=\"1\"} 5", "a{b=\"1\",uuid=\"x\"} 6\na{b=\"1\",uuid=\"y\"} 7");
        assertThat(found.relabelled().get("a").get(0).here()).hasSize(2);
        assertThat(found.values()).isEmpty();
        assertThat(found.added()).isEmpty();
    }

    @Test
    void types_differ_only_where_both_pages_name_one() throws IOException {
        Differences found = between(
                "# TYPE a counter\na 1\n# TYPE b untyped\nb 1\nc 1\n# TYPE d_info gauge\nd_info 1",
                "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE c gauge\nc 1\n# TYPE d info\nd_info 1");
        assertThat(found.types()).containsExactly(new OtherType("a", "counter", "gauge"));
    }

    @ParameterizedTest
    @CsvSource({
        "'21.5', '21.5', false",
        "'21.5', '21.500000381', false", // single precision
        "'21.5', '21.6', true",
        "'20 21 22', '22 23 24', false", // meets
        "'20 21 22', '23 24 25', false", // one step behind
        "'20 21 22', '25 26 27', true",
        "'100 100 100', '0.1 0.1 0.1', true", // another unit
        "'1 5 1', '9 9 9', false", // moves that much
        "'NaN', 'NaN', false",
        "'NaN', '1', true",
        "'+Inf', '+Inf', false",
        "'+Inf', '1', true"
    })
    void a_gauge_differs_where_it_stays_farther_apart_than_it_moves(String there, String here, boolean differs)
            throws IOException {
        assertThat(over("gauge", there, here).values()).hasSize(differs ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'10 11 12 13', '10 11 12 13', SAME",
        "'10 11 12 13', '900 901 902 903', OTHER_START",
        "'10 11 12 13', '900 900 901 902', OTHER_START", // asked a moment earlier
        "'10 11 12 13', '5 1 2 3', OTHER_START", // began anew
        "'1000 2000 3000 4000', '1 2 3 4', GROWTH", // another unit
        "'10 11 12 13', '900 900 900 900', STILL", // read once a minute there
        "'10 10 10', '90 90 90', STILL"
    })
    void a_counter_differs_where_it_grows_otherwise(String there, String here, String expected) throws IOException {
        Differences found = over("counter", there, here);
        assertThat(found.otherStarts().isEmpty()).isNotEqualTo(expected.equals("OTHER_START"));
        assertThat(found.values().isEmpty()).isNotEqualTo(expected.equals("GROWTH"));
        assertThat(found.still().isEmpty()).isNotEqualTo(expected.equals("STILL"));
    }

    @Test
    void what_a_program_says_of_itself_is_left_aside() throws IOException {
        Differences found = between("""
                process_open_fds 1
                go_info{version="go1.19"} 1
                python_gc_objects_collected_total{generation="0"} 1
                promhttp_metric_handler_requests_total{code="200"} 1
                x_build_info{version="1"} 1
                y_total 1
                y_created 1795000000
                """, "y_total 1\nprocess_open_fds 9");
        assertThat(found.missing()).isEmpty();
        assertThat(found.leftAside()).isEqualTo(6);
        assertThat(found.added()).isEmpty();
    }

    @Test
    void of_a_series_that_stands_twice_the_first_counts() throws IOException {
        Span there = new Span();
        there.add(MetricsText.parse("a 1\na 2\n", 10));
        assertThat(there.twice()).extracting(MetricKey::toString).containsExactly("a{}");
        assertThat(there.values(MetricKey.of("a", java.util.Map.of()))).containsExactly(1);
    }

    private static Differences between(String there, String here) throws IOException {
        return Differences.between(span(List.of(there)), span(List.of(here)));
    }

    private static Differences over(String type, String there, String here) throws IOException {
        return Differences.between(span(pages(type, there)), span(pages(type, here)));
    }

    private static List<String> pages(String type, String values) {
        return List.of(values.split(" ")).stream()
                .map(value -> "# TYPE a " + type + "\na " + value)
                .toList();
    }

    private static Span span(List<String> pages) throws IOException {
        Span span = new Span();
        for (String page : pages) {
            span.add(MetricsText.parse(page, 100));
        }
        return span;
    }
}
