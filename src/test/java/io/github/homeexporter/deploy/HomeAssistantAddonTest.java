package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code deploy/homeassistant-addon} against the settings, and the workflow that releases against the tree. */
@Timeout(60)
class HomeAssistantAddonTest {
    private static final Path ADDON = Path.of("deploy/homeassistant-addon");
    /** The types that Home Assistant's Supervisor knows, as its add-on documentation lists them. */
    private static final String TYPE = "(bool|email|url|port|device|str|password|int|float|list\\([^()]+\\)"
            + "|match\\(.+\\)|(str|password|int|float)\\([0-9.]*,[0-9.]*\\))\\??";

    @TempDir
    Path folder;

    @Test
    void every_option_is_a_setting_and_has_a_type_that_suits_its_default() throws IOException {
        Map<?, ?> options = map(addon().get("options"));
        Map<?, ?> schema = map(addon().get("schema"));
        Map<String, String> settings = new TreeMap<>();
        SettingsLoader.shipped().entries().forEach(e -> settings.put(e.key().replaceAll("[.-]", "_"), e.value()));
        assertThat(words(schema)).containsAll(words(options));
        assertThat(settings.keySet()).containsAll(words(schema));
        schema.forEach((option, type) -> {
            assertThat(type.toString()).as(option.toString()).matches(TYPE);
            String standard = settings.get(option.toString());
            assertThat(type.equals("bool")).as(option + " is true or false").isEqualTo(standard.matches("true|false"));
            assertThat(type.toString().startsWith("password"))
                    .as(option + " is a secret")
                    .isEqualTo(option.toString().matches(".*_(password|token)"));
            // what must be given has a default
            assertThat(options.containsKey(option) || type.toString().endsWith("?"))
                    .as(option.toString())
                    .isTrue();
        });
    }

    @Test
    void the_start_script_makes_variables_of_the_options_whatever_their_characters() throws Exception {
        boolean there =
                Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, "jq")));
        assumeTrue(there, "needs jq on the PATH");
        Path options = folder.resolve("options.json");
        Files.writeString(
                options,
                "{\"lux_address\":\"192.0.2.7\",\"loxone_password\":\"it's $HOME `x` \\\\\",\"isg_url\":\"\","
                        + "\"host_enabled\":false,\"mqtt_port\":1884}");
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        ADDON.resolve("run").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .putAll(Map.of("OPTIONS", options.toString(), "CONFIG", folder.toString(), "PROGRAM", "/usr/bin/env"));
        builder.environment().put("SUPERVISOR_TOKEN", "");
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(out))
                .contains(
                        "LUX_ADDRESS=192.0.2.7",
                        "LOXONE_PASSWORD=it's $HOME `x` \\",
                        "HOST_ENABLED=false",
                        "MQTT_PORT=1884")
                .noneMatch(line -> line.startsWith("ISG_URL=") || line.startsWith("SUPERVISOR_TOKEN="));
    }

    @Test
    void the_versions_agree_and_the_release_uses_what_is_there() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = addon().get("version").toString();
        assertThat(pom).contains("<version>" + version + "</version>");
        assertThat(Files.readString(ADDON.resolve("build.yaml"))).contains("home-exporter:" + version);
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains("## " + version);
        String workflow = Files.readString(Path.of(".github/workflows/release.yml"));
        assertThat(map(load(workflow)).keySet().stream().map(String::valueOf)).contains("name", "jobs", "permissions");
        assertThat(workflow).contains("-DnewVersion=${GITHUB_REF_NAME#v}");
        for (String program : List.of("deploy/runtime", "deploy/deb/build")) {
            assertThat(workflow).contains(program);
            assertThat(Path.of(program)).isExecutable();
        }
    }

    private static Set<String> words(Map<?, ?> map) {
        return map.keySet().stream()
                .map(String::valueOf)
                .map(key -> key.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Map<?, ?> addon() throws IOException {
        return map(load(Files.readString(ADDON.resolve("config.yaml"))));
    }

    private static Object load(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
