package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {
    private static final Path CERTIFICATES = Path.of("src/test/resources/http").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void what_ships_is_plain_http_for_everybody() {
        Settings settings = load(Map.of());
        HttpSettings http = HttpSettings.read(settings, directory);
        assertThat(http.faults()).isEmpty();
        assertThat(settings.findings()).isEmpty();
        assertThat(http.orThrow().certificate()).isEmpty();
        assertThat(http.orThrow().requestLog()).isTrue();
    }

    @Test
    void secrets_may_stand_in_files_of_their_own() throws IOException {
        Files.writeString(directory.resolve("token"), "from-a-file\n");
        Files.writeString(directory.resolve("pass"), "of-a-file\r\n");
        Settings settings = load(
                Map.of("HTTP_TOKEN_FILE", "token", "HTTP_BASIC_PASSWORD_FILE", "pass", "HTTP_BASIC_USER", "reader"));
        assertThat(settings.get("http.token")).isEqualTo("from-a-file");
        assertThat(settings.get("http.basic-password")).isEqualTo("of-a-file");
        assertThat(HttpSettings.read(settings, directory).faults()).isEmpty();
        assertThat(load(Map.of("HTTP_TOKEN_FILE", "token", "ADMIN_TOKEN", "direct"))
                        .get("http.token"))
                .isEqualTo("direct");
    }

    @Test
    void a_secrets_file_that_is_not_there_is_named_and_the_user_without_password_keeps_the_port_shut() {
        Settings settings = load(Map.of("HTTP_BASIC_PASSWORD_FILE", "nowhere", "HTTP_BASIC_USER", "reader"));
        assertThat(settings.findings()).anyMatch(f -> f.toString().contains("nowhere cannot be read"));
        assertThat(HttpSettings.read(settings, directory).faults())
                .singleElement()
                .asString()
                .contains("HTTP_BASIC_USER", "no password");
    }

    @Test
    void tls_is_read_from_pem_and_from_pkcs12() {
        String pem = CERTIFICATES.resolve("rsa.crt").toString();
        Map<String, String> files = Map.of(
                "HTTP_TLS_CERTIFICATE",
                pem,
                "HTTP_TLS_KEY",
                CERTIFICATES.resolve("rsa-encrypted.key").toString(),
                "HTTP_TLS_PASSWORD",
                "secret-of-key");
        assertThat(HttpSettings.read(load(files), directory).orThrow().certificate())
                .isPresent();
        Map<String, String> store = Map.of(
                "HTTP_TLS_KEYSTORE", CERTIFICATES.resolve("ec.p12").toString(), "HTTP_TLS_PASSWORD", "secret-of-store");
        assertThat(HttpSettings.read(load(store), directory).orThrow().certificate())
                .isPresent();
        assertThat(HttpSettings.isTls(load(store))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_TLS_CERTIFICATE|nowhere.pem|must both be set",
                "HTTP_TLS_KEY|nowhere.pem|must both be set",
                "HTTP_TLS_KEYSTORE|nowhere.p12|nowhere.p12 cannot be read",
                "HTTP_BASIC_PASSWORD|lonely|no user",
                "TRUSTED_HOSTS|http://good.example|is no host name",
                "TRUSTED_PROXIES|10.0.0.0/99|no numeric address or net"
            })
    void a_fault_in_what_protects_the_port_keeps_it_shut(String variable, String value, String sentence) {
        assertThat(HttpSettings.read(load(Map.of(variable, value)), directory).faults())
                .singleElement()
                .asString()
                .contains(sentence)
                .doesNotContain("lonely");
    }

    @Test
    void a_wrong_number_is_a_finding_and_the_default_holds() {
        Settings settings = load(Map.of("RATE_LIMIT_REQUESTS", "many", "HTTP_REQUEST_TIMEOUT", "0"));
        HttpSettings http = HttpSettings.read(settings, directory);
        assertThat(http.faults()).isEmpty();
        assertThat(http.orThrow().rateLimitRequests()).isEqualTo(100);
        assertThat(http.orThrow().requestTimeout()).hasSeconds(30);
        assertThat(settings.findings())
                .hasSize(2)
                .anyMatch(f -> f.toString().contains("RATE_LIMIT_REQUESTS"))
                .anyMatch(f -> f.toString().contains("HTTP_REQUEST_TIMEOUT"));
    }

    @ParameterizedTest
    @CsvSource({"0,60s", "999ms,60s", "61m,60s", "often,60s", "'',60s", "1s,1s", "90,90", "1h,1h"})
    void an_interval_that_a_route_reads_gets_there_only_when_it_is_one(String written, String used) throws IOException {
        Files.writeString(directory.resolve("application.properties"), "\nhttp.history-interval=" + written + "\n");
        Settings settings = load(Map.of());
        assertThat(settings.get("http.history-interval")).isEqualTo(used);
        String said =
                "application.properties:2: http.history-interval=\"" + written + "\"; allowed: 1s to 1h; using 60s";
        assertThat(settings.findings())
                .extracting(Finding::toString)
                .isEqualTo(used.equals(written) ? List.of() : List.of(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENABLED_COLLECTORS|memory,disk|host.collectors|memory,disk",
                "ENABLED_COLLECTORS|[\"memory\", \"disk\"]|host.collectors|memory, disk",
                "ENABLED_COLLECTORS_STR|process,memory, cpu,network,filesystem|host.collectors|",
                "ENABLED_COLLECTORS_STR|sensors_cpu,memory|host.collectors|sensors_cpu,memory",
                "ADMIN_TOKEN|t0ken|http.token|t0ken",
                "TRUSTED_HOSTS|[\"a.example\",\"b.example\"]|http.trusted-hosts|a.example,b.example",
                "TRUSTED_HOSTS|[2001:db8::1],[2001:db8::2]|http.trusted-hosts|[2001:db8::1],[2001:db8::2]",
                "TRUSTED_HOSTS|[]|http.trusted-hosts|",
                "RATE_LIMIT_WINDOW|90|http.rate-limit-window|90",
                "ENABLE_REQUEST_LOGGING|False|http.request-log|false",
                "ENABLE_REQUEST_LOGGING|yes|http.request-log|true",
                "LOG_FILE|app.log|log.file|app.log"
            })
    void variables_of_metrics_exporters_set_our_keys(String variable, String value, String key, String expected) {
        assertThat(load(Map.of(variable, value)).get(key)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void variables_without_effect_are_neither_aliases_nor_settings() {
        assertThat(Aliases.IDLE).allSatisfy(idle -> {
            assertThat(Aliases.ALL).extracting(Aliases.Alias::variable).doesNotContain(idle.variable());
            assertThat(SettingsLoader.shipped().entries())
                    .extracting(entry -> Aliases.variable(entry.key()))
                    .doesNotContain(idle.variable());
        });
    }

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(directory, environment);
    }
}
