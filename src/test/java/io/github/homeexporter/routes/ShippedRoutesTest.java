package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.settings.PropertiesFile;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route file that ships is built with its precondition true, so that each endpoint and option is tried. */
class ShippedRoutesTest {
    private static final Pattern SWITCH = Pattern.compile("'\\{\\{([a-z0-9.-]+):?}}' (!= ''|== 'true')");

    private static final Pattern DEVICE = Pattern.compile("\\n *from:\\n *uri: \"?([a-z]+):");
    private static final Pattern RULES = Pattern.compile("\\n[^#\\n]*\"mutate:");

    private static final Pattern OPTION = Pattern.compile("\\w+: \"\\{\\{([a-z0-9.-]+)}}\"");
    /** Numbers and addresses. */
    private static final Set<String> PLAIN = Set.of("mqtt.port", "mqtt.host", "isg.sgready.allow");

    static Stream<Path> routeFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void a_route_file_builds_with_its_device_switched_on(Path file) throws Exception {
        Properties properties = new Properties();
        SettingsLoader.shipped().entries().forEach(e -> properties.setProperty(e.key(), e.value()));
        // an address alone is not enough for a device that asks who comes
        properties.putAll(Map.of("loxone.username", "exporter", "loxone.password", "secret"));
        properties.put("otel.endpoint", "192.0.2.1:4317");
        properties.put("isg.modbus-host", "192.0.2.8");
        properties.put("mqtt.host", "192.0.2.9");
        properties.putAll(switches(Files.readString(file)));
        DefaultCamelContext context = new QuickContext();
        context.getPropertiesComponent().setInitialProperties(properties);
        try {
            RouteTrial trial = RouteTrial.of(context, files(context, file));
            assertThat(trial.findings()).isEmpty();
            assertThat(trial.routeIds()).isNotEmpty();
        } finally {
            context.stop();
        }
    }

    /** Else its texts would be published, and become no series. */
    @ParameterizedTest
    @MethodSource("routeFiles")
    void a_device_whose_route_has_rules_is_one_of_texts_and_no_other_is(Path file) throws Exception {
        String text = Files.readString(file);
        Matcher device = DEVICE.matcher(text);
        if (device.find() && RouteSource.isDevice(device.group(1))) {
            assertThat(RouteSource.isText(device.group(1)))
                    .isEqualTo(RULES.matcher(text).find());
        }
    }

    /**
     * Between braces a setting becomes part of an address, where {@code +} is a space and {@code &} begins another option: fit
     * for words and numbers, which have a default, and for these.
     */
    @ParameterizedTest
    @MethodSource("routeFiles")
    void what_owners_write_freely_is_handed_on_as_a_property(Path file) throws Exception {
        Map<String, String> defaults = new HashMap<>();
        SettingsLoader.shipped().entries().forEach(e -> defaults.put(e.key(), e.value()));
        Matcher option = OPTION.matcher(Files.readString(file));
        while (option.find()) {
            if (!PLAIN.contains(option.group(1))) {
                assertThat(defaults.getOrDefault(option.group(1), ""))
                        .as(option.group())
                        .isNotEmpty()
                        .doesNotContain("+", "&", "%");
            }
        }
    }

    /** With the tail that the routes of devices lead to. */
    private static List<Resource> files(CamelContext context, Path file) {
        Path publish = Path.of("routes/publish.camel.yaml");
        return file.equals(publish)
                ? List.of(RouteFiles.of(context, file))
                : List.of(RouteFiles.of(context, file), RouteFiles.of(context, publish));
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void every_setting_a_route_names_ships_with_a_default(Path file) throws IOException {
        List<String> shipped = SettingsLoader.shipped().entries().stream()
                .map(PropertiesFile.Entry::key)
                .toList();
        assertThat(RouteFiles.keysIn(Files.readString(file))).isSubsetOf(shipped);
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void a_route_file_helps_the_editor_and_keeps_its_step_ids_unique(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith("# yaml-language-server: $schema=");
        assertThat(text.split("\n    id: ", -1)).hasSameSizeAs(text.split("\n    nodePrefixId: ", -1));
    }

    @Test
    void there_are_route_files() throws IOException {
        assertThat(routeFiles()).hasSizeGreaterThanOrEqualTo(4);
    }

    private static Map<String, String> switches(String text) {
        Map<String, String> on = new HashMap<>();
        Matcher m = SWITCH.matcher(text);
        while (m.find()) {
            on.put(m.group(1), m.group(2).startsWith("!=") ? "192.0.2.1" : "true");
        }
        return on;
    }

    @Test
    void at_the_start_only_files_with_something_to_do_or_of_another_hand_are_built() throws Exception {
        assertThat(built("")).containsExactlyInAnyOrder("host", "http", "publish");
        assertThat(built("loxone")).containsExactlyInAnyOrder("host", "http", "loxone", "publish");
        // what the idle ones lead to may be wrong now
        assertThat(built("publish")).hasSameSizeAs(routeFiles().toList());
    }

    /** @param edited the file that is another than the shipped one */
    private static List<String> built(String edited) throws IOException {
        Properties properties = new Properties();
        SettingsLoader.shipped().entries().forEach(e -> properties.setProperty(e.key(), e.value()));
        try (DefaultCamelContext context = new QuickContext()) {
            context.getPropertiesComponent().setInitialProperties(properties);
            List<Resource> files = ShippedRoutes.all().stream()
                    .map(file -> RouteFiles.nameOf(file).startsWith(edited + ".") ? commented(file) : file)
                    .toList();
            return ShippedRoutes.withoutIdle(context, files).stream()
                    .map(file -> RouteFiles.nameOf(file).replace(RouteFiles.SUFFIX, ""))
                    .toList();
        }
    }

    private static Resource commented(Resource file) {
        try {
            return ResourceHelper.fromString(file.getLocation(), RouteFiles.text(file) + "# mine\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
