package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.routes.RouteTrial;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.settings.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of every endpoint, set to nonsense, is told by one finding that names it. */
class EveryOptionTest {
    private static final String NONSENSE = "b@d v!l";

    /** Camel's own, which every endpoint has. */
    private static final Set<String> OF_CAMEL =
            Set.of("bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer");

    /** Texts of which none is wrong. */
    private static final Map<String, Set<String>> FREE = Map.ofEntries(
            Map.entry("names that the owner gives", Set.of("name", "kind", "hostName", "containerId", "instance")),
            Map.entry("words of an address of which there is one", Set.of("host place", "proxmox place", "plugs")),
            Map.entry(
                    "who logs in: only the device knows",
                    Set.of("username", "user", "password", "sgready token", "status token", "discovery token")),
            Map.entry("a word on the device's page", Set.of("page")),
            Map.entry("the device of a route without one", Set.of("samples device")),
            Map.entry("a label of an alert: Alertmanager takes any", Set.of("sgready label")),
            Map.entry("the client's name at the broker", Set.of("clientId")),
            Map.entry("attributes of the resource", Set.of("serviceName", "serviceVersion", "serviceInstanceId")),
            Map.entry(
                    "exact names in the structure file",
                    Set.of(
                            "excludeRooms",
                            "excludeCategories",
                            "excludeTypes",
                            "excludeStates",
                            "includeRooms",
                            "includeCategories",
                            "includeTypes",
                            "includeStates")),
            Map.entry(
                    "patterns of which any text is one",
                    Set.of("includeDevices", "excludeDevices", "include", "exclude")),
            Map.entry("a name in a certificate", Set.of("tlsName")),
            Map.entry("what people see, and whose it is", Set.of("select name", "select device", "select broker")),
            Map.entry(
                    "files that are read anew each cycle: OtelSettings says when they are not there",
                    Set.of("otlp headersFile", "otlp tlsCa", "otlp tlsCert", "otlp tlsKey")),
            Map.entry(
                    "files that the program makes", Set.of("tlsPinFile", "tokenFile", "energyFile", "prometheus file")),
            Map.entry(
                    "places that the reading looks for and says when they are not there",
                    Set.of(
                            "procfs",
                            "sysfs",
                            "rootfs",
                            "smartDirectory",
                            "textfileDirectory",
                            "discoveryInterface",
                            "networkInterface")));

