package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file that its owner writes, spoilt in each way that files are: {@code --check} names the file, and goes on. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class SpoiltFilesTest {
    private static final List<String> FILES = List.of(
            "application.properties",
            "entities.yaml",
            "registers/luxtronik.csv",
            "registers/luxtronik-enums.csv",
            "registers/pool.csv",
            "routes/pool.camel.yaml",
            "rules/luxtronik.yaml",
            "lux.yaml",
            "miniserver.yaml",
            "plugs.yaml");

    @TempDir
    Path directory;

    private enum Spoilt {
        FOLDER,
        LINK_INTO_NOTHING,
        LINK_TO_ITSELF,
        TOO_LARGE,
        OF_BRACKETS,
        OF_ZEROS,
        LATIN_1;

        void put(Path file) throws IOException {
            byte[] before = Files.readAllBytes(file);
            Files.delete(file);
            switch (this) {
                case FOLDER -> Files.createDirectory(file);
                case LINK_INTO_NOTHING -> Files.createSymbolicLink(file, Path.of("nowhere"));
                case LINK_TO_ITSELF -> Files.createSymbolicLink(file, file.getFileName());
                case TOO_LARGE -> Files.writeString(file, "x: y\n".repeat(300_000));
                case OF_BRACKETS -> Files.writeString(file, "[".repeat(20_000));
                case OF_ZEROS -> Files.write(file, new byte[100]);
                case LATIN_1 ->
                    Files.write(
                            file,
                            (new String(before, StandardCharsets.UTF_8) + "W\u00e4rme")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    static Stream<Arguments> all() {
        return FILES.stream().flatMap(file -> Stream.of(Spoilt.values())
                // a spreadsheet's own letters are read as such
                .filter(spoilt -> !(file.endsWith(".csv") && spoilt == Spoilt.LATIN_1))
                .map(spoilt -> Arguments.of(file, spoilt)));
    }

    @BeforeEach
    void good() throws Exception {
        for (String folder : List.of("routes", "rules", "registers")) {
            Files.createDirectory(directory.resolve(folder));
        }
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\nlux.config=lux.yaml\nloxone.config=miniserver.yaml\ntapo.config=plugs.yaml\n");
        Files.writeString(directory.resolve("entities.yaml"), "- series: pool_*\n  name: Pool\n");
        Files.writeString(directory.resolve("registers/pool.csv"), "register,address\nwater,0\n");
        Files.writeString(
                directory.resolve("routes/pool.camel.yaml"), """
                - route:
                    id: pool
                    nodePrefixId: pool-
                    from:
                      uri: "modbus:192.0.2.60?registers=%s"
                      steps:
                        - to: { id: publish, uri: "direct:publish" }
                """.formatted(directory.resolve("registers/pool.csv")));
        for (String name :
                List.of("rules/luxtronik.yaml", "registers/luxtronik.csv", "registers/luxtronik-enums.csv")) {
            Files.copy(Path.of(name), directory.resolve(name));
        }
        Files.writeString(directory.resolve("lux.yaml"), "address: 192.0.2.61:8214\n");
        Files.writeString(
                directory.resolve("miniserver.yaml"),
                "miniservers:\n  - name: House\n    host: 192.0.2.62\n    username: a\n    password: b\n");
        Files.writeString(directory.resolve("plugs.yaml"), "log_level: INFO\n");
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_spoilt_file_is_named_and_nothing_is_thrown(String file, Spoilt how) throws Exception {
        how.put(directory.resolve(file));
        String printed;
        try (LogLines log = new LogLines("io.github.homeexporter")) {
            printed = check();
            assertThat(log.ofThisThread()).as("told beside what is printed").isEmpty();
        }
        assertThat(printed.lines()).anyMatch(line -> line.contains(file) && !line.startsWith("ok"));
        assertThat(printed).doesNotContainPattern("\\w(Exception|Error)\\b");
        // a file of a megabyte is no list of a thousand faults
        assertThat(printed.lines().filter(line -> line.contains(file))).hasSizeLessThan(12);
    }

    @Test
    void rules_that_a_route_cannot_run_without_are_told_once_with_the_line_of_each_fault() throws Exception {
        Path own = directory.resolve("rules/own.yaml");
        Files.writeString(own, "names: { lux: { metric: x } }\nrules:\n  - { untit: x }\n  - { valu: 3 }\n");
        Files.writeString(directory.resolve("routes/pump.camel.yaml"), """
                - route:
                    id: pump
                    nodePrefixId: pump-
                    from:
                      uri: "luxtronik:192.0.2.63"
                      steps:
                        - to: { id: mutate, uri: "mutate:%s" }
                        - to: { id: publish, uri: "direct:publish" }
                """.formatted(own));
        try (LogLines log = new LogLines("io.github.homeexporter")) {
            List<String> printed = check().lines().toList();
            assertThat(log.ofThisThread()).isEmpty();
            for (String fault : List.of("untit", "valu")) {
                assertThat(printed)
                        .filteredOn(line -> line.contains(fault))
                        .singleElement()
                        .asString()
                        .startsWith("routes/pump.camel.yaml:7: file: " + own + ":");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules/luxtronik.yml          | is not read for its name; the files that are end in .yaml
            rules/luxtronik.YAML         | is not read for its name
            rules/luxtronik.yaml.txt     | is not read for its name
            rules/luxtronic.yaml         | no route uses it; one that does says mutate:rules/luxtronic.yaml, and one to take the place of rules/luxtronik.yaml has that name
            registers/pool2.csv          | no route uses it
            registers/pool.xls           | is not read for its name; the files that are end in .csv or .yaml
            entities.yml                 | is not read for its name; the file is entities.yaml
            routes/more/a.camel.yaml     | routes/more: is a folder, and nothing in it is read
            """)
    void a_file_that_nobody_reads_is_named(String file, String said) throws Exception {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.copy(Path.of("rules/isg-web.yaml"), directory.resolve(file));
        assertThat(check()).contains(said);
    }

    @Test
    void entities_without_a_broker_are_said_to_have_no_effect() throws Exception {
        assertThat(check()).contains("entities.yaml: has no effect while mqtt.host is not set", "\nok: ");
        Files.writeString(directory.resolve("application.properties"), "mqtt.host=192.0.2.64\n");
        assertThat(check()).doesNotContain("entities.yaml");
    }

    @Test
    void what_editors_and_people_leave_beside_a_file_is_no_fault() throws Exception {
        for (String name :
                List.of(".pool.camel.yaml.swp", "pool.camel.yaml~", "4913", "#pool.camel.yaml#", "README.md")) {
            for (String folder : List.of("routes", "rules", "registers")) {
                Files.writeString(directory.resolve(folder).resolve(name), "x");
            }
        }
        assertThat(check()).contains("\nok: ");
    }

    private String check() throws Exception {
        return CheckedFolder.check(directory);
    }
}
