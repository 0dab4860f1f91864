package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpositionPropertyTest {
    record Row(String name, MetricType type, String unit, String help, Map<String, String> labels, double value) {}

    @Property(tries = 2_000)
    void whatever_is_legal_reads_back_as_it_was(@ForAll("rows") List<Row> rows, @ForAll Format format) {
        List<FamilyView> families = families(rows);
        StrictPage page = StrictPage.read(Pages.text(format, families), format);
        Map<String, Double> expected = new HashMap<>();
        families.forEach(view -> {
            for (int i = 0; i < view.size(); i++) {
                expected.put(view.family().name() + new TreeMap<>(view.series(i).labels()), view.value(i));
            }
        });
        Map<String, Double> read = new HashMap<>();
        page.families.values().forEach(family -> family.lines()
                .forEach(line -> read.put(line.name() + new TreeMap<>(line.labels()), line.value())));
        assertThat(read).isEqualTo(expected);
    }

    @Property(tries = 500)
    void help_reads_back_as_it_was(@ForAll("texts") String help, @ForAll Format format) {
        String page = Pages.text(format, Pages.family(MetricFamily.gauge("a", "", "x" + help), 1));
        assertThat(StrictPage.read(page, format).families.get("a").help()).isEqualTo("x" + help);
    }

    /** One type to a name and every series once, as the store has it. */
    private static List<FamilyView> families(List<Row> rows) {
        Map<String, Map<Series, Double>> byName = new TreeMap<>();
        Map<String, MetricFamily> family = new HashMap<>();
        for (Row row : rows) {
            MetricFamily made = new MetricFamily(row.name(), row.type(), row.unit(), row.help());
            MetricFamily one = family.merge(row.name(), made, (first, next) -> first);
            byName.computeIfAbsent(row.name(), n -> new TreeMap<>()).put(Series.of(one, row.labels()), row.value());
        }
        List<FamilyView> views = new ArrayList<>();
        byName.forEach((name, series) -> views.add(
                new Pages.Table(family.get(name), List.copyOf(series.keySet()), List.copyOf(series.values()))));
        return views;
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        // few stems and all suffixes that mean something, so that names meet
        Arbitrary<String> name = Combinators.combine(
                        Arbitraries.of("a", "b:c", "_x9", ""),
                        Arbitraries.of(
                                "", "_total", "_info", "_created", "_celsius", "_celsius_total", "_count", "_bucket"))
                .as((stem, suffix) -> stem + suffix)
                .filter(MetricFamily::isLegalName);
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(
                        Arbitraries.of("a", "b", "room", "_total", "a_info", "le", "quantile"), texts())
                .ofMaxSize(3);
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.of(0.0, 1.0, -1.0, 21.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                Arbitraries.doubles());
        return Combinators.combine(
                        name,
                        Arbitraries.of(MetricType.values()),
                        Arbitraries.of("", "celsius", "kWh"),
                        texts(),
                        labels,
                        value)
                .as(Row::new)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> tricky = Arbitraries.of(
                        "\\", "\"", "\n", "\\n", "{", "}", ",", "=", "# EOF", " ", "ü", "🏠", "\r")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        // half of a surrogate pair is no character; UTF-8 has no bytes for it
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20).filter(text -> text.codePoints()
                .noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        return Arbitraries.oneOf(tricky, any);
    }
}
