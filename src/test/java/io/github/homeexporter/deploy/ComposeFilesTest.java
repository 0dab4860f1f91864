package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The compose files, as far as they can be judged without a container engine. */
class ComposeFilesTest {
    private static final Path FOLDER = Path.of("deploy");

    /** A service of a file, with what {@code <<} brings in. */
    record Service(String file, String name, Map<?, ?> keys) {
        List<?> list(String key) {
            return keys.get(key) instanceof List<?> list ? list : List.of();
        }

        @Override
        public String toString() {
            return file + ": " + name;
        }
    }

    static List<Service> services() throws IOException {
        List<Service> services = new ArrayList<>();
        for (String file : List.of("compose.yaml", "compose.demo.yaml")) {
            Map<?, ?> document = yaml(FOLDER.resolve(file));
            ((Map<?, ?>) document.get("services"))
                    .forEach((name, keys) ->
                            services.add(new Service(file, String.valueOf(name), merged((Map<?, ?>) keys))));
        }
        return services;
    }

    @Test
    void both_have_exporter_prometheus_grafana_and_broker_and_no_version() throws IOException {
        assertThat(services().stream().filter(s -> s.file().equals("compose.yaml")))
                .extracting(Service::name)
                .containsExactly("exporter", "prometheus", "grafana", "mosquitto");
        assertThat(services()).hasSize(8);
        for (String file : List.of("compose.yaml", "compose.demo.yaml")) {
            assertThat(yaml(FOLDER.resolve(file)).containsKey("version"))
                    .as(file)
                    .isFalse();
        }
    }

    @Test
    void the_exporter_is_built_from_this_tree_and_only_the_demo_is_a_demo() throws IOException {
        Matcher version = Pattern.compile("<version>([0-9.]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        for (Service s : services()) {
            if (s.name().equals("exporter")) {
                assertThat(((Map<?, ?>) s.keys().get("build")).get("context")).hasToString("..");
                assertThat(s.keys().get("image")).hasToString("home-exporter:" + version.group(1));
                assertThat(s.list("command").contains("--demo"))
                        .isEqualTo(s.file().equals("compose.demo.yaml"));
            } else {
                assertThat(s.keys().containsKey("build")).as(s.toString()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void images_are_pinned(Service service) {
        assertThat(String.valueOf(service.keys().get("image"))).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_may_do_little_and_is_looked_after(Service service) {
        assertThat(service.keys().get("read_only")).isEqualTo(true);
        assertThat(service.list("cap_drop")).hasToString("[ALL]");
        assertThat(service.list("security_opt")).hasToString("[no-new-privileges:true]");
        assertThat(service.keys().get("restart")).isEqualTo("unless-stopped");
        assertThat(String.valueOf(service.keys().get("mem_limit"))).matches("\\d+[mg]");
        assertThat(service.keys().get("healthcheck"))
                .isInstanceOfSatisfying(
                        Map.class, h -> assertThat(h.containsKey("test")).isTrue());
        assertThat(service.keys().get("logging").toString()).contains("max-size", "max-file");
        assertThat(service.keys().containsKey("privileged")).isFalse();
        assertThat(service.keys().containsKey("network_mode")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("services")
    void only_grafana_of_a_real_house_listens_to_other_machines(Service service) {
        boolean open = service.name().equals("grafana") && service.file().equals("compose.yaml");
        assertThat(service.list("ports")).hasSize(1);
        for (Object port : service.list("ports")) {
            assertThat(port.toString().startsWith("127.0.0.1:"))
                    .as(port.toString())
                    .isNotEqualTo(open);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void what_is_mounted_lies_in_this_tree_and_is_read_only_or_is_a_volume_of_the_file(Service service)
            throws IOException {
        Object volumes = yaml(FOLDER.resolve(service.file())).get("volumes");
        for (Object mount : service.list("volumes")) {
            String[] parts = mount.toString().split(":");
            if (parts[0].startsWith(".")) {
                assertThat(FOLDER.resolve(parts[0]).normalize())
                        .as(mount.toString())
                        .isDirectory();
                assertThat(parts).as(mount.toString()).hasSize(3).endsWith("ro");
            } else {
                assertThat(((Map<?, ?>) volumes).containsKey(parts[0]))
                        .as(mount.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void the_demo_needs_nothing_and_the_example_names_all_that_the_real_one_asks_for() throws IOException {
        assertThat(variables("compose.demo.yaml").values()).doesNotContain(":?");
        Map<String, String> asked = variables("compose.yaml");
        List<String> offered = Files.readAllLines(FOLDER.resolve(".env.example")).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(offered).doesNotHaveDuplicates();
        asked.remove("COMMIT");
        asked.remove("BUILD_DATE");
        assertThat(offered).containsAll(asked.keySet());
        assertThat(asked).containsEntry("GRAFANA_PASSWORD", ":?").containsEntry("MQTT_PASSWORD", ":?");
        assertThat(Files.readString(Path.of(".gitignore")).lines()).contains("deploy/.env");
    }

    @Test
    void grafana_finds_data_source_and_dashboards_where_they_are_mounted() throws IOException {
        Map<?, ?> source =
                (Map<?, ?>) ((List<?>) yaml(FOLDER.resolve("grafana/provisioning/datasources/prometheus.yaml"))
                                .get("datasources"))
                        .get(0);
        assertThat(source.get("type")).isEqualTo("prometheus");
        assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
        assertThat(((Map<?, ?>) source.get("jsonData")).get("timeInterval"))
                .as("the interval Prometheus scrapes in")
                .isEqualTo(((Map<?, ?>) yaml(FOLDER.resolve("prometheus/prometheus.yml"))
                                .get("global"))
                        .get("scrape_interval"));
        Map<?, ?> provider = (Map<?, ?>) ((List<?>) yaml(FOLDER.resolve("grafana/provisioning/dashboards/home.yaml"))
                        .get("providers"))
                .get(0);
        String path = String.valueOf(((Map<?, ?>) provider.get("options")).get("path"));
        for (Service s : services()) {
            if (s.name().equals("grafana")) {
                assertThat(s.list("volumes").toString()).contains("./grafana/dashboards:" + path + ":ro");
                assertThat(((Map<?, ?>) s.keys().get("environment")).get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"))
                        .hasToString(path + "/overview.json");
            }
        }
    }

    /** {@code ${NAME:?…}}, {@code ${NAME:-…}}: by name, how it stands. */
    private static Map<String, String> variables(String file) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Matcher variable = Pattern.compile("\\$\\{([A-Z_]+)(:.)").matcher(Files.readString(FOLDER.resolve(file)));
        while (variable.find()) {
            found.merge(variable.group(1), variable.group(2), (a, b) -> a.equals(":?") ? a : b);
        }
        return found;
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static Map<?, ?> merged(Map<?, ?> keys) {
        Map<Object, Object> all = new LinkedHashMap<>();
        Stream.of(keys.get("<<"), keys).forEach(m -> all.putAll(m instanceof Map<?, ?> map ? map : Map.of()));
        return all;
    }
}
