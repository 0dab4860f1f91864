package io.github.homeexporter.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules under test, and batches to put through them. */
final class Rules implements Mutation.Listener {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    final RuleSet set;
    final List<String> untaken = new ArrayList<>();
    final List<String> duplicates = new ArrayList<>();
    final List<String> unnamed = new ArrayList<>();
    Mutation mutation;

    private Rules(RulesFile file) {
        assertThat(file.faults()).isEmpty();
        set = file.rules();
    }

    static Rules shipped() {
        return new Rules(RulesFile.onDisk("luxtronik", Path.of("rules/luxtronik.yaml"), BERLIN));
    }

    /** Rules with plain names: {@code test_<section>{attr}} and, standard, {@code test{section,name}}. */
    static Rules of(String... lines) {
        String names = """
            names:
              legacy:
                metric: test_{{ section }}
                labels: { attr: '{{ key }}{% if unit is not empty %}_{{ unit }}{% endif %}' }
                info: { metric: "test_{{ section }}_info" }
              standard:
                metric: test_value
                labels: { section: "{{ section }}", name: "{{ key }}" }
                units: { bar: { metric: test_pascals, factor: 100000 } }
            """;
        return new Rules(RulesFile.compile("test.yaml", "test", names + String.join("\n", lines), BERLIN));
    }

    static Batch batch(Naming naming, Reading... readings) {
        return batch("luxtronik", naming, readings);
    }

    static Batch batch(String device, Naming naming, Reading... readings) {
        Readings values = new Readings(Arrays.asList(readings));
        return new Batch(device, "luxtronik", Duration.ofSeconds(30), true, naming, 1_700_000_000_000L, values);
    }

    static Reading reading(String section, String name, String text) {
        return new Reading("luxtronik", section, name, text);
    }

    Samples apply(Batch batch) {
        if (mutation == null || !mutation.fits(set, batch)) {
            mutation = new Mutation(set, batch, this);
        }
        return mutation.apply(batch, (Readings) batch.values()).samples();
    }

    /** Series and values of one legacy batch, without the time of the last update. */
    Map<String, String> legacy(Reading... readings) {
        return lines(apply(batch(Naming.LEGACY, readings)));
    }

    Map<String, String> standard(Reading... readings) {
        return lines(apply(batch(Naming.STANDARD, readings)));
    }

    static Map<String, String> lines(Samples samples) {
        Map<String, String> lines = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            String series = samples.series(i).toString();
            if (!series.contains("last_update")) {
                assertThat(lines.put(series, plain(samples.value(i))))
                        .as(series)
                        .isNull();
            }
        }
        return lines;
    }

    static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    @Override
    public void untaken(Reading reading, String why) {
        untaken.add(reading.section() + ":" + reading.name() + ": " + why);
    }

    @Override
    public void duplicate(Series series) {
        duplicates.add(series.toString());
    }

    @Override
    public void unnamed(Reading reading) {
        unnamed.add(reading.section() + ":" + reading.name());
    }
}
