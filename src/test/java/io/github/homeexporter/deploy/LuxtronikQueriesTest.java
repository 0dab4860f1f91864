package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Panels, alerts and recording rules find what controllers say in each language, under either naming. */
class LuxtronikQueriesTest {
    private static final Path PAGES = Path.of("src/test/resources/luxtronik");
    private static final Pattern SELECTOR = Pattern.compile("(luxtronik_\\w+)?\\{([^{}]*)}|(luxtronik_\\w+)");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern SERIES = Pattern.compile("^(luxtronik_\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** The simulated pump takes air, and says the speed of its compressor in turns a minute. */
    private static final String NOT_SIMULATED = "source_out|waermequelle-aus|_Hz\\)?\"|luxtronik_frequency_hertz";

    /** @param labels with the name under {@code __name__} */
    private record Selector(String text, Map<String, Pattern> labels) {
        boolean finds(List<Map<String, String>> page) {
            return page.stream().anyMatch(series -> labels.entrySet().stream().allMatch(wanted -> wanted.getValue()
                    .matcher(series.getOrDefault(wanted.getKey(), ""))
                    .matches()));
        }

        boolean isOfOldNames() {
            return text.startsWith("{") || text.startsWith("luxtronik_last_update");
        }
    }

    private static List<Map<String, String>> page(String language, String naming) throws Exception {
        return Files.readAllLines(PAGES.resolve(language + "-" + naming + ".prom")).stream()
                .map(SERIES::matcher)
                .filter(Matcher::matches)
                .map(m -> {
                    Map<String, String> labels = new HashMap<>(Map.of("__name__", m.group(1)));
                    LABEL.matcher(m.group(2) == null ? "" : m.group(2))
                            .results()
                            .forEach(label -> labels.put(label.group(1), label.group(2)));
                    return labels;
                })
                .toList();
    }

    private static Stream<String> queries() throws Exception {
        Stream<String> panels = Dashboard.all().stream()
                .filter(d -> d.file().equals("luxtronik.json") || d.file().equals("overview.json"))
                .flatMap(d -> d.queries().stream())
                .map(Dashboard.Query::expr);
        String rules = Files.readString(Path.of("deploy/prometheus/rules/alerts.rules.yaml"))
                + Files.readString(Path.of("deploy/prometheus/rules/recording.rules.yaml"));
        return Stream.concat(panels, rules.lines().filter(line -> line.contains("luxtronik_")));
    }

    private static List<Selector> selectors() throws Exception {
        return queries()
                .flatMap(query -> SELECTOR.matcher(query.replaceAll("\\$\\{?\\w+(:pipe})?", ".*"))
                        .results())
                .filter(m -> m.group().contains("luxtronik_"))
                .map(m -> {
                    Map<String, Pattern> labels = new HashMap<>();
                    String name = m.group(1) == null ? m.group(3) : m.group(1);
                    MATCHER.matcher(m.group(2) == null ? "" : m.group(2))
                            .results()
                            .forEach(one -> labels.put(
                                    one.group(1),
                                    Pattern.compile(
                                            one.group(2).equals("=") ? Pattern.quote(one.group(3)) : one.group(3))));
                    if (name != null) {
                        labels.put("__name__", Pattern.compile(name));
                    }
                    return new Selector(m.group(), labels);
                })
                .filter(s -> !Pattern.compile(NOT_SIMULATED).matcher(s.text()).find())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "de, legacy",
        "en, legacy",
        "nl, legacy",
        "cs, legacy",
        "fi, legacy",
        "de, standard",
        "en, standard",
        "nl, standard"
    })
    void every_query_finds_something_in_every_language(String language, String naming) throws Exception {
        List<Map<String, String>> page = page(language, naming);
        List<Selector> asked = selectors().stream()
                .filter(s -> s.isOfOldNames() == naming.equals("legacy"))
                .toList();
        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(asked)
                .filteredOn(s -> !s.finds(page))
                .extracting(Selector::text)
                .isEmpty();
    }
}
