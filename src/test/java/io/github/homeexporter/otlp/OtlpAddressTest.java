package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "collector:4317,auto,false,http://collector:4317 (gRPC)",
        "collector,auto,false,http://collector:4317 (gRPC)",
        "collector,http,false,http://collector:4318/v1/metrics",
        "collector:4317,auto,true,https://collector:4317 (gRPC)",
        "collector:4318,auto,false,http://collector:4318/v1/metrics",
        "http://collector:4317,grpc,false,http://collector:4317 (gRPC)",
        "http://collector:4317/,grpc,false,http://collector:4317 (gRPC)",
        "http://collector:4317,grpc,true,https://collector:4317 (gRPC)",
        "http://collector:4317/v1/metrics,grpc,false,http://collector:4317 (gRPC)",
        "http://collector:4318/v1/metrics,auto,false,http://collector:4318/v1/metrics",
        "http://collector:4318/v1/metrics/,http,false,http://collector:4318/v1/metrics",
        "https://otlp.example/otlp,auto,false,https://otlp.example:443/otlp/v1/metrics",
        "https://otlp.example/otlp/v1/metrics,http/protobuf,false,https://otlp.example:443/otlp/v1/metrics",
        "https://otlp.example,http,false,https://otlp.example:443/v1/metrics",
        "http://otlp.example/x,auto,false,http://otlp.example:80/x/v1/metrics",
        "grpc://collector,auto,false,http://collector:4317 (gRPC)",
        "HTTPS://Collector:4317,auto,false,https://Collector:4317 (gRPC)",
        "[2001:db8::1]:4317,auto,false,http://[2001:db8::1]:4317 (gRPC)",
        "http://[::1]:4318,auto,false,http://[::1]:4318/v1/metrics",
        "192.0.2.1:9090/api/v1/otlp,auto,false,http://192.0.2.1:9090/api/v1/otlp/v1/metrics"
    })
    void an_endpoint_is_read_with_and_without_scheme_port_and_path(
            String text, String protocol, boolean tls, String expected) {
        assertThat(OtlpAddress.parse(text, protocol, tls)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "ftp://collector",
                "collector:0",
                "collector:65536",
                "collector:99999",
                "a b",
                "http://collector?x=1",
                "unix:/run/otel.sock",
                "http://collector:port"
            })
    void what_is_no_address_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> OtlpAddress.parse(text, "auto", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void a_password_in_an_endpoint_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> OtlpAddress.parse("https://me:s3cret@otlp.example/", "auto", false))
                .hasMessageContaining("otel.headers")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void grpc_has_no_path_and_there_are_only_two_protocols() {
        assertThatThrownBy(() -> OtlpAddress.parse("https://otlp.example/otlp", "grpc", false))
                .hasMessageContaining("otel.protocol=http");
        assertThatThrownBy(() -> OtlpAddress.parse("collector", "http/json", false))
                .hasMessageContaining("allowed: auto, grpc, http");
    }

    @Property(tries = 1_000)
    void any_text_is_an_address_or_refused(@ForAll String text, @ForAll boolean tls) {
        try {
            OtlpAddress address = OtlpAddress.parse(text, "auto", tls);
            assertThat(address.port()).isBetween(1, 65535);
            assertThat(address.path()).endsWith(address.grpc() ? "/Export" : "/v1/metrics");
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
