package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.deploy.Dashboard;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What panels, alerts and recording rules ask of an ISG's pages under names by the book is there. */
class IsgQueriesTest {
    private static final Pattern SELECTOR =
            Pattern.compile("\\b(isg_(?:temperature_celsius|energy_joules|pressure_pascals"
                    + "|flow_cubic_meters_per_second|frequency_hertz|duration_seconds|ratio|state|value|text_info))"
                    + "\\{((?:[^{}\"]|\"[^\"]*\")*)}");
    private static final Pattern NAMED = Pattern.compile("name=~\"([^\"]*)\"");
    /** The simulated heat pump does not have it, others do. */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "wm-wrg.*|wm-ww-summe.*|p-(heizung|ww)-summe.*|sg-ready.*|compressor-.*-total|verdichterstarts.*"
                    + "|raumfeuchte.*|.?stoerung.*|filterwechsel.*|[sa].*-temperature-h[kc]-1.*");

    private static List<String> page() throws Exception {
        try (IsgBench bench = new IsgBench().naming(Naming.STANDARD)) {
            for (int round = 0; round < 3; round++) {
                bench.round();
                bench.pass(Duration.ofMinutes(5));
            }
            return bench.metrics().lines().toList();
        }
    }

    private static List<String> queries() throws Exception {
        Stream<String> panels = Dashboard.all().stream()
                .filter(d -> d.file().equals("isg.json") || d.file().equals("overview.json"))
                .flatMap(d -> d.queries().stream())
                .map(Dashboard.Query::expr);
        Stream<String> rules = Stream.concat(
                Files.readAllLines(Path.of("deploy/prometheus/rules/alerts.rules.yaml")).stream(),
                Files.readAllLines(Path.of("deploy/prometheus/rules/recording.rules.yaml")).stream());
        return Stream.concat(panels, rules).toList();
    }

    @Test
    void every_selector_finds_a_series() throws Exception {
        List<String> page = page();
        List<String> asked = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String query : queries()) {
            Matcher selector = SELECTOR.matcher(query);
            while (selector.find()) {
                Matcher named = NAMED.matcher(selector.group(2));
                String wanted = named.find() ? named.group(1) : ".*";
                Pattern series = Pattern.compile(selector.group(1) + "\\{(.*,)?(name|section)=\"(" + wanted + ")\".*");
                asked.add(selector.group());
                if (!OF_OTHERS.matcher(wanted).matches()
                        && page.stream().noneMatch(line -> series.matcher(line).matches())) {
                    missing.add(selector.group(1) + " " + wanted);
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(60);
        assertThat(missing).isEmpty();
    }
}
