package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.isg.IsgPages.PagePlan;
import io.github.homeexporter.isg.page.IsgPage;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import io.github.homeexporter.isg.page.IsgPage.WebCycle.PageRows;
import io.github.homeexporter.isg.page.PageParser;
import io.github.homeexporter.isg.page.RowReadings;
import io.github.homeexporter.isg.page.RowReadings.RowOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of real ISGs through parser and rules, against the rows that the replaced exporter made of them. */
class CapturedIsgTest {
    @ParameterizedTest
    @CsvSource({"sample_1_1,23", "sample_onoff,22"})
    void every_row_has_the_name_the_value_and_the_unit_it_had(String name, int size) throws Exception {
        try (IsgBench bench = new IsgBench();
                IsgBench prefixed = new IsgBench().options(true, false)) {
            WebCycle cycle = cycle(name);
            assertThat(cycle.pages().get(0).rows()).hasSize(size);
            bench.publish(readings(cycle, false), true);
            prefixed.publish(readings(cycle, true), true);
            List<Map<String, String>> expected = expected(name);
            assertThat(expected).hasSize(size);
            for (Map<String, String> row : expected) {
                assertThat(bench.values()).as(row.get("key")).containsEntry(series(row, "metric"), row.get("value"));
                assertThat(prefixed.values())
                        .as(row.get("key"))
                        .containsEntry(series(row, "metric_with_section"), row.get("value"));
            }
            assertThat(prefixed.values()).hasSize(size);
            assertThat(bench.untaken()).isZero();
        }
    }

    @Test
    void the_login_page_is_one_and_has_no_rows() throws Exception {
        IsgPage page = page("sample_1_0");
        assertThat(page.login()).isTrue();
        assertThat(page.rows()).isEmpty();
    }

    @Test
    void a_page_of_values_is_no_login_page_and_says_firmware_and_language() throws Exception {
        IsgPage page = page("sample_1_1");
        assertThat(page.login()).isFalse();
        assertThat(page.firmware()).isEqualTo("v12.1.1");
        assertThat(page.language()).isEqualTo("DEUTSCH");
    }

    @Test
    void the_navigation_of_an_lwz_gives_the_pages_that_have_values() throws Exception {
        assertThat(pages("sample_1_1")).containsExactly("1,1", "2,0", "2,1", "2,3", "2,4", "4,7");
    }

    @Test
    void the_navigation_of_a_wpm_gives_the_pages_that_have_values() throws Exception {
        assertThat(pages("sample_onoff")).containsExactly("1,1", "2,0", "2,2", "2,4", "2,6", "2,7");
    }

    private static List<String> pages(String name) throws Exception {
        PagePlan plan = new PagePlan("auto");
        plan.learn(page(name).links());
        return plan.others(0).stream().map(PageId::toString).toList();
    }

    private static List<io.github.homeexporter.sample.Reading> readings(WebCycle cycle, boolean prefix) {
        return new RowReadings("isg", new RowOptions(prefix, false, true)).of(cycle);
    }

    private static String series(Map<String, String> row, String name) {
        String unit = row.get("unit");
        return row.get(name) + (unit.isEmpty() ? "" : "{unit=\"" + unit + "\"}");
    }

    private static WebCycle cycle(String name) throws Exception {
        IsgPage page = page(name);
        return new WebCycle(List.of(new PageRows(PageId.START, page.rows())), Map.of(), List.of(), Map.of(), "", "");
    }

    private static IsgPage page(String name) throws Exception {
        return PageParser.parse(Files.readAllBytes(captures().resolve("isg/" + name + ".html")), null);
    }

    private static Path captures() {
        String captures = System.getProperty("captures", "");
        Assumptions.assumeTrue(!captures.isEmpty(), "needs -Dcaptures=<folder with pages of real devices>");
        return Path.of(captures);
    }

    private static List<Map<String, String>> expected(String name) throws Exception {
        Path file = captures().resolve("../vectors/isg_expected/" + name + ".csv");
        Assumptions.assumeTrue(Files.exists(file), "needs the expected rows beside the captures");
        List<List<String>> lines =
                Files.readAllLines(file).stream().map(CapturedIsgTest::cells).toList();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> cells : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(lines.get(0).get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
