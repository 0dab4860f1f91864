package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final MetricFamily FAMILY = MetricFamily.gauge("flow", "", "");

    @Test
    void labels_are_sorted_and_escaped() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("z", "quote \" backslash \\ newline \n end");
        labels.put("a", "Büro");
        assertThat(Series.of(FAMILY, labels))
                .hasToString("flow{a=\"Büro\",z=\"quote \\\" backslash \\\\ newline \\n end\"}");
    }

    @Test
    void an_empty_label_is_no_label() {
        assertThat(Series.of(FAMILY, Map.of("a", "")))
                .isEqualTo(Series.of(FAMILY))
                .hasToString("flow");
    }

    @Test
    void a_long_label_value_is_cut_but_not_in_the_middle_of_a_character() {
        String label = Series.of(FAMILY, Map.of("a", "x".repeat(255) + "🏠🏠"))
                .labels()
                .get("a");
        assertThat(label).isEqualTo("x".repeat(255));
        assertThat(Series.of(FAMILY, Map.of("a", "x".repeat(300))).labels().get("a"))
                .hasSize(Series.MAX_LABEL_VALUE);
    }

    @Test
    void series_of_the_same_text_are_equal() {
        Series one = Series.of(FAMILY, Map.of("a", "1"));
        Series same = Series.of(MetricFamily.counter("flow", "x", "y"), Map.of("a", "1"));
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isEqualByComparingTo(same);
        assertThat(one).isNotEqualTo(Series.of(FAMILY, Map.of("a", "2")));
    }
}
