package io.github.homeexporter.isg;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages written by us in the structure of an ISG's, through parser, rules and store, as {@code /metrics} shows them; {@code -Dgolden.update=true} writes the files anew. */
class IsgGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/isg");

    @ParameterizedTest
    @CsvSource({"lwz-de,LEGACY", "lwz-de,STANDARD", "lwz-de,BOTH", "wpm-en,LEGACY", "wpm-en,STANDARD", "wpm-en,BOTH"})
    void a_page_gives_what_the_golden_file_says(String name, Naming naming) throws Exception {
        try (IsgBench bench = new IsgBench().naming(naming)) {
            IsgPage page = PageParser.parse(Files.readAllBytes(FOLDER.resolve(name + ".html")), null);
            PageRows rows = new PageRows(PageId.START, page.rows());
            WebCycle cycle =
                    new WebCycle(List.of(rows), Map.of(), List.of(), Map.of(), page.language(), page.firmware());
            RowOptions options = new RowOptions(false, false, naming.legacy());
            bench.publish(new RowReadings("isg", options).of(cycle), true);
            String metrics = bench.metrics()
                    .lines()
                    .filter(line -> line.contains("isg_"))
                    .collect(Collectors.joining("\n", "", "\n"));
            Path golden = FOLDER.resolve(name + "-" + naming.name().toLowerCase(Locale.ROOT) + ".prom");
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(golden, metrics);
            }
            assertThat(metrics).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
        }
    }
}
