package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapoConfigTest {
    @TempDir
    Path directory;

    @Test
    void an_existing_file_is_read_as_it_is_and_stays_as_it_is() throws IOException {
        String text = """
                prometheus_port: 8090
                log_level: INFO
                exporters:
                  tapo:
                    devices: [10.10.2.100, 10.10.2.101]
                    prometheus_options: {refresh_interval: 20}
                    discovery_options:
                      perform_discovery: false
                      target: 10.10.2.255
                      discovery_timeout: 3
                      interface: null
                      credentials: {username: u@example.com, password: 's&cret'}
                    supported_device_families: {PLUG: true}
                    per_device_family_metrics:
                      plug:
                        CURRENT_VOLTAGE: {name: volts, documentation: V, labels: [host, alias]}
                        CURRENT_RSSI: {name: current_rssi, documentation: V, labels: [ip, plug]}
                        CURRENT_TODAY_CONSUMPTION: {name: current_consumption_today, labels: [host, alias]}
                """;
        Settings settings = load(text, Map.of());
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("http.port")).isEqualTo("8090");
        assertThat(settings.get("tapo.plug-devices")).isEqualTo("10.10.2.100,10.10.2.101");
        assertThat(settings.get("tapo.interval")).isEqualTo("20");
        assertThat(settings.get("tapo.discovery")).isEqualTo("false");
        assertThat(settings.get("tapo.discovery-target")).isEqualTo("10.10.2.255");
        assertThat(settings.get("tapo.discovery-timeout")).isEqualTo("3");
        assertThat(settings.get("tapo.discovery-interface")).isEmpty();
        assertThat(settings.get("tapo.username")).isEqualTo("u@example.com");
        assertThat(settings.get("tapo.password")).isEqualTo("s&cret");
        assertThat(settings.get("tapo.legacy-names"))
                .isEqualTo("current_voltage=volts,current_rssi=current_rssi{ip plug}");
        assertThat(Files.readString(directory.resolve("config.yaml"))).isEqualTo(text);
    }

    @Test
    void variables_of_any_layer_win_over_the_file() throws IOException {
        Settings settings = load(
                "exporters: {tapo: {devices: [192.0.2.1], discovery_options: {credentials: {username: a}}}}",
                Map.of("TAPO_PLUG_DEVICES", "192.0.2.2 192.0.2.3", "TP_LINK_USERNAME", "b"));
        assertThat(settings.get("tapo.plug-devices")).isEqualTo("192.0.2.2 192.0.2.3");
        assertThat(settings.get("tapo.username")).isEqualTo("b");
    }

    @Test
    void an_account_comes_from_the_variables_that_the_file_names() throws IOException {
        Settings settings = load(
                "exporters: {tapo: {discovery_options: {tapo_username_env_key: MY_USER, tapo_password_env_key: MY_PASS}}}",
                Map.of("MY_USER", "u", "MY_PASS", "p"));
        assertThat(settings.get("tapo.username")).isEqualTo("u");
        assertThat(settings.get("tapo.password")).isEqualTo("p");
    }

    @Test
    void the_interval_it_writes_back_by_itself_is_not_taken() throws IOException {
        Settings settings = load("exporters: {tapo: {prometheus_options: {refresh_interval: 1.0}}}", Map.of());
        assertThat(settings.get("tapo.interval")).isEqualTo("15s");
    }

    @Test
    void a_file_that_exports_no_plugs_switches_none_on() throws IOException {
        Settings settings =
                load("exporters: {tapo: {devices: [192.0.2.1], supported_device_families: {PLUG: false}}}", Map.of());
        assertThat(settings.get("tapo.plug-devices")).isEmpty();
    }

    @Test
    void a_file_from_before_there_were_several_exporters_is_understood() throws IOException {
        Settings settings = load("prometheus_port: 9100\ndevices: [192.0.2.1]\n", Map.of());
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("http.port")).isEqualTo("9100");
        assertThat(settings.get("tapo.plug-devices")).isEqualTo("192.0.2.1");
    }

    @Test
    void a_misspelt_key_is_a_finding_with_the_nearest_one() throws IOException {
        Settings settings = load("exporters: {tapo: {device: [192.0.2.1]}}", Map.of());
        assertThat(settings.findings())
                .singleElement()
                .asString()
                .contains("config.yaml:1", "exporters.tapo", "device", "devices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exporters:\\n  tapo:\\n\\tdevices: [192.0.2.1]|config.yaml:3|not YAML",
                "exporters:\\n  tapo:\\n    devices: 192.0.2.1|config.yaml:3|devices must be a list",
                "exporters:\\n  tapo:\\n    devices: [192.0.2.1]\\n    devices: [192.0.2.2]|config.yaml:4|twice",
                "exporters:\\n  tapo: on|config.yaml:2|tapo must be a mapping",
                "devices: {a: 192.0.2.1}|config.yaml:1|devices must be a list",
                "exporters:\\n  tapo:\\n    discovery_options: false|config.yaml:3|must be a mapping",
                "exporters:\\n  tapo:\\n    discovery_options:\\n      discovery_packets: many|config.yaml:4|1 to 20",
                "exporters:\\n  tapo:\\n    discovery_options:\\n      perform_discovery: perhaps|config.yaml:4|true, false",
                "exporters:\\n  tapo:\\n    prometheus_options: {refresh_interval: often}|config.yaml:3|seconds",
                "exporters:\\n  tapo:\\n    supported_device_families: {plug: false}|config.yaml:3|did you mean PLUG",
                "exporters:\\n  tapo:\\n    supported_device_families: [PLUG]|config.yaml:3|must be a mapping",
                "exporters:\\n  tapo:\\n    per_device_family_metrics: {plug: {current_rssi: {name: x}}}|config.yaml:3|CURRENT_RSSI",
                "exporters:\\n  tapo:\\n    per_device_family_metrics: {plug: {CURRENT_RSSI: {name: current_voltage}}}|config.yaml:3|both be named",
                "exporters:\\n  tapo:\\n    per_device_family_metrics: {plug: {CURRENT_RSSI: {name: a-b}}}|config.yaml:3|name is",
                "exporters:\\n  tapo:\\n    per_device_family_metrics: {plug: {CURRENT_RSSI: {labels: host}}}|config.yaml:3|labels",
                "prometheus_port: 70000|config.yaml:1|1 to 65535",
            })
    void what_is_not_taken_is_a_finding_with_its_line(String yaml, String where, String said) throws IOException {
        Settings settings = load(yaml.replace("\\n", "\n").replace("\\t", "\t"), Map.of());
        assertThat(settings.findings()).singleElement().asString().contains(where, said);
    }

    @Test
    void a_family_that_is_off_in_small_letters_is_off() throws IOException {
        Settings settings =
                load("exporters: {tapo: {devices: [192.0.2.1], supported_device_families: {plug: false}}}", Map.of());
        assertThat(settings.get("tapo.plug-devices")).isEmpty();
    }

    @Test
    void one_bad_address_in_a_list_costs_itself_only() throws IOException {
        Settings settings = load("exporters: {tapo: {devices: [192.0.2.1, 'http://x/', 192.0.2.3]}}", Map.of());
        assertThat(settings.get("tapo.plug-devices")).isEqualTo("192.0.2.1,192.0.2.3");
        assertThat(settings.findings()).singleElement().asString().contains("config.yaml:1", "http://x/");
    }

    @Test
    void one_bad_line_of_accounts_costs_itself_only_and_is_not_shown() throws IOException {
        Settings settings = load(
                "exporters: {tapo: {devices: [192.0.2.1]}}",
                Map.of("TAPO_DEVICE_CREDENTIALS", "192.0.2.1 u p w\nA8-6E-84-00-00-01 secret\n192.0.2.2 v q"));
        assertThat(settings.get("tapo.device-credentials")).isEqualTo("192.0.2.1 u p w\n192.0.2.2 v q");
        assertThat(settings.findings())
                .singleElement()
                .asString()
                .contains("TAPO_DEVICE_CREDENTIALS", "line 2")
                .doesNotContain("secret");
    }

    @Test
    void another_programs_config_yaml_is_left_alone() throws IOException {
        Settings settings = load("loxone: {host: 192.0.2.1}\n", Map.of());
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("tapo.plug-devices")).isEmpty();
    }

    @Test
    void a_named_file_that_is_broken_or_missing_is_a_finding() throws IOException {
        Files.writeString(directory.resolve("broken.yaml"), "exporters: {tapo: [\n");
        assertThat(SettingsLoader.load(directory, Map.of("TAPO_CONFIG", "broken.yaml"))
                        .findings())
                .singleElement()
                .asString()
                .contains("not YAML");
        assertThat(SettingsLoader.load(directory, Map.of("TAPO_CONFIG", "missing.yaml"))
                        .findings())
                .singleElement()
                .asString()
                .contains("is no file");
    }

    private Settings load(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(directory.resolve("config.yaml"), yaml);
        return SettingsLoader.load(directory, environment);
    }
}
