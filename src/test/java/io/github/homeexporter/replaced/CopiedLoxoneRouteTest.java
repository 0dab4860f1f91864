package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.routes.RouteFiles;
import io.github.homeexporter.routes.RouteTrial;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further Miniservers of the old configuration file: copies of the route. */
class CopiedLoxoneRouteTest {
    private static final String ONE = """
            miniservers:
              - name: home
                host: 192.0.2.1
                username: admin
                password: secret
            """;
    private static final String TWO = ONE + """
              - name: Gäste Haus
                host: 192.0.2.2
                port: 8080
                username: guest
                password: "0123"
            exclude_rooms:
              - Kitchen, small
              - Attic
            exclude_types: Pushbutton
            include_text_values: yes
            """;

    @TempDir
    Path directory;

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(directory, environment);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void further_miniservers_are_copies_of_the_route_with_settings_of_their_own() throws IOException {
        write("config.yml", TWO);
        Settings settings = load(Map.of());
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.copies()).containsExactly(Map.entry("loxone-gaeste-haus", "loxone"));
        assertThat(settings.get("loxone-gaeste-haus.name")).isEqualTo("Gäste Haus");
        assertThat(settings.get("loxone-gaeste-haus.host")).isEqualTo("192.0.2.2");
        assertThat(settings.get("loxone-gaeste-haus.port")).isEqualTo("8080");
        assertThat(settings.get("loxone-gaeste-haus.ssl-port")).isEqualTo("443");
        assertThat(settings.get("loxone-gaeste-haus.naming")).isEqualTo("legacy");
        assertThat(settings.get("loxone.host")).isEqualTo("192.0.2.1");
    }

    @Test
    void a_copied_route_has_its_own_id_prefix_and_keys() {
        String text = """
                # {{loxone.host}} of the first
                - route:
                    id: loxone
                    nodePrefixId: loxone-
                    precondition: "'{{loxone.host:}}' != ''"
                    from:
                      uri: "loxone:{{loxone.host}}"
                      parameters: { password: "#property:loxone.password", name: "{{?loxone.name}}" }
                      steps:
                        - to: { id: publish, uri: "direct:publish" }
                """;
        assertThat(RouteFiles.copied(text, "loxone", "loxone-shed")).isEqualTo("""
                # {{loxone-shed.host}} of the first
                - route:
                    id: loxone-shed
                    nodePrefixId: loxone-shed-
                    precondition: "'{{loxone-shed.host:}}' != ''"
                    from:
                      uri: "loxone:{{loxone-shed.host}}"
                      parameters: { password: "#property:loxone-shed.password", name: "{{?loxone-shed.name}}" }
                      steps:
                        - to: { id: publish, uri: "direct:publish" }
                """);
    }

    @Test
    void a_copy_of_a_shipped_route_builds_beside_it() throws Exception {
        Settings settings = load(Map.of());
        settings.all().stream()
                .filter(s -> s.key().startsWith("host."))
                .toList()
                .forEach(s -> settings.putDefault(s.key().replace("host.", "host-two."), s.value()));
        DefaultCamelContext context = new QuickContext();
        context.getPropertiesComponent().setInitialProperties(settings.asProperties());
        try {
            List<Resource> files = RouteFiles.find(context, directory, Map.of("host-two", "host"));
            RouteTrial trial = RouteTrial.of(context, files);
            assertThat(trial.findings()).isEmpty();
            assertThat(trial.routeIds()).contains("host", "host-two");
            assertThat(RouteFiles.keysIn(files)).contains("host-two.interval");
        } finally {
            context.stop();
        }
    }

    @Test
    void a_file_of_the_copys_name_in_the_folder_takes_its_place() throws Exception {
        Files.createDirectory(directory.resolve("routes"));
        write("routes/host-two.camel.yaml", "# mine\n");
        DefaultCamelContext context = new QuickContext();
        try {
            assertThat(RouteFiles.find(context, directory, Map.of("host-two", "host")))
                    .extracting(RouteFiles::nameOf)
                    .containsOnlyOnce("host-two.camel.yaml")
                    .doesNotContain("host.camel.yaml");
        } finally {
            context.stop();
        }
    }
}
