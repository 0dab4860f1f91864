package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.homeexporter.host.collector.Catalogue;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.proxmox.ProxmoxMetrics;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.sample.MetricFamily;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/host.md says what the code does; {@code -Dgolden.update=true} writes its table of metrics anew. */
class HostDocumentationTest {
    private static final Path DOCUMENT = Path.of("docs/host.md");
    private static final String BEGIN = "<!-- metrics: written by HostDocumentationTest -->\n";
    private static final String END = "<!-- end of metrics -->";
    private static final String CONVENTIONS = "<!-- collectors: held by HostDocumentationTest -->";
    private static final String END_OF_CONVENTIONS = "<!-- end of collectors -->";
    private static final Pattern LEGACY_ROW = Pattern.compile("\\| `([a-z0-9_.]+)` \\| (yes|shared|alone|no) \\|.*");

    @TempDir
    Path directory;

    @Test
    void the_table_of_metrics_is_complete() throws Exception {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("golden.update")) {
            text = text.substring(0, begin) + table + text.substring(end);
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text).contains(BEGIN + table + END);
    }

    @Test
    void the_replaced_exporters_metrics_are_served_as_documented() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = LEGACY_ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2));
            }
        }
        Map<String, String> served = new TreeMap<>();
        for (Column column : columns()) {
            switch (column.form()) {
                case LEGACY -> served.put(column.family().name(), "yes");
                case SHARED -> served.put(column.family().name(), "shared");
                case COLLIDING -> served.put(column.family().name(), "alone");
                case STANDARD, OWN -> {}
            }
        }
        ProxmoxMetrics.LEGACY.forEach(family -> served.put(family.name(), "yes"));
        // a legacy metric of the host may have the name of a colliding one of the container: documented once
        documented.forEach((name, how) -> {
            if (!how.equals("no")) {
                assertThat(served).as(name).containsEntry(name, how);
            } else {
                assertThat(served).doesNotContainKey(name);
            }
        });
        assertThat(documented.keySet()).containsAll(served.keySet());
    }

    @Test
    void every_option_is_documented() throws Exception {
        String text = Files.readString(DOCUMENT);
        List<Field> fields = new ArrayList<>(List.of(HostOptions.class.getDeclaredFields()));
        fields.addAll(List.of(HostCommandOptions.class.getDeclaredFields()));
        for (Field field : fields) {
            if (field.isAnnotationPresent(UriParam.class)) {
                assertThat(text).contains("| `" + field.getName() + "` |");
            }
        }
    }

    /** A collector is in the table of docs/host.md; those of docs/otlp.md's conventions are collectors. */
    @Test
    void every_collector_is_documented_and_described() throws Exception {
        List<String> catalogue = Catalogue.names();
        String conventions = Files.readString(Path.of("docs/otlp.md"));
        conventions = conventions.substring(conventions.indexOf(CONVENTIONS), conventions.indexOf(END_OF_CONVENTIONS));
        String rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining("\n"));
        Map<?, ?> described;
        try (FakeHost host = new FakeHost("bare-metal", directory)) {
            host.poll();
            described = (Map<?, ?>) host.reader().describe(catalogue).get("collectors");
        }
        assertThat(described).hasSameSizeAs(catalogue);
        Matcher convention = Pattern.compile("`([a-z_]+)`").matcher(conventions);
        while (convention.find()) {
            assertThat(catalogue).as("a collector of docs/otlp.md").contains(convention.group(1));
        }
        for (String name : catalogue) {
            assertThat(rows).as("table of collectors in docs/host.md").contains("`" + name + "`");
            assertThat(((Map<?, ?>) described.get(name)).get("help"))
                    .as("sentence of %s in Catalogue", name)
                    .isNotEqualTo(name);
        }
    }

    private String table() throws Exception {
        StringBuilder table = new StringBuilder("| name | type | naming | meaning |\n|---|---|---|---|\n");
        Map<String, List<Column>> sorted = new TreeMap<>();
        for (Column column : columns()) {
            sorted.computeIfAbsent(column.family().name() + column.form(), n -> new ArrayList<>())
                    .add(column);
        }
        sorted.values().forEach(columns -> {
            MetricFamily family = columns.get(0).family();
            table.append("| `").append(family.name()).append("` | ");
            table.append(family.type().name().toLowerCase(Locale.ROOT)).append(" | ");
            table.append(naming(columns.get(0).form())).append(" | ");
            table.append(family.help()).append(" |\n");
        });
        return table.toString();
    }

    private static String naming(Form form) {
        return switch (form) {
            case LEGACY -> "legacy, both";
            case STANDARD -> "standard, both";
            case SHARED, OWN -> "all";
            case COLLIDING -> "legacy";
        };
    }

    /** All that stand in constants of the host's classes, which is how collectors keep them. */
    private static List<Column> columns() throws Exception {
        List<Column> all = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPackages(HostReader.class.getPackageName())) {
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && !type.getPackageName().endsWith(".proxmox")
                        && !field.getSourceCodeLocation().getSourceFileName().contains("Test")) {
                    Field constant = field.reflect();
                    constant.setAccessible(true);
                    Object value = constant.get(null);
                    for (Object each : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
                        if (each instanceof Figure figure) {
                            all.add(figure.column());
                        } else if (each instanceof Column column) {
                            all.add(column);
                        }
                    }
                }
            }
        }
        return all;
    }
}
