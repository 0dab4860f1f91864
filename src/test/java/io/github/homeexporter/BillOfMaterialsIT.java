package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** target/bom.json names all that is shipped, and all of it may be shipped. */
class BillOfMaterialsIT {
    /** Licences that let an Apache-2.0 program bring the jar along unchanged; of several offered one is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            // MIT without the duty to name the authors
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            // BSD-3-Clause in the words of the Go project: RE2/J
            "Go License",
            // MIT in other words
            "Bouncy Castle Licence");

    private JsonNode bom;

    @BeforeEach
    void read() throws IOException {
        Path file = Path.of("target/bom.json");
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            assumeTrue(Files.exists(file), "no target/bom.json: CycloneDX writes it only when Maven is online");
        }
        bom = new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void everything_shipped_has_a_licence_on_the_allow_list() {
        List<String> refused = new ArrayList<>();
        for (JsonNode component : bom.path("components")) {
            Set<String> licences = new TreeSet<>();
            for (JsonNode choice : component.path("licenses")) {
                JsonNode licence = choice.path("license");
                licences.add(licence.path("id")
                        .asText(licence.path("name")
                                .asText(choice.path("expression").asText())));
            }
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                refused.add(component.path("purl").asText() + ": " + (licences.isEmpty() ? "unknown" : licences));
            }
        }
        assertThat(refused).as("shipped without an allowed licence").isEmpty();
    }

    @Test
    void every_jar_in_lib_is_named_and_nothing_else() throws IOException {
        Set<String> named = new TreeSet<>();
        bom.path("components")
                .forEach(component -> named.add(component.path("name").asText() + "-"
                        + component.path("version").asText()));
        try (Stream<Path> lib = Files.list(Path.of("target/lib"))) {
            Set<String> shipped = lib.map(jar -> jar.getFileName().toString())
                    .map(name -> name.replaceFirst("\\.jar$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            // a jar with a classifier, as linux-x86_64, is the same component
            assertThat(shipped).allSatisfy(jar -> assertThat(named)
                    .anySatisfy(name -> assertThat(jar.equals(name) || jar.startsWith(name + "-"))
                            .isTrue()));
            assertThat(named).allSatisfy(name -> assertThat(shipped)
                    .anySatisfy(jar -> assertThat(jar.equals(name) || jar.startsWith(name + "-"))
                            .isTrue()));
        }
    }

    @Test
    void it_describes_this_program() {
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("home-exporter");
        assertThat(bom.path("components").size()).isGreaterThan(50);
    }
}