    /** What is wrong where a text of that kind is mostly right. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("networkInclude", "veth["),
            Map.entry("networkExclude", "veth["),
            Map.entry("diskInclude", "sd["),
            Map.entry("diskExclude", "sd["),
            Map.entry("chipInclude", "nct["),
            Map.entry("chipExclude", "nct["),
            Map.entry("unitInclude", "ssh["),
            Map.entry("unitExclude", "ssh["),
            Map.entry("mountPointsInclude", "("),
            Map.entry("mountPointsExclude", "("),
            Map.entry("fsTypesExclude", "("),
            Map.entry("excludeNames", "[z-a]"),
            Map.entry("includeNames", "[z-a]"),
            Map.entry("topicPrefix", "home/#"),
            Map.entry("topic", "home/#"),
            Map.entry("discoveryPrefix", "home/#"),
            Map.entry("birthTopic", "home/#"),
            Map.entry("isgTopicPrefix", "home/#"));

    /** What an endpoint needs to have no fault. */
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("luxtronik", "192.0.2.7"),
            Map.entry("loxone", "192.0.2.5?username=u&password=p"),
            Map.entry("isg", "192.0.2.8"),
            Map.entry("sgready", "webhook"),
            Map.entry("modbus", "192.0.2.8?registers=registers/isg.csv"),
            Map.entry("tapo", "plugs"),
            Map.entry("host", "local"),
            Map.entry("proxmox", "cluster?token=exporter@pve!read=12345678-1234-1234-1234-123456789abc"),
            Map.entry("mutate", "rules/luxtronik.yaml"),
            Map.entry("samples", "store"),
            Map.entry("select", "sgready?broker=192.0.2.1&topic=sgready&options=on,off"),
            Map.entry("prometheus", "metrics"),
            Map.entry("otlp", "metrics?endpoint=collector:4317"),
            Map.entry("homeassistant", "192.0.2.1"),
            Map.entry("discovery", "home"),
            Map.entry("status", "values"));

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<JsonNode> endpoints() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/classes/META-INF/io"))) {
            List<JsonNode> all = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode json = JSON.readTree(file.toFile());
                if (json.has("component")) {
                    all.add(json);
                }
            }
            return all;
        }
    }

    @Test
    void every_endpoint_is_tried() throws IOException {
        assertThat(endpoints())
                .extracting(json -> json.at("/component/scheme").asText())
                .containsExactlyInAnyOrderElementsOf(RIGHT.keySet());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void nonsense_in_any_option_is_told_by_one_finding_that_names_it(JsonNode endpoint) throws Exception {
        String scheme = endpoint.at("/component/scheme").asText();
        boolean from = !endpoint.at("/component/producerOnly").asBoolean();
        StringBuilder routes = new StringBuilder();
        Map<String, Boolean> secrets = new java.util.LinkedHashMap<>();
        endpoint.get("properties").properties().forEach(option -> {
            String name = option.getKey();
            if (!OF_CAMEL.contains(name) && !isFree(scheme, name)) {
                secrets.put(name, option.getValue().path("secret").asBoolean());
                boolean path = option.getValue().get("kind").asText().equals("path");
                routes.append(route(scheme, name, path, from, WRONG.getOrDefault(name, NONSENSE)));
            }
        });
        try (DefaultCamelContext context = new QuickContext()) {
            List<Finding> findings = RouteTrial.of(
                            context, List.of(ResourceHelper.fromString("mem:every.camel.yaml", routes.toString())))
                    .findings()
                    .stream()
                    // where a route leads, and that two have one source, is told as well: RoutesThatCannotWorkTest
                    .filter(finding -> finding.where().matches(".*:\\d+"))
                    .toList();

            List<String> lines = routes.toString().lines().toList();
            Set<String> told = new HashSet<>();
            for (Finding finding : findings) {
                assertThat(finding.toString()).matches("routes/every\\.camel\\.yaml:\\d+: \\w+[:=].*");
                String option = finding.sentence().replaceFirst("[:=].*", "");
                assertThat(told.add(option)).as("told twice: %s", finding).isTrue();
                int line = Integer.parseInt(finding.where().replaceFirst(".*:", ""));
                assertThat(lines.get(line - 1)).as(finding.toString()).contains(WRONG.getOrDefault(option, NONSENSE));
                if (secrets.getOrDefault(option, false)) {
                    assertThat(finding.sentence()).doesNotContain(NONSENSE);
                }
            }
            assertThat(told).isEqualTo(secrets.keySet());
        }
    }

    /** Camel 4.17 takes such words for 0, or for milliseconds. */
    @ParameterizedTest
    @ValueSource(strings = {"abc", "often", "1d", "0x10", "1.5"})
    void a_word_is_no_whole_number_whatever_its_letters(String word) throws Exception {
        List<String> numbers = new ArrayList<>();
        try (DefaultCamelContext context = new QuickContext()) {
            for (JsonNode endpoint : endpoints()) {
                String scheme = endpoint.at("/component/scheme").asText();
                boolean from = !endpoint.at("/component/producerOnly").asBoolean();
                for (Map.Entry<String, JsonNode> option :
                        endpoint.get("properties").properties()) {
                    if (option.getValue().path("javaType").asText().matches("int|long|java\\.lang\\.(Integer|Long)")) {
                        numbers.add(option.getKey());
                        String routes = route(scheme, option.getKey(), false, from, word);
                        assertThat(RouteTrial.of(
                                                context,
                                                List.of(ResourceHelper.fromString("mem:number.camel.yaml", routes)))
                                        .findings())
                                .as(routes)
                                .filteredOn(finding -> finding.where().matches(".*:\\d+"))
                                .singleElement()
                                .asString()
                                .contains(option.getKey() + "=\"" + word + "\"; allowed: ")
                                .as("the bounds, which the endpoint knows")
                                .containsPattern("allowed: .*[0-9]");
                    }
                }
            }
        }
        assertThat(numbers).contains("unitId", "port", "rollover", "attempts", "discoveryPackets");
    }

    private static boolean isFree(String scheme, String option) {
        return FREE.values().stream()
                .anyMatch(texts -> texts.contains(option) || texts.contains(scheme + " " + option));
    }

    private static String route(String scheme, String option, boolean path, boolean from, String wrong) {
        String right = RIGHT.get(scheme);
        int query = right.indexOf('?');
        StringBuilder parameters = new StringBuilder();
        if (query >= 0) {
            for (String pair : right.substring(query + 1).split("&")) {
                String[] two = pair.split("=", 2);
                if (!two[0].equals(option)) {
                    parameters
                            .append("        ")
                            .append(two[0])
                            .append(": \"")
                            .append(two[1])
                            .append("\"\n");
                }
            }
        }
        if (!path) {
            parameters
                    .append("        ")
                    .append(option)
                    .append(": \"")
                    .append(wrong)
                    .append("\"\n");
        }
        String address = path ? wrong : query < 0 ? right : right.substring(0, query);
        String endpoint = "uri: \"" + scheme + ":" + address + "\"\n";
        String with = parameters.isEmpty() ? "" : "      parameters:\n" + parameters;
        String step = from
                ? "    from:\n      " + endpoint + with + "      steps:\n        - to: \"direct:nowhere\"\n"
                : "    from:\n      uri: \"direct:" + option + "\"\n      steps:\n        - to:\n            "
                        + endpoint + with.replaceAll("(?m)^", "      ").replaceFirst(" +$", "");
        return "- route:\n    id: " + scheme + "-" + option + "\n" + step;
    }

    @Test
    void a_setting_is_told_with_its_place_and_once_and_no_neighbour_is_blamed(@TempDir Path directory)
            throws Exception {
        Files.writeString(directory.resolve("application.properties"), """
                lux.address=192.0.2.7
                lux.interval=1ms
                isg.url=192.0.2.8
                isg.modbus-host=192.0.2.8
                isg.interval=2h
                lux.naming=old
                host.show-binds=perhaps
                host.enabled=yes
                """);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exit = Check.run(
                SettingsLoader.load(directory, Map.of()),
                directory,
                Map.of(),
                false,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.contains(" routes run")))
                .containsExactlyInAnyOrder(
                        "application.properties:2: lux.interval=\"1ms\"; allowed: 1s and longer",
                        "application.properties:5: isg.interval=\"2h\"; allowed: 1s to 1h",
                        "application.properties:6: lux.naming=\"old\"; allowed: legacy, standard, both",
                        "application.properties:7: host.show-binds=\"perhaps\"; allowed: true, yes, on, 1, false, no, off,"
                                + " 0; using false");
    }
}
