package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.MetricFamily;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;

/** docs/proxmox.md says what the code does; {@code -Dgolden.update=true} writes its table of metrics anew. */
class ProxmoxDocumentationTest {
    private static final Path DOCUMENT = Path.of("docs/proxmox.md");
    private static final String BEGIN = "<!-- metrics: written by ProxmoxDocumentationTest -->\n";
    private static final String END = "<!-- end of metrics -->";

    @Test
    void the_table_of_metrics_is_complete() throws Exception {
        String text = Files.readString(DOCUMENT);
        String table = "| name | type | naming | meaning |\n|---|---|---|---|\n"
                + rows(ProxmoxMetrics.STANDARD, "standard, both")
                + rows(ProxmoxMetrics.LEGACY, "legacy, both");
        if (Boolean.getBoolean("golden.update")) {
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            text = text.substring(0, begin) + table + text.substring(text.indexOf(END));
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text).contains(BEGIN + table + END);
    }

    @Test
    void every_option_is_documented() throws Exception {
        String text = Files.readString(DOCUMENT);
        for (var field : ProxmoxOptions.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(UriParam.class)) {
                assertThat(text).contains("| `" + field.getName() + "` |");
            }
        }
    }

    private static String rows(List<MetricFamily> families, String naming) {
        StringBuilder rows = new StringBuilder();
        families.stream().sorted(Comparator.comparing(MetricFamily::name)).forEach(family -> rows.append("| `")
                .append(family.name())
                .append("` | ")
                .append(family.type().name().toLowerCase(Locale.ROOT))
                .append(" | ")
                .append(naming)
                .append(" | ")
                .append(family.help())
                .append(" |\n"));
        return rows.toString();
    }
}
