package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.PropertiesFile;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    Path directory;

    @Test
    void the_shipped_file_gives_the_defaults() {
        assertThat(load(Map.of()).get("http.port")).isEqualTo("9504");
    }

    @Test
    void the_working_directory_wins_over_the_defaults() throws IOException {
        write("application.properties", "http.port=9600\n");
        assertThat(load(Map.of()).get("http.port")).isEqualTo("9600");
    }

    @Test
    void a_variable_wins_over_the_file() throws IOException {
        write("application.properties", "lux.address=192.0.2.1\n");
        assertThat(load(Map.of("LUX_ADDRESS", "192.0.2.2")).get("lux.address")).isEqualTo("192.0.2.2");
    }

    @Test
    void a_variable_reaches_a_key_that_only_a_route_names() throws IOException {
        write("application.properties", "lux-cellar.address=192.0.2.1\n");
        assertThat(load(Map.of("LUX_CELLAR_ADDRESS", "192.0.2.2")).get("lux-cellar.address"))
                .isEqualTo("192.0.2.2");
    }

    @Test
    void a_secret_loses_its_trailing_newline_and_wins_over_the_file() throws IOException {
        Files.createDirectory(directory.resolve("secrets"));
        write("secrets/lux.password", "s&cret+ x\n");
        write("application.properties", "lux.password=other\nsecrets.directory=secrets\n");
        assertThat(load(Map.of()).get("lux.password")).isEqualTo("s&cret+ x");
    }

    @Test
    void what_is_no_secret_in_the_directory_is_named_and_what_is_hidden_is_nobodys_business() throws IOException {
        Files.createDirectories(directory.resolve("secrets/..data"));
        Files.createDirectories(directory.resolve("secrets/tapo.password"));
        Files.createSymbolicLink(directory.resolve("secrets/mqtt.password"), Path.of("nowhere"));
        write("secrets/isg.password", "\n");
        write("secrets/.gitignore", "*");
        write("application.properties", "secrets.directory=secrets\n");
        assertThat(load(Map.of()).findings())
                .map(finding -> finding.toString().replaceFirst("^.*/", ""))
                .containsExactlyInAnyOrder(
                        "tapo.password: cannot be read: it is a folder",
                        "mqtt.password: cannot be read: it is a link into nothing",
                        "isg.password: is empty");
    }

    @Test
    void a_variable_of_a_file_with_the_line_ends_of_windows_is_taken_without_them() {
        assertThat(load(Map.of("LUX_ADDRESS", "192.0.2.2\r", "LUX_PASSWORD", "a b \r")))
                .satisfies(settings -> assertThat(settings.get("lux.address")).isEqualTo("192.0.2.2"))
                .satisfies(settings -> assertThat(settings.get("lux.password")).isEqualTo("a b "));
    }

    @Test
    void an_empty_variable_that_takes_a_setting_away_is_a_finding() throws IOException {
        write("application.properties", "lux.address=192.0.2.1\n");
        assertThat(load(Map.of("LUX_ADDRESS", "", "ISG_URL", "")).findings())
                .map(Object::toString)
                .containsExactly("LUX_ADDRESS: lux.address: is empty, and so application.properties:1 has no effect;"
                        + " take the variable away");
    }

    @ParameterizedTest
    @CsvSource({"Mars/Phobos, true", "europe/berlin, true", "Europe/Berlin, false", "UTC, false", "Etc/GMT+0, false"})
    void a_time_zone_that_nobody_knows_is_a_finding(String zone, boolean found) {
        assertThat(load(Map.of("TZ", zone)).findings()).hasSize(found ? 1 : 0);
    }

    @Test
    void a_missing_secrets_directory_is_a_finding_and_not_the_end() {
        Settings settings = load(Map.of("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION", "nowhere"));
        assertThat(settings.findings())
                .anyMatch(f -> f.toString().contains("cloud-properties-location")
                        && f.toString().contains("nowhere cannot be read"));
    }

    @Test
    void variables_of_isg_exporter_set_our_keys() {
        Settings settings = load(Map.of(
                "INTERVAL",
                "120",
                "SKIP_CIRCUIT_2",
                "1",
                "METRICS_SECTION_PREFIX",
                "TRUE",
                "ISG_URL",
                "http://192.0.2.1"));
        assertThat(settings.get("isg.interval")).isEqualTo("120");
        assertThat(settings.get("isg.skip-circuit-2")).isEqualTo("true");
        assertThat(settings.get("isg.section-prefix")).isEqualTo("true");
        assertThat(settings.get("isg.url")).isEqualTo("http://192.0.2.1");
        assertThat(settings.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SKIP_CIRCUIT_2",
                "METRICS_WITH_SECTION_PREFIX",
                "ENABLE_REQUEST_LOGGING",
                "OTEL_SDK_DISABLED",
                "OTEL_EXPORTER_OTLP_INSECURE",
                "OTLP_INSECURE",
                "LOXONE_OTLP_ENABLED",
                "LOXONE_OTLP_TLS_ENABLED"
            })
    void a_word_that_is_neither_true_nor_false_is_told_of_a_replaced_exporters_variable_too(String variable) {
        assertThat(load(Map.of(variable, "ture")).findings()).singleElement().satisfies(f -> assertThat(f.toString())
                .contains(variable, "ture", "true"));
        assertThat(load(Map.of(variable, "False")).findings()).isEmpty();
    }

    @Test
    void a_password_keeps_the_blanks_at_its_ends_whichever_variable_it_stands_in() {
        assertThat(load(Map.of("TP_LINK_PASSWORD", " a b ")).get("tapo.password"))
                .isEqualTo(" a b ");
        assertThat(load(Map.of("TAPO_PASSWORD", " a b ")).get("tapo.password")).isEqualTo(" a b ");
        assertThat(load(Map.of("TP_LINK_USERNAME", " me@example.org ")).get("tapo.username"))
                .isEqualTo("me@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host.procfs",
                "host.textfile-directory",
                "host.smart-directory",
                "host.zpool-command",
                "prometheus.file",
                "tapo.energy-file",
                "loxone.token-file",
                "loxone-shed.token-file"
            })
    void a_place_that_is_not_there_is_told_with_its_line(String key) throws IOException {
        write("application.properties", "# a line\n" + key + "=/proc/nonexistent/place.prom\n");
        assertThat(load(Map.of()).findings()).singleElement().satisfies(f -> assertThat(f.toString())
                .startsWith("application.properties:2: " + key)
                .contains("/proc/nonexistent/place.prom"));
    }

    @Test
    void a_place_that_is_there_and_one_that_a_program_will_make_are_no_findings() throws IOException {
        write(
                "application.properties",
                "host.textfile-directory=" + directory + "\nprometheus.file=new.prom\nhost.smartctl=none\n");
        assertThat(load(Map.of()).findings()).isEmpty();
    }

    @Test
    void the_old_word_for_reading_web_pages_is_understood() {
        assertThat(load(Map.of("ISG_MODE", "webscraping")).get("isg.mode")).isEqualTo("web");
        assertThat(load(Map.of()).get("isg.mode")).isEmpty();
        assertThat(load(Map.of("ISG_MODE", "Modbus")).get("isg.mode")).isEqualTo("modbus");
    }

    @Test
    void a_mode_that_is_none_is_a_finding_and_the_web_is_read() {
        Settings settings = load(Map.of("ISG_MODE", "wbe"));
        assertThat(settings.get("isg.mode")).isEqualTo("web");
        assertThat(settings.findings()).singleElement().satisfies(f -> assertThat(f.toString())
                .contains("ISG_MODE", "\"wbe\"", "web, modbus, both"));
    }

    @Test
    void modbus_speaks_to_the_host_of_the_pages_unless_another_is_named() throws IOException {
        String pages = "isg.modbus-host=\nisg.url=http://192.0.2.5:8080/\n";
        write("application.properties", pages + "isg.mode=both\n");
        assertThat(load(Map.of()).get("isg.modbus-host")).isEqualTo("192.0.2.5");
        write("application.properties", pages + "isg.mode=web\n");
        assertThat(load(Map.of()).get("isg.modbus-host")).isEmpty();
        write("application.properties", "isg.modbus-host=192.0.2.6:1502\nisg.url=isg\nisg.mode=modbus\n");
        assertThat(load(Map.of()).get("isg.modbus-host")).isEqualTo("192.0.2.6:1502");
    }

    @Test
    void an_old_port_variable_counts_when_http_port_is_not_set() {
        assertThat(load(Map.of("METRICS_PORT", "9100")).get("http.port")).isEqualTo("9100");
    }

    @Test
    void http_port_wins_over_old_port_variables() {
        assertThat(load(Map.of("METRICS_PORT", "9100", "HTTP_PORT", "9700")).get("http.port"))
                .isEqualTo("9700");
    }

    @Test
    void two_different_old_ports_give_a_finding_and_the_default() {
        Settings settings = load(Map.of("METRICS_PORT", "9100", "EXPORTER_PORT", "8080"));
        assertThat(settings.get("http.port")).isEqualTo("9504");
        assertThat(settings.findings()).anyMatch(f -> f.sentence().contains("different ports"));
    }

    @Test
    void two_old_ports_that_agree_are_one() {
        assertThat(load(Map.of("METRICS_PORT", "9100", "EXPORTER_PORT", "9100")).get("http.port"))
                .isEqualTo("9100");
    }

    @Test
    void a_continued_line_keeps_the_number_of_its_first() {
        PropertiesFile file = PropertiesFile.parse("x", "# a\n\na=1,\\\n  2\nb=3\n");
        assertThat(file.entries())
                .extracting(PropertiesFile.Entry::key, PropertiesFile.Entry::value, PropertiesFile.Entry::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "1,2", 3),
                        org.assertj.core.groups.Tuple.tuple("b", "3", 5));
    }

    @Test
    void a_misspelt_variable_of_a_device_is_found() {
        Settings settings = load(Map.of("LUX_ADRESS", "192.0.2.1"));
        assertThat(SettingsCheck.unknown(settings, java.util.List.of(), Map.of("LUX_ADRESS", "192.0.2.1")))
                .containsExactly(new Finding("LUX_ADRESS", "unknown variable; did you mean LUX_ADDRESS?"));
    }

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(directory, environment);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
