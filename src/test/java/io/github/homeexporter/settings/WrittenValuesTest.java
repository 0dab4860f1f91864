package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.routes.RouteTrial;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.start.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person writes reaches the option of the device as it stands, whatever its characters and whichever way it comes. */
class WrittenValuesTest {
    private static final List<String> VALUES = List.of(
            "p{{x}}y",
            "a{{b",
            "a}}b",
            "{{!x}}y",
            "{{x}}",
            "{{{x}}}",
            "a{{?b}}",
            "a{{lux.address}}b",
            "a\\b",
            "ab\\",
            "a\\\\",
            "\\{{x\\}}",
            "\\\\{{x}}\\",
            "a\\nb",
            "o'neill",
            "a\"b\"",
            "${body}",
            "#bean:x",
            "#x",
            "RAW(x)",
            "a&b=c+d%41?e",
            "äß€",
            "?nested=true");

    /** Options that take any text, of every kind of route. */
    private static final Set<String> FREE = Set.of(
            "lux.password",
            "loxone.username",
            "loxone.password",
            "loxone.name",
            "loxone.exclude-rooms",
            "isg.user",
            "isg.password",
            "tapo.username",
            "tapo.password",
            "host.name",
            "host.container-id",
            "host.instance-id",
            "host.procfs",
            "mqtt.username",
            "mqtt.password",
            "mqtt.client-id",
            "otel.service-name");

    private static final Pattern PARAMETER = Pattern.compile("(\\w+): \"(?:#property:|\\{\\{)([a-z0-9.-]+)(?:}})?\"");

    @TempDir
    Path directory;

    private Map<String, String> written;

    /** Each setting gets one value after the other. */
    private void write(int shift) {
        written = new TreeMap<>();
        FREE.stream().sorted().forEach(key -> written.put(key, VALUES.get((written.size() + shift) % VALUES.size())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 17})
    void a_variable_reaches_its_option_as_written(int shift) throws Exception {
        write(shift);
        Map<String, String> variables = addresses();
        written.forEach((key, value) -> variables.put(Aliases.variable(key), value));
        assertThat(bound(SettingsLoader.load(directory, variables))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 17})
    void a_file_of_the_secrets_directory_reaches_its_option_as_written(int shift) throws Exception {
        write(shift);
        for (Map.Entry<String, String> setting : written.entrySet()) {
            Files.writeString(directory.resolve(setting.getKey()), setting.getValue() + "\n");
        }
        Map<String, String> variables = addresses();
        variables.put("SECRETS_DIRECTORY", directory.toString());
        assertThat(bound(SettingsLoader.load(directory, variables))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 17})
    void a_line_of_the_file_reaches_its_option_as_written(int shift) throws Exception {
        write(shift);
        StringBuilder file = new StringBuilder();
        written.forEach((key, value) ->
                file.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        Files.writeString(directory.resolve("application.properties"), file);
        assertThat(bound(SettingsLoader.load(directory, addresses()))).isEqualTo(written);
    }

    private static Map<String, String> addresses() {
        Map<String, String> variables = new HashMap<>();
        variables.put("LUX_ADDRESS", "192.0.2.7");
        variables.put("LOXONE_HOST", "192.0.2.5");
        variables.put("ISG_URL", "192.0.2.8");
        variables.put("ISG_MODBUS_HOST", "192.0.2.9");
        variables.put("ISG_SGREADY_ENABLED", "true");
        variables.put("ISG_SGREADY_TOKEN", "t".repeat(32));
        variables.put("MQTT_HOST", "192.0.2.1");
        variables.put("OTEL_ENDPOINT", "127.0.0.1:9");
        return variables;
    }

    /** What the endpoints of the shipped routes have, by the setting that their files name. */
    private static Map<String, String> bound(Settings settings) throws Exception {
        Map<String, String> bound = new TreeMap<>();
        try (DefaultCamelContext context = new QuickContext()) {
            Settings.variablesLast(context);
            context.getRegistry().bind("settings", settings);
            context.getPropertiesComponent().setInitialProperties(settings.asProperties());
            context.setAutoStartup(false);
            List<Path> files;
            try (Stream<Path> all = Files.list(Path.of("routes"))) {
                files = all.filter(file -> !file.endsWith("http.camel.yaml")).toList();
            }
            for (Path file : files) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.resolveResource(context, "file:" + file.toAbsolutePath()));
            }
            // built, not run
            context.getRouteDefinitions().forEach(route -> route.setAutoStartup("false"));
            context.start();
            for (Path file : files) {
                PARAMETER
                        .matcher(Files.readString(file))
                        .results()
                        .filter(parameter -> FREE.contains(parameter.group(2)))
                        .forEach(parameter -> context.getEndpoints().stream()
                                .filter(e -> e.getEndpointUri().startsWith(schemeOf(parameter.group(2))))
                                .forEach(e -> bound.put(parameter.group(2), option(context, e, parameter.group(1)))));
            }
        }
        return bound;
    }

    private static String schemeOf(String key) {
        return switch (key.replaceFirst("[.][^.]+$", "")) {
            case "lux" -> "luxtronik";
            case "mqtt" -> "homeassistant";
            case "otel" -> "otlp";
            default -> key.substring(0, key.indexOf('.'));
        };
    }

    private static String option(CamelContext context, Endpoint endpoint, String name) {
        var configurer = PluginHelper.getConfigurerResolver(context.getCamelContextExtension())
                .resolvePropertyConfigurer(endpoint.getEndpointUri().replaceFirst(":.*", "") + "-endpoint", context);
        return String.valueOf(((PropertyConfigurerGetter) configurer).getOptionValue(endpoint, name, true));
    }

    @Test
    void a_value_with_a_quote_or_a_dollar_switches_its_route_on() throws Exception {
        for (String user : VALUES) {
            Settings settings = SettingsLoader.load(directory, Map.of("TAPO_USERNAME", user, "TAPO_PASSWORD", "p"));
            try (DefaultCamelContext context = new QuickContext()) {
                Settings.variablesLast(context);
                context.getRegistry().bind("settings", settings);
                context.getPropertiesComponent().setInitialProperties(settings.asProperties());
                List<Resource> files = List.of(file(context, "tapo"), file(context, "publish"));
                Set<String> runs = RouteTrial.of(context, files).runs();
                assertThat(runs).as(user).contains("tapo");
            }
        }
    }

    private static Resource file(CamelContext context, String name) {
        return ResourceHelper.resolveResource(
                context, "file:" + Path.of("routes", name + ".camel.yaml").toAbsolutePath());
    }
}
