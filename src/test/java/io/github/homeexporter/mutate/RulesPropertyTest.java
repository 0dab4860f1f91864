package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a device says, nothing is thrown and nothing illegal comes out. */
class RulesPropertyTest {
    private final Rules rules = Rules.shipped();

    @Provide
    Arbitrary<List<Reading>> pages() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<String> section = Arbitraries.oneOf(
                any, Arbitraries.of("Fehlerspeicher", "Anlagenstatus", "Betriebsstunden", "A/B", "", "---"));
        Arbitrary<String> name = Arbitraries.oneOf(
                any, Arbitraries.of("28.05.18 14:17:30", "31.02.-1 1:1", "Betriebszustand", "", "__", "HUP"));
        Arbitrary<String> text = Arbitraries.oneOf(
                any,
                Arbitraries.of(
                        "Ein",
                        "Aus",
                        "28.0°C",
                        "1,5 K",
                        "-3:05",
                        "99999:00:00",
                        "x (711)",
                        "Heizen",
                        "---",
                        "<b>a</b>"),
                Arbitraries.doubles().map(d -> d + " kWh"));
        Arbitrary<String> unit = Arbitraries.of("", "", " h", "kWh", "°C", "{{", "\u0000");
        Arbitrary<String> raw = Arbitraries.of("", "", "0", "-5", "1e400", "x");
        return Combinators.combine(section, name, text, unit, raw)
                .as((s, n, t, u, r) -> new Reading("luxtronik", s, n, t, u, r))
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 150)
    void makes_only_legal_series_and_each_once(@ForAll("pages") List<Reading> page, @ForAll Naming naming) {
        Batch batch = Rules.batch("cellar", naming, page.toArray(Reading[]::new));
        Samples samples = rules.apply(batch);
        Set<Series> seen = new HashSet<>();
        for (int i = 0; i < samples.size(); i++) {
            Series series = samples.series(i);
            assertThat(seen.add(series)).as(series.toString()).isTrue();
            assertThat(MetricFamily.isLegalName(series.family().name()))
                    .as(series.toString())
                    .isTrue();
            assertThat(series.labels().keySet()).allMatch(label -> label.matches("(?!__)[a-zA-Z_][a-zA-Z0-9_]*"));
            assertThat(series.labels()).containsEntry("device", "cellar");
        }
    }

    @Property(tries = 500)
    void slugs_hold_only_what_a_label_may(@ForAll String text) {
        assertThat(Slug.of(text))
                .matches("(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)?")
                .doesNotContain("--");
        assertThat(Slug.of(Slug.of(text))).isEqualTo(Slug.of(text));
    }
}
