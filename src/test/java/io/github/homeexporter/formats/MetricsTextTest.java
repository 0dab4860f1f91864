package io.github.homeexporter.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTextTest {
    @Test
    void text_format_has_labels_in_any_order_escapes_and_timestamps() throws IOException {
        MetricsText page = MetricsText.parse("""
                # HELP a_total Things.
                # TYPE a_total counter
                a_total{b="x \\"y\\"", c="1\\\\2\\n3",} 1.5e+3 1795000000000

                # just a comment
                d +Inf
                e{} NaN
                f { g = "h" } -.5
                """, 10);
        assertThat(page.samples()).extracting(MetricsText.Sample::name).containsExactly("a_total", "d", "e", "f");
        MetricsText.Sample first = page.samples().get(0);
        assertThat(first.labels()).isEqualTo(Map.of("b", "x \"y\"", "c", "1\\2\n3"));
        assertThat(first.value()).isEqualTo(1500);
        assertThat(first.timed()).isTrue();
        assertThat(page.samples().get(3).value()).isEqualTo(-0.5);
        assertThat(page.help("a_total")).isEqualTo("Things.");
    }

    /** OpenMetrics 1.0, "Counter", "Exemplars" and "Overall structure". */
    @Test
    void open_metrics_names_the_family_and_adds_exemplars() throws IOException {
        MetricsText page = MetricsText.parse("""
                # TYPE a counter
                # UNIT a seconds
                a_total{b="c"} 17.0 1520879607.789 # {trace_id="KOO5"} 0.67
                a_created{b="c"} 1520430000.123
                # TYPE h histogram
                h_bucket{le="0.5"} 8 # {trace_id="# {"} 0.3 1520879607.789
                h_sum 3.5
                # TYPE i info
                i_info{version="1 # 2"} 1
                # EOF
                """, 10);
        assertThat(page.samples())
                .extracting(MetricsText.Sample::value)
                .containsExactly(17.0, 1520430000.123, 8.0, 3.5, 1.0);
        assertThat(page.samples().get(4).labels()).containsEntry("version", "1 # 2");
    }

    /** Prometheus 3, "UTF-8 in Prometheus". */
    @Test
    void a_name_may_stand_in_quotes_among_the_labels() throws IOException {
        MetricsText page = MetricsText.parse("{\"system.cpu\",\"cpu.core\"=\"1\"} 5\n", 10);
        assertThat(page.samples().get(0).name()).isEqualTo("system.cpu");
        assertThat(page.samples().get(0).labels()).isEqualTo(Map.of("cpu.core", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "c_total, counter",
        "c_created, gauge",
        "h_bucket, counter",
        "h_count, counter",
        "s, gauge",
        "s_sum, counter",
        "g_total, gauge",
        "i_info, gauge",
        "u, ''",
        "unheard_of, ''"
    })
    void what_a_sample_is_follows_from_the_type_of_its_family(String sample, String kind) throws IOException {
        MetricsText page = MetricsText.parse("""
                # TYPE c counter
                # TYPE h histogram
                # TYPE s summary
                # TYPE g_total gauge
                # TYPE i info
                # TYPE u untyped
                """, 10);
        assertThat(page.kind(sample)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no number",
                "a{b=\"c\"",
                "a{b=c} 1",
                "a{b=\"c\" d=\"e\"} 1",
                "a{\"b\"} 1",
                "1a 1",
                "a 1d",
                "a 0x1",
                "a{b=\"c} 1",
                "a",
                "a 1 2 3",
                "{b=\"c\"} 1",
                "system.cpu 1",
                "<!DOCTYPE html>"
            })
    void a_line_that_is_none_is_named(String line) {
        assertThatThrownBy(() -> MetricsText.parse("good 1\n" + line + "\n", 10))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 2 is no sample: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028", "\u2029", "\u001B"})
    void a_line_that_is_none_is_told_in_one_line(String sign) {
        assertThatThrownBy(() -> MetricsText.parse("no" + sign + "sample at all\n", 10))
                .hasMessage("line 1 is no sample: no sample at all");
    }

    @Test
    void no_more_is_read_than_was_asked_for() {
        assertThatThrownBy(() -> MetricsText.parse("a 1\nb 1\nc 1\nno sample", 2))
                .hasMessage("more than 2 samples; not read on");
    }
}
