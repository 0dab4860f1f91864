package io.github.homeexporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final MetricFamily FAMILY = MetricFamily.gauge("flow", "", "");

    @Test
    void labelsAreSortedAndEscaped() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("z", "quote \" backslash \\ newline \n end");
        labels.put("a", "Büro");
        assertThat(Series.of(FAMILY, labels))
                .hasToString("flow{a=\"Büro\",z=\"quote \\\" backslash \\\\ newline \\n end\"}");
    }

    @Test
    void anEmptyLabelIsNoLabel() {
        assertThat(Series.of(FAMILY, Map.of("a", "")))
                .isEqualTo(Series.of(FAMILY))
                .hasToString("flow");
    }

    @Test
    void aLongLabelValueIsCutButNotInTheMiddleOfACharacter() {
        String label = Series.of(FAMILY, Map.of("a", "x".repeat(255) + "🏠🏠"))
                .labels()
                .get("a");
        assertThat(label).isEqualTo("x".repeat(255));
        assertThat(Series.of(FAMILY, Map.of("a", "x".repeat(300))).labels().get("a"))
                .hasSize(Series.MAX_LABEL_VALUE);
    }

    @Test
    void seriesOfTheSameTextAreEqual() {
        Series one = Series.of(FAMILY, Map.of("a", "1"));
        Series same = Series.of(MetricFamily.counter("flow", "x", "y"), Map.of("a", "1"));
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isEqualByComparingTo(same);
        assertThat(one).isNotEqualTo(Series.of(FAMILY, Map.of("a", "2")));
    }
}
