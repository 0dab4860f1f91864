package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.routes.RouteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING says of the house, and the places at which a new device is easily forgotten. */
class ContributingTest {
    /** Routes begin with them, and they speak with nothing. */
    private static final Set<String> INSIDE = Set.of("samples", "select");

    private static List<Path> listed(String folder) throws IOException {
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            return all.sorted().toList();
        }
    }

    /** Packages of components that a route can begin with, by scheme. */
    private static Map<String, String> devices() throws IOException {
        Map<String, String> devices = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("target/classes/META-INF/io"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                JsonNode component = new ObjectMapper().readTree(file.toFile()).path("component");
                String scheme = component.path("scheme").asText();
                if (!component.isMissingNode()
                        && !component.path("producerOnly").asBoolean()
                        && !INSIDE.contains(scheme)) {
                    devices.put(scheme, component.path("javaType").asText());
                }
            }
        }
        assertThat(devices).hasSizeGreaterThan(5);
        return devices;
    }

    @Test
    void every_device_is_known_to_the_routes() throws IOException {
        assertThat(RouteSource.devices())
                .containsExactlyInAnyOrderElementsOf(devices().keySet());
    }

    @Test
    void every_device_is_kept_apart_from_the_outputs() throws IOException {
        assertThat(devices().values()).allSatisfy(type -> assertThat(ArchitectureTest.DEVICES)
                .anySatisfy(device -> assertThat(type).contains(device.replace("..", "."))));
    }

    @Test
    void every_device_has_a_page_of_the_documentation() throws IOException {
        assertThat(devices().keySet()).allSatisfy(scheme -> assertThat(Path.of("docs/" + scheme + ".md"))
                .exists());
    }

    @Test
    void the_rules_that_ship_are_those_of_the_folder() throws IOException {
        assertThat(listed("rules").stream().map(Path::toString)).containsExactlyInAnyOrderElementsOf(RulesFile.SHIPPED);
    }

    @Test
    void the_table_of_the_house_names_every_package() throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        String house = text.substring(text.indexOf("src/main/java/"), text.indexOf("\nsrc/bench/"));
        Set<String> named = new TreeSet<>(Arrays.asList(house.split("/?\\s+")));
        assertThat(named)
                .containsAll(listed("src/main/java/io/github/homeexporter").stream()
                        .filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .toList());
    }
}
