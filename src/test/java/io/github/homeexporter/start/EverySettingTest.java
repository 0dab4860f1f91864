package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.PropertiesFile.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting of the reference, set to nonsense, is named by --check with its file, its line and its key. */
class EverySettingTest {
    private static final String NONSENSE = "b@d v!l";

    /** Texts of which none is wrong, and why. */
    private static final Map<String, List<String>> FREE = Map.ofEntries(
            Map.entry(
                    "who logs in: only the device knows",
                    List.of(
                            "http.basic-password",
                            "http.tls-password",
                            "http.token",
                            "isg.user",
                            "isg.password",
                            "isg.sgready.token",
                            "loxone.username",
                            "loxone.password",
                            "mqtt.username",
                            "mqtt.password",
                            "tapo.username",
                            "tapo.password")),
            Map.entry(
                    "names that the owner gives",
                    List.of(
                            "host.name",
                            "host.container-id",
                            "host.instance-id",
                            "http.basic-user",
                            "loxone.name",
                            "loxone.tls-name",
                            "mqtt.client-id",
                            "otel.service-name",
                            "otel.service-version",
                            "otel.service-instance-id")),
            Map.entry("a word on the device's page", List.of("lux.page")),
            Map.entry("a label of an alert: Alertmanager takes any", List.of("isg.sgready.label")),
            Map.entry(
                    "exact names in the structure file, patterns of which any text is one",
                    List.of(
                            "loxone.exclude-rooms",
                            "loxone.exclude-types",
                            "loxone.exclude-categories",
                            "loxone.exclude-states",
                            "loxone.include-rooms",
                            "loxone.include-types",
                            "loxone.include-categories",
                            "loxone.include-states",
                            "mqtt.include",
                            "mqtt.include-devices",
                            "mqtt.exclude",
                            "mqtt.exclude-devices")),
            Map.entry(
                    "files that the program makes",
                    List.of("log.file", "loxone.tls-pin-file", "loxone.token-file", "tapo.energy-file")),
            Map.entry(
                    "places that the reading looks for and says when they are not there",
                    List.of(
                            "host.procfs",
                            "host.sysfs",
                            "host.rootfs",
                            "host.smart-directory",
                            "host.textfile-directory",
                            "tapo.discovery-interface")));

    /** What is wrong where a text of that kind is mostly right. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("host.network-include", "veth["),
            Map.entry("host.network-exclude", "veth["),
            Map.entry("host.disk-include", "("),
            Map.entry("host.disk-exclude", "("),
            Map.entry("host.chip-include", "("),
            Map.entry("host.chip-exclude", "("),
            Map.entry("host.unit-include", "("),
            Map.entry("host.unit-exclude", "("),
            Map.entry("host.mount-points-include", "("),
            Map.entry("host.mount-points-exclude", "("),
            Map.entry("host.fs-types-exclude", "("),
            Map.entry("loxone.exclude-names", "[z-a]"),
            Map.entry("loxone.include-names", "[z-a]"),
            Map.entry("mqtt.topic-prefix", "home/#"),
            Map.entry("mqtt.discovery-prefix", "home/#"),
            Map.entry("mqtt.birth-topic", "home/#"),
            Map.entry("isg.sgready.mqtt-topic", "sgready/#"),
            Map.entry("mqtt.isg-topic-prefix", "home/#"));

    /** What has to be right for another setting to be looked at: each by itself. */
    private static final Set<String> ALONE = Set.of(
            "http.tls-certificate",
            "http.tls-key",
            "http.tls-keystore",
            "http.basic-password-file",
            "http.tls-password-file",
            "http.token-file",
            "isg.model",
            "isg.sgready.enabled",
            "isg.registers",
            "loxone.host");

    private static final Map<String, String> AROUND = Map.of(
            "lux.address", "192.0.2.7",
            "loxone.host", "192.0.2.5",
            "isg.url", "192.0.2.8",
            "isg.modbus-host", "192.0.2.8",
            "isg.sgready.enabled", "true",
            "mqtt.host", "192.0.2.1",
            "tapo.plug-devices", "192.0.2.20",
            "otel.endpoint", "collector:4317");

    @TempDir
    Path directory;

    @Test
    void nonsense_is_named_with_its_line() throws Exception {
        Set<String> free = new LinkedHashSet<>();
        FREE.values().forEach(free::addAll);
        List<String> keys =
                SettingsLoader.shipped().entries().stream().map(Entry::key).toList();
        assertThat(keys).containsAll(free);

        List<String> together = keys.stream()
                .filter(key -> !free.contains(key) && !ALONE.contains(key))
                .toList();
        Set<String> silent = new LinkedHashSet<>(silent(together));
        for (String key : ALONE) {
            silent.addAll(silent(List.of(key)));
        }
        assertThat(silent).isEmpty();
    }

    /** Those of the keys that nothing is said of when all of them are wrong. */
    private List<String> silent(List<String> keys) throws Exception {
        List<String> lines = new ArrayList<>();
        keys.forEach(key -> lines.add(key + "=" + WRONG.getOrDefault(key, NONSENSE)));
        AROUND.forEach((key, value) -> {
            if (!keys.contains(key)) {
                lines.add(key + "=" + value);
            }
        });
        Files.write(directory.resolve("application.properties"), lines);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Check.run(
                SettingsLoader.load(directory, Map.of()),
                directory,
                Map.of(),
                false,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> said = printed.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> silent = new ArrayList<>();
        for (String key : keys) {
            String place = "application.properties:" + (keys.indexOf(key) + 1) + ": " + key;
            if (said.stream().noneMatch(line -> line.startsWith(place))) {
                silent.add(key);
            }
        }
        return silent;
    }

    /** They are in one file, which is left out as a whole when one of its routes cannot be. */
    @ParameterizedTest
    @ValueSource(strings = {NONSENSE, ",", ", prometheus", "#bean:x", "RAW(x", "{{y}}", "'", "%zz&a=b"})
    void no_setting_that_is_wrong_takes_the_pages_away(String wrong) throws Exception {
        String routes = Files.readString(Path.of("routes/http.camel.yaml"));
        List<String> keys = Pattern.compile("(?:\\{\\{|#property:)([a-z.-]+)")
                .matcher(routes)
                .results()
                .map(key -> key.group(1))
                .distinct()
                .toList();
        assertThat(keys).contains("http.history-interval", "http.token");
        Files.write(
                directory.resolve("application.properties"),
                keys.stream().map(key -> key + "=" + wrong).toList());
        assertThat(CheckedFolder.check(directory))
                .contains("routes run (", "http-metrics, http-page", "http-history", "http-collect,", "http-reload");
    }

    @Test
    void nothing_is_made_by_a_check() throws Exception {
        Files.writeString(directory.resolve("application.properties"), "log.file=" + directory + "/logs/x.log\n");
        Check.run(
                SettingsLoader.load(directory, Map.of()),
                directory,
                Map.of(),
                false,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(names()).containsExactly("application.properties");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
