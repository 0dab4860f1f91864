package io.github.homeexporter.replaced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoxoneConfigTest {
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
    void every_key_of_the_file_becomes_a_setting() throws IOException {
        write("config.yml", """
                miniservers:
                  - name: home
                    host: miniserver.example
                    port: 8080
                    ssl_port: 8443
                    username: admin
                    password: ' s"e#c\\ret '
                    use_encryption: true
                    force_encryption: On
                listen_port: 9600
                listen_address: 127.0.0.1
                log_level: warning
                log_format: json
                exclude_rooms: [Attic]
                exclude_types: [Pushbutton, Switch]
                exclude_names: ["Debug *"]
                include_text_values: true
                opentelemetry:
                  enabled: true
                  endpoint: "https://collector.example:4318"
                  protocol: http
                  interval_seconds: 60
                  timeout_seconds: 20
                  tls: { enabled: true, cert_path: ca.pem }
                  auth:
                    headers:
                      Authorization: "Bearer a=b,c"
                      X-Scope: "Basic%20abc"
                """);
        write("ca.pem", "x");
        Settings settings = load(Map.of());
        assertThat(settings.findings()).isEmpty();
        Map<String, String> expected = new HashMap<>();
        expected.put("loxone.name", "home");
        expected.put("loxone.host", "miniserver.example");
        expected.put("loxone.port", "8080");
        expected.put("loxone.ssl-port", "8443");
        expected.put("loxone.username", "admin");
        expected.put("loxone.password", " s\"e#c\\ret ");
        expected.put("loxone.use-encryption", "true");
        expected.put("loxone.force-encryption", "true");
        expected.put("http.port", "9600");
        expected.put("http.address", "127.0.0.1");
        expected.put("log.level", "warning");
        expected.put("log.format", "json");
        expected.put("loxone.exclude-rooms", "Attic");
        expected.put("loxone.exclude-types", "Pushbutton,Switch");
        expected.put("loxone.exclude-names", "Debug *");
        expected.put("loxone.include-text-values", "true");
        expected.put("otel.enabled", "true");
        expected.put("otel.endpoint", "https://collector.example:4318");
        expected.put("otel.protocol", "http");
        expected.put("otel.interval", "60s");
        expected.put("otel.timeout", "20s");
        expected.put("otel.tls", "true");
        expected.put("otel.tls-ca", "ca.pem");
        expected.put("otel.headers", "Authorization=Bearer%20a%3Db%2Cc,X-Scope=Basic%20abc");
        expected.forEach((key, value) -> assertThat(settings.get(key)).as(key).isEqualTo(value));
        assertThat(settings.copies()).isEmpty();
    }

    @Test
    void a_password_is_taken_as_it_is_written() throws IOException {
        write("config.yml", TWO.replace("\"0123\"", "0123"));
        assertThat(load(Map.of()).get("loxone-gaeste-haus.password")).isEqualTo("0123");
    }

    @Test
    void filters_are_those_of_every_miniserver_and_a_comma_stays_in_its_name() throws IOException {
        write("config.yml", TWO);
        Settings settings = load(Map.of());
        for (String prefix : List.of("loxone", "loxone-gaeste-haus")) {
            assertThat(settings.get(prefix + ".exclude-rooms")).isEqualTo("Kitchen\\, small,Attic");
            assertThat(settings.get(prefix + ".exclude-types")).isEqualTo("Pushbutton");
            assertThat(settings.get(prefix + ".include-text-values")).isEqualTo("true");
        }
    }

    @Test
    void loxone_variables_override_the_first_miniserver_only() throws IOException {
        write("config.yml", TWO);
        Settings settings = load(Map.of("LOXONE_HOST", "192.0.2.9", "LOXONE_NAME", "other"));
        assertThat(settings.get("loxone.host")).isEqualTo("192.0.2.9");
        assertThat(settings.get("loxone.name")).isEqualTo("other");
        assertThat(settings.get("loxone.username")).isEqualTo("admin");
        assertThat(settings.get("loxone-gaeste-haus.host")).isEqualTo("192.0.2.2");
    }

    @Test
    void a_further_miniserver_has_variables_of_its_own() throws IOException {
        write("config.yml", TWO.replace("    password: \"0123\"\n", ""));
        assertThat(load(Map.of()).findings())
                .extracting(Finding::sentence)
                .containsExactly("the Miniserver has no password that can be used; set it there, or"
                        + " loxone-gaeste-haus.password (LOXONE_GAESTE_HAUS_PASSWORD)");
        Settings settings = load(Map.of("LOXONE_GAESTE_HAUS_PASSWORD", "x"));
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("loxone-gaeste-haus.password")).isEqualTo("x");
    }

    @Test
    void a_variable_gives_the_host_the_first_miniserver_lacks() throws IOException {
        write("config.yml", ONE.replace("    host: 192.0.2.1\n", ""));
        assertThat(load(Map.of("LOXONE_HOST", "192.0.2.9")).findings()).isEmpty();
        assertThat(load(Map.of()).findings())
                .extracting(Finding::toString)
                .containsExactly(directory.resolve("config.yml") + ":2: the Miniserver has no host that can be used;"
                        + " set it there, or loxone.host (LOXONE_HOST)");
    }

    @Test
    void application_properties_win_over_the_file() throws IOException {
        write("config.yml", ONE);
        write("application.properties", "loxone.host=192.0.2.7\n");
        assertThat(load(Map.of()).get("loxone.host")).isEqualTo("192.0.2.7");
    }

    @Test
    void an_old_port_variable_wins_over_the_port_of_the_file() throws IOException {
        write("config.yml", ONE + "listen_port: 9600\n");
        assertThat(load(Map.of("LOXONE_LISTEN_PORT", "9700")).get("http.port")).isEqualTo("9700");
        assertThat(load(Map.of()).get("http.port")).isEqualTo("9600");
    }

    @Test
    void names_that_would_share_keys_or_variables_are_numbered() throws IOException {
        write("config.yml", ONE + """
                  - { name: A B, host: 192.0.2.2, username: u, password: p }
                  - { name: a-b, host: 192.0.2.3, username: u, password: p }
                  - { name: ssl, host: 192.0.2.4, username: u, password: p }
                  - { name: "!", host: 192.0.2.5, username: u, password: p }
                """);
        assertThat(load(Map.of()).copies().keySet())
                .containsExactly("loxone-a-b", "loxone-a-b-2", "loxone-ssl-2", "loxone-next");
    }

    @Test
    void another_programs_file_of_that_name_is_left_alone() throws IOException {
        write("config.yml", "plugs:\n  - host: 192.0.2.1\n");
        assertThat(load(Map.of()).findings()).isEmpty();
        write("config.yaml", ONE);
        assertThat(load(Map.of()).get("loxone.host")).isEqualTo("192.0.2.1");
    }

    @Test
    void a_broken_file_is_named_with_its_line() throws IOException {
        write("config.yml", ONE + "exclude_rooms: [\n");
        assertThat(load(Map.of()).findings())
                .extracting(Finding::toString)
                .first()
                .asString()
                .startsWith(directory.resolve("config.yml") + ":7: not YAML: ");
    }

    @Test
    void a_named_file_is_read_wherever_it_is() throws IOException {
        Files.createDirectory(directory.resolve("old"));
        write("old/loxone.yml", ONE);
        assertThat(load(Map.of("LOXONE_CONFIG", "old/loxone.yml")).get("loxone.host"))
                .isEqualTo("192.0.2.1");
        assertThat(load(Map.of("LOXONE_CONFIG", "nowhere.yml")).findings())
                .anyMatch(
                        f -> f.where().equals("LOXONE_CONFIG") && f.sentence().contains("nowhere.yml cannot be read"));
    }

    @Test
    void a_named_file_without_miniservers_is_a_finding() throws IOException {
        write("empty.yml", "listen_port: 9600\n");
        assertThat(load(Map.of("LOXONE_CONFIG", "empty.yml")).findings())
                .anyMatch(f -> f.sentence().startsWith("has no miniservers; allowed: a list"));
        assertThat(load(Map.of("LOXONE_CONFIG", "empty.yml", "LOXONE_HOST", "192.0.2.1"))
                        .get("http.port"))
                .isEqualTo("9600");
    }

    @Test
    void empty_keys_are_not_set() throws IOException {
        write("config.yml", ONE + "exclude_rooms:\nlisten_port: null\nopentelemetry:\n");
        Settings settings = load(Map.of());
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("http.port")).isEqualTo("9504");
        assertThat(settings.get("loxone.exclude-rooms")).isEmpty();
    }

    @Test
    void two_miniservers_of_one_name_are_found() throws IOException {
        write("config.yml", ONE + "  - { name: home, host: 192.0.2.2, username: u, password: p }\n");
        assertThat(load(Map.of()).findings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "miniserver 2: name \"home\" is another Miniserver's too; allowed: a text no other has");
    }

    @Test
    void no_finding_shows_a_password() throws IOException {
        write("config.yml", ONE.replace("password: secret", "password: [hidden, words]"));
        assertThat(load(Map.of()).findings()).isNotEmpty().noneMatch(f -> f.toString()
                .contains("hidden"));
    }
}
