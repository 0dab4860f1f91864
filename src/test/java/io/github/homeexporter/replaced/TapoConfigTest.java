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
        assertThat(settings.findings()).singleElement().asString().contains("exporters.tapo.device", "devices");
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
                .contains("is not YAML");
        assertThat(SettingsLoader.load(directory, Map.of("TAPO_CONFIG", "missing.yaml"))
                        .findings())
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    private Settings load(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(directory.resolve("config.yaml"), yaml);
        return SettingsLoader.load(directory, environment);
    }
}
