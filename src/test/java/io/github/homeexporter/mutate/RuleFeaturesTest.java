package io.github.homeexporter.mutate;

import static io.github.homeexporter.mutate.Rules.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleFeaturesTest {
    private static final String NUMBER = "  - { match: { value: '^\\d+$' }, set: { value: '{{ value }}' } }";

    @Test
    void takes_the_first_rule_that_matches() {
        Rules rules = Rules.of(
                "rules:",
                "  - { match: { value: '^(?P<n>\\d+) bar$' }, set: { value: '{{ n }}', unit: bar } }",
                "  - { match: { value: 'bar' }, set: { value: '0' } }");
        assertThat(rules.legacy(reading("In", "HD", "13 bar")))
                .containsExactly(Map.entry("test_in{attr=\"hd_bar\"}", "13"));
    }

    @Test
    void matches_on_every_field() {
        Rules rules = Rules.of(
                "rules:",
                "  - match: { section: '^a/b$', name: '^N 1$', key: '^n-1$', value: 'x', unit: 'u', raw: '^7$' }",
                "    set: { value: '{{ raw }}' }");
        Reading all = new Reading("d", "A/B", "N 1", "x", "u", "7");
        assertThat(rules.legacy(all)).containsExactly(Map.entry("test_a_b{attr=\"n-1\"}", "7"));
        assertThat(rules.legacy(new Reading("d", "A/B", "N 1", "x", "u", "8"))).isEmpty();
        assertThat(rules.untaken).containsExactly("A/B:N 1: no rule takes it");
    }

    @Test
    void sets_unit_key_and_labels() {
        Rules rules = Rules.of(
                "rules:",
                "  - match: { name: '^(?P<room>\\w+) (?P<what>\\w+)$', value: '^(?P<n>\\d+)(?P<u>\\w)$' }",
                "    set: { value: '{{ n }}', unit: '{{ u | lower }}', key: '{{ what | slug }}', labels: { room: '{{ room }}' } }");
        assertThat(rules.legacy(reading("T", "Keller Temp", "21C")))
                .containsExactly(Map.entry("test_t{attr=\"temp_c\",room=\"Keller\"}", "21"));
    }

    @Test
    void names_a_metric_for_one_naming_only() {
        Rules rules = Rules.of(
                "rules:",
                "  - { match: { value: '^\\d+$' }, set: { value: '{{ value }}', metric: { standard: test_starts_total }, type: counter, help: Starts. } }");
        Samples both = rules.apply(Rules.batch(Naming.BOTH, reading("S", "N", "3")));
        assertThat(both.size()).isEqualTo(2);
        assertThat(both.series(0).toString()).isEqualTo("test_s{attr=\"n\"}");
        assertThat(both.series(0).family().type()).isEqualTo(MetricType.GAUGE);
        assertThat(both.series(1).toString()).isEqualTo("test_starts_total{name=\"n\",section=\"s\"}");
        assertThat(both.series(1).family().type()).isEqualTo(MetricType.COUNTER);
        assertThat(both.series(1).family().help()).isEqualTo("Starts.");
    }

    @Test
    void exports_one_name_for_both_namings_once() {
        Rules rules = Rules.of("rules:", "  - { match: {}, set: { value: '1', metric: test_up } }");
        assertThat(Rules.lines(rules.apply(Rules.batch(Naming.BOTH, reading("S", "N", "x")))))
                .containsOnlyKeys("test_up{attr=\"n\"}");
    }

    @Test
    void scales_to_base_units_without_losing_a_digit() {
        Rules rules = Rules.of("rules:", "  - { match: {}, set: { value: '13.08', unit: bar } }");
        Samples samples = rules.apply(Rules.batch(Naming.STANDARD, reading("S", "N", "x")));
        assertThat(samples.value(0)).isEqualTo(1_308_000);
        assertThat(samples.series(0).toString()).isEqualTo("test_pascals{name=\"n\",section=\"s\"}");
    }

    @Test
    void maps_texts() {
        Rules rules = Rules.of("rules:", "  - { match: { name: N }, set: { map: { low: '1', high: '2' } } }");
        assertThat(rules.legacy(reading("S", "N", " high "))).containsValue("2");
        assertThat(rules.legacy(reading("S", "N", "middle"))).isEmpty();
        assertThat(rules.untaken).containsExactly("S:N: rule 1: \"middle\" is not in its map");
    }

    @Test
    void makes_a_state_set() {
        Rules rules = Rules.of(
                "rules:",
                "  - { match: {}, set: { map: { A: auto, M: manual }, stateset: [auto, manual], metric: { standard: test_mode } } }");
        assertThat(rules.legacy(reading("S", "N", "M")))
                .containsExactly(
                        Map.entry("test_s{attr=\"n\",state=\"auto\"}", "0"),
                        Map.entry("test_s{attr=\"n\",state=\"manual\"}", "1"));
        Samples standard = rules.apply(Rules.batch(Naming.STANDARD, reading("S", "N", "A")));
        assertThat(standard.series(0).toString()).isEqualTo("test_mode{name=\"n\",section=\"s\",test_mode=\"auto\"}");
        assertThat(standard.series(0).family().type()).isEqualTo(MetricType.STATESET);
        assertThat(standard.value(0)).isEqualTo(1);
    }

    @Test
    void collects_texts_in_one_info_series() {
        Rules rules = Rules.of("rules:", "  - { match: {}, set: { info: true } }");
        assertThat(rules.legacy(
                        reading("S", "Typ", "LP8V"),
                        reading("S", "Typ", "HMDc"),
                        reading("S", "Board", "<b>HZ/IO</b><br>V 1"),
                        reading("S", "2nd", "x"),
                        reading("S", "leer", "<br/>")))
                .containsExactly(
                        Map.entry("test_s_info{_2nd=\"x\",board=\"HZ/IO V 1\",typ=\"LP8V\",typ_2=\"HMDc\"}", "1"));
    }

    @Test
    void drops_silently() {
        Rules rules = Rules.of("rules:", "  - { match: { value: '^---' }, set: { drop: true } }");
        assertThat(rules.legacy(reading("S", "N", "--- l/h"))).isEmpty();
        assertThat(rules.untaken).isEmpty();
    }

    @Test
    void exports_nothing_when_a_value_comes_out_empty() {
        Rules rules = Rules.of("rules:", "  - { match: {}, set: { value: '{{ name | timestamp }}' } }");
        assertThat(rules.legacy(reading("S", "02.02.-30 21:05:12", "x"))).isEmpty();
        assertThat(rules.untaken).isEmpty();
    }

    @Test
    void merges_readings_of_one_series() {
        for (String[] how : new String[][] {{"max", "9"}, {"last", "4"}, {"sum", "15"}}) {
            Rules rules = Rules.of(
                    "rules:", "  - { match: {}, set: { value: '{{ value }}', key: k, merge: " + how[0] + " } }");
            assertThat(rules.legacy(reading("S", "a", "2"), reading("S", "b", "9"), reading("S", "c", "4")))
                    .containsExactly(Map.entry("test_s{attr=\"k\"}", how[1]));
        }
    }

    @Test
    void goes_on_after_a_rule_that_says_continue() {
        Rules rules = Rules.of(
                "rules:",
                "  - { match: { section: s }, set: { labels: { room: cellar }, key: renamed }, continue: true }",
                "  - { match: {}, set: { value: '1', key: lines, merge: sum }, continue: true }",
                NUMBER);
        assertThat(rules.legacy(reading("S", "N", "5"), reading("S", "M", "x")))
                .containsExactly(
                        Map.entry("test_s{attr=\"lines\",room=\"cellar\"}", "2"),
                        Map.entry("test_s{attr=\"renamed\",room=\"cellar\"}", "5"));
    }

    @Test
    void tells_series_of_one_name_apart_by_an_index() {
        Rules rules = Rules.of("rules:", NUMBER);
        Reading[] three = {reading("S", "HUP", "1"), reading("S", "HUP", "2"), reading("S", "hup", "3")};
        assertThat(rules.legacy(three))
                .containsExactly(
                        Map.entry("test_s{attr=\"hup\",index=\"2\"}", "2"),
                        Map.entry("test_s{attr=\"hup\",index=\"3\"}", "3"),
                        Map.entry("test_s{attr=\"hup\"}", "1"));
        three[0] = reading("S", "HUP", "9");
        rules.legacy(three);
        assertThat(rules.duplicates).containsExactly("test_s{attr=\"hup\"}");
    }

    @Test
    void puts_the_unit_behind_a_number_when_the_device_names_it_apart() {
        Rules rules = Rules.of("rules:", "  - { match: { value: '^(?P<n>\\d+) bar$' }, set: { value: '{{ n }}' } }");
        assertThat(rules.legacy(new Reading("d", "S", "N", "12", " bar", ""))).containsValue("12");
    }

    @Test
    void marks_the_series_of_a_second_device() {
        Rules rules = Rules.of("rules:", NUMBER);
        assertThat(Rules.lines(rules.apply(Rules.batch("lux-cellar", Naming.LEGACY, reading("S", "N", "1")))))
                .containsOnlyKeys("test_s{attr=\"n\",device=\"lux-cellar\"}");
    }

    @Test
    void refuses_a_text_that_is_too_long() {
        Rules rules = Rules.of("rules:", NUMBER);
        assertThat(rules.legacy(reading("S", "N", "1".repeat(5000)))).isEmpty();
        assertThat(rules.untaken.get(0)).contains("longer than 4096");
    }

    @Test
    void remembers_what_it_made_of_a_reading() {
        Rules rules = Rules.of("rules:", NUMBER);
        Samples first = rules.apply(Rules.batch(Naming.LEGACY, reading("S", "N", "1"), reading("S", "M", "2")));
        Samples second = rules.apply(Rules.batch(Naming.LEGACY, reading("S", "N", "1"), reading("S", "M", "3")));
        assertThat(second.series(0)).isSameAs(first.series(0));
        assertThat(second.series(1)).as("a new value keeps its series").isSameAs(first.series(1));
        assertThat(second.value(1)).isEqualTo(3);
        assertThat(second).isNotSameAs(first);
    }

    @Test
    void follows_readings_that_come_and_go() {
        Rules rules = Rules.of("rules:", NUMBER);
        rules.legacy(reading("S", "N", "1"), reading("S", "M", "2"));
        assertThat(rules.legacy(reading("S", "M", "2"))).containsOnlyKeys("test_s{attr=\"m\"}");
        assertThat(rules.legacy(reading("S", "X", "7"), reading("S", "M", "2"), reading("S", "N", "1")))
                .hasSize(3);
    }
}
