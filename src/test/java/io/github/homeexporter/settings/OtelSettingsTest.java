package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.SettingsCheck;
import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtelSettingsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,-,-,false,true",
                "-,collector:4317,-,true,true",
                "otlp,collector:4317,-,true,true",
                "both,collector:4317,-,true,true",
                "'prometheus,otlp',collector:4317,-,true,true",
                "OTLP,collector:4317,-,true,true",
                "prometheus,collector:4317,-,false,true",
                "none,collector:4317,-,false,false",
                "-,collector:4317,false,false,true",
                "otlp,collector:4317,false,false,true"
            })
    void the_format_the_endpoint_and_the_switch_say_together_what_is_on(
            String format, String endpoint, String enabled, String sent, String page) {
        Map<String, String> environment = new HashMap<>();
        put(environment, "EXPORT_FORMAT", format);
        put(environment, "OTEL_ENDPOINT", endpoint);
        put(environment, "OTEL_ENABLED", enabled);
        Settings settings = load(environment);
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("otel.enabled")).isEqualTo(sent);
        assertThat(settings.get("prometheus.enabled")).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({"10,10s", "300,300s", "1m,60s", "30s,30s"})
    void intervals_of_10_to_300_seconds_are_taken(String written, String taken) {
        Settings settings = load(Map.of("OTEL_ENDPOINT", "c:4317", "OTEL_INTERVAL", written));
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("otel.interval")).isEqualTo(taken);
        assertThat(settings.get("otel.enabled")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPORT_FORMAT,csv,allowed: auto",
        "PROMETHEUS_ENABLED,maybe,allowed: true",
        "PROMETHEUS_FILE_INTERVAL,0,allowed: 1s to 1h"
    })
    void what_cannot_be_used_is_said_once_and_the_default_taken(String variable, String value, String said) {
        Settings settings = load(Map.of("OTEL_ENDPOINT", "c:4317", variable, value));
        assertThat(settings.findings()).hasSize(1);
        assertThat(settings.findings().get(0).toString()).contains(variable).contains(said);
        assertThat(settings.get("otel.enabled")).isEqualTo("true");
    }

    @Test
    void being_asked_to_send_without_an_endpoint_is_a_fault() {
        assertThat(load(Map.of("EXPORT_FORMAT", "otlp")).findings())
                .singleElement()
                .asString()
                .contains("EXPORT_FORMAT", "otel.endpoint is not set");
        assertThat(load(Map.of("LOXONE_OTLP_ENABLED", "yes")).findings())
                .singleElement()
                .asString()
                .contains("LOXONE_OTLP_ENABLED", "otel.endpoint is not set");
    }

    @Test
    void a_default_timeout_fits_a_short_interval() {
        Settings settings = load(Map.of("OTEL_ENDPOINT", "c:4317", "OTEL_INTERVAL", "10"));
        assertThat(settings.get("otel.timeout")).isEqualTo("5s");
    }

    @Test
    void variables_of_loxone_prometheus_exporter_mean_what_they_meant() {
        Settings settings = load(Map.of(
                "LOXONE_OTLP_ENABLED", "1",
                "LOXONE_OTLP_ENDPOINT", "https://otlp.example/otlp",
                "LOXONE_OTLP_PROTOCOL", "http",
                "LOXONE_OTLP_INTERVAL", "60",
                "LOXONE_OTLP_TIMEOUT", "30",
                "LOXONE_OTLP_AUTH_HEADER_AUTHORIZATION", "Basic%20dXNlcg==",
                "LOXONE_OTLP_AUTH_HEADER_X_SCOPE_ORGID", "a, b"));
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("otel.enabled")).isEqualTo("true");
        assertThat(settings.get("otel.endpoint")).isEqualTo("https://otlp.example/otlp");
        assertThat(settings.get("otel.protocol")).isEqualTo("http");
        assertThat(settings.get("otel.interval")).isEqualTo("60s");
        assertThat(settings.get("otel.timeout")).isEqualTo("30");
        assertThat(settings.get("otel.headers")).isEqualTo("authorization=Basic%20dXNlcg%3D%3D,x-scope-orgid=a%2C%20b");
    }

    @Test
    void with_the_variables_of_loxone_prometheus_exporter_the_service_keeps_its_name_unless_one_is_chosen() {
        Map<String, String> old = Map.of("LOXONE_OTLP_ENDPOINT", "https://otlp.example/otlp");
        assertThat(load(old).get("otel.service-name")).isEqualTo("loxone-prometheus-exporter");
        for (Map<String, String> chosen : java.util.List.of(
                Map.of("OTEL_SERVICE_NAME", "home-exporter"),
                Map.of("SERVICE_NAME", "home-exporter"),
                Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=mine"),
                Map.of("OTEL_ENDPOINT", "own:4317"))) {
            Map<String, String> both = new java.util.HashMap<>(old);
            both.putAll(chosen);
            assertThat(load(both).get("otel.service-name")).as("%s", chosen).isEqualTo("home-exporter");
        }
    }

    @Test
    void variables_of_metrics_exporters_and_opentelemetry_are_understood() throws IOException {
        Files.writeString(directory.resolve("ca.pem"), "x");
        Settings settings = load(Map.of(
                "EXPORT_FORMAT", "otlp",
                "OTEL_ENDPOINT", "collector:4317",
                "OTEL_INSECURE", "false",
                "OTEL_SERVICE_NAME", "metrics-exporter",
                "SERVICE_NAME", "other",
                "SERVICE_INSTANCE_ID", "cellar",
                "OTEL_EXPORTER_OTLP_TIMEOUT", "2500",
                "OTEL_EXPORTER_OTLP_CERTIFICATE", "ca.pem",
                "OTEL_EXPORTER_OTLP_HEADERS", "a=1"));
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("otel.tls")).isEqualTo("true");
        assertThat(settings.get("otel.service-name")).isEqualTo("metrics-exporter");
        assertThat(settings.get("otel.service-instance-id")).isEqualTo("cellar");
        assertThat(settings.get("otel.timeout")).isEqualTo("2500ms");
        assertThat(settings.get("otel.tls-ca")).isEqualTo("ca.pem");
        assertThat(settings.get("otel.headers")).isEqualTo("a=1");
    }

    @ParameterizedTest
    @CsvSource({"collector:4317,false,true", "http://collector:4317,false,false", "collector:4317,true,false"})
    void a_scheme_says_more_than_a_variable_named_insecure(String endpoint, String insecure, String tls) {
        Settings settings = load(Map.of("OTEL_ENDPOINT", endpoint, "OTEL_INSECURE", insecure));
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.get("otel.tls")).isEqualTo(tls);
    }

    @Test
    void our_own_variable_wins_over_a_replaced_exporters_and_that_over_opentelemetrys() {
        Map<String, String> environment = new HashMap<>();
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://standard:4318");
        assertThat(load(environment).get("otel.endpoint")).isEqualTo("http://standard:4318");
        environment.put("OTLP_ENDPOINT", "replaced:4317");
        assertThat(load(environment).get("otel.endpoint")).isEqualTo("replaced:4317");
        environment.put("OTEL_ENDPOINT", "own:4317");
        assertThat(load(environment).get("otel.endpoint")).isEqualTo("own:4317");
    }

    @Test
    void a_header_variable_is_known_and_a_misspelt_one_is_not() {
        Map<String, String> environment = Map.of("LOXONE_OTLP_AUTH_HEADER_X", "1", "LOXONE_OTLP_ENDPONT", "c:4317");
        Settings settings = load(environment);
        assertThat(SettingsCheck.unknown(settings, java.util.List.of(), environment))
                .singleElement()
                .asString()
                .contains("LOXONE_OTLP_ENDPONT", "did you mean LOXONE_OTLP_ENDPOINT?");
    }

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(directory, environment);
    }

    private static void put(Map<String, String> environment, String variable, String value) {
        if (value != null) {
            environment.put(variable, value);
        }
    }
}
