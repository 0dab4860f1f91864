package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.deploy.Dashboard;
import io.github.homeexporter.isg.page.IsgPage;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import io.github.homeexporter.isg.page.IsgPage.WebCycle.PageRows;
import io.github.homeexporter.isg.page.PageParser;
import io.github.homeexporter.isg.page.RowReadings;
import io.github.homeexporter.isg.page.RowReadings.RowOptions;
import io.github.homeexporter.sample.Naming;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                    + "|raumfeuchte.*|.?stoerung.*|filterwechsel.*|[a-z]*-?temperatur[e-].*-h[kc]-1.*"
                    + "|\\(vd\\|compressor\\).*|isttemperatur.*|solltemperatur.*");

    /** The rows of another kind of controller, German and English: section, label, value. */
    private static final String OTHER_KIND = """
            HEIZUNG;HEATING;AUSSENTEMPERATUR;OUTSIDE TEMPERATURE;10,6 °C
            HEIZUNG;HEATING;ISTTEMPERATUR HK 1;ACTUAL TEMPERATURE HK 1;33,2 °C
            HEIZUNG;HEATING;SOLLTEMPERATUR HK 1;SET TEMPERATURE HK 1;31,8 °C
            HEIZUNG;HEATING;VORLAUFISTTEMPERATUR WP;ACTUAL FLOW TEMPERATURE WP;42,8 °C
            HEIZUNG;HEATING;RÜCKLAUFISTTEMPERATUR WP;ACTUAL RETURN TEMPERATURE WP;36,6 °C
            HEIZUNG;HEATING;HEIZUNGSDRUCK;HEATING PRESSURE;1,21 bar
            HEIZUNG;HEATING;VOLUMENSTROM;FLOW RATE;8,98 l/min
            RAUMTEMPERATUR;ROOM TEMPERATURE;ISTTEMPERATUR 1;ACTUAL TEMPERATURE 1;21,4 °C
            RAUMTEMPERATUR;ROOM TEMPERATURE;RAUMFEUCHTE 1;RELATIVE HUMIDITY 1;44,0 %
            WARMWASSER;DHW;ISTTEMPERATUR;ACTUAL TEMPERATURE;49,3 °C
            WARMWASSER;DHW;SOLLTEMPERATUR;SET TEMPERATURE;48,0 °C
            WARMWASSER;DHW;VOLUMENSTROM;FLOW RATE;8,98 l/min
            WÄRMEMENGE;AMOUNT OF HEAT;VD HEIZEN TAG;VD HEATING DAY;12,5 kWh
            WÄRMEMENGE;AMOUNT OF HEAT;VD HEIZEN SUMME;VD HEATING TOTAL;31,402 MWh
            WÄRMEMENGE;AMOUNT OF HEAT;VD WARMWASSER TAG;VD DHW DAY;3,5 kWh
            WÄRMEMENGE;AMOUNT OF HEAT;VD WARMWASSER SUMME;VD DHW TOTAL;6,402 MWh
            LEISTUNGSAUFNAHME;POWER CONSUMPTION;VD HEIZEN TAG;VD HEATING DAY;3,1 kWh
            LEISTUNGSAUFNAHME;POWER CONSUMPTION;VD HEIZEN SUMME;VD HEATING TOTAL;7,814 MWh
            LEISTUNGSAUFNAHME;POWER CONSUMPTION;VD WARMWASSER TAG;VD DHW DAY;1,2 kWh
            LEISTUNGSAUFNAHME;POWER CONSUMPTION;VD WARMWASSER SUMME;VD DHW TOTAL;2,1 MWh
            """;

    private static final List<String> OF_ANY_KIND = List.of(
            "Outside",
            "Flow",
            "Hot water",
            "Room",
            "Heating circuit",
            "Performance, all time",
            "Heating",
            "Rooms",
            "Heat per day",
            "Electricity per day",
            "Performance per day",
            "Today",
            "Pressures",
            "Flow rate");

    private static final Pattern ONE_SERIES = Pattern.compile("([a-z_]*)\\{((?:[^{}\"]|\"[^\"]*\")*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");

    private static List<String> page() throws Exception {
        try (IsgBench bench = new IsgBench().naming(Naming.STANDARD)) {
            for (int round = 0; round < 3; round++) {
                bench.round();
                bench.pass(Duration.ofMinutes(5));
            }
            return bench.metrics().lines().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,LEGACY", "0,STANDARD", "1,LEGACY", "1,STANDARD"})
    void the_panels_know_the_names_of_the_other_kind_of_controller_in_both_languages(int language, Naming naming)
            throws Exception {
        List<String> series;
        try (IsgBench bench = new IsgBench().naming(naming)) {
            IsgPage page = PageParser.parse(html(language).getBytes(StandardCharsets.UTF_8), null);
            PageRows rows = new PageRows(PageId.START, page.rows());
            WebCycle cycle =
                    new WebCycle(List.of(rows), Map.of(), List.of(), Map.of(), page.language(), page.firmware());
            RowOptions options = new RowOptions(false, false, naming.legacy());
            bench.publish(new RowReadings("isg", options).of(cycle), true);
            series = List.copyOf(bench.values().keySet());
        }
        List<String> missing = new ArrayList<>();
        for (Dashboard.Query query : isg()) {
            // of what is divided or added each part
            for (String part :
                    OF_ANY_KIND.contains(query.title()) ? query.expr().split("max by ") : new String[0]) {
                Matcher one = ONE_SERIES.matcher(part);
                boolean asked = false;
                boolean found = false;
                while (one.find()) {
                    asked = true;
                    String name = one.group(1);
                    String wanted = one.group(2);
                    found |= series.stream().anyMatch(each -> fits(name, wanted, each));
                }
                if (asked && !found && !part.contains("wm_wrg")) {
                    missing.add(query.where() + ": " + part);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean fits(String name, String wanted, String series) {
        Map<String, String> labels = new HashMap<>(Map.of("__name__", series.replaceFirst("\\{.*", "")));
        Matcher label = MATCHER.matcher(series);
        while (label.find()) {
            labels.put(label.group(1), label.group(3));
        }
        Matcher one = MATCHER.matcher(wanted + (name.isEmpty() ? "" : ",__name__=\"" + name + "\""));
        boolean all = true;
        while (one.find()) {
            boolean ofAny = one.group(3).startsWith("$");
            all &= ofAny || labels.getOrDefault(one.group(1), "").matches(one.group(3));
        }
        return all;
    }

    private static String html(int language) {
        StringBuilder html = new StringBuilder("<html><body><form id=\"werte\">");
        String section = "";
        for (String line : OTHER_KIND.lines().toList()) {
            String[] cells = line.split(";");
            if (!section.equals(cells[language])) {
                html.append(section.isEmpty() ? "" : "</table>")
                        .append("<table class=\"info\"><tr><th class=\"round-top\">")
                        .append(cells[language])
                        .append("</th></tr>");
                section = cells[language];
            }
            html.append("<tr class=\"even\"><td class=\"key\">")
                    .append(cells[2 + language])
                    .append("</td><td class=\"value\">")
                    .append(cells[4])
                    .append("</td></tr>");
        }
        return html + "</table></form></body></html>";
    }

    private static List<Dashboard.Query> isg() throws Exception {
        return Dashboard.all().stream()
                .filter(d -> d.file().equals("isg.json"))
                .flatMap(d -> d.queries().stream())
                .toList();
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
