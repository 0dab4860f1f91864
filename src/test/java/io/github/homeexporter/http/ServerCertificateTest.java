package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCertificateTest {
    private static final Path FILES = Path.of("src/test/resources/http");

    @ParameterizedTest
    @CsvSource({"rsa.crt, rsa-pkcs8.key", "rsa.crt, rsa-pkcs1.key", "rsa.crt, rsa-encrypted.key", "ec.crt, ec-sec1.key"
    })
    void every_usual_form_of_a_pem_key_is_read(String certificate, String key) throws Exception {
        ServerCertificate read = ServerCertificate.ofPem(bytes(certificate), bytes(key), "secret-of-key");
        assertThat(read.keys().getKeyManagers()).isNotEmpty();
        assertThat(read.notAfter()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void a_pkcs12_file_is_read() throws Exception {
        assertThat(ServerCertificate.ofPkcs12(bytes("ec.p12"), "secret-of-store")
                        .notAfter())
                .isAfter(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void a_wrong_password_is_said_and_not_shown() {
        assertThatThrownBy(() -> ServerCertificate.ofPkcs12(bytes("ec.p12"), "wrong-password"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http.tls-password")
                .hasMessageNotContaining("wrong-password");
        assertThatThrownBy(
                        () -> ServerCertificate.ofPem(bytes("rsa.crt"), bytes("rsa-encrypted.key"), "wrong-password"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http.tls-password")
                .hasMessageNotContaining("wrong-password");
    }

    @ParameterizedTest
    @CsvSource({"rsa.crt, ec-sec1.key", "ec.crt, rsa-pkcs8.key"})
    void a_key_of_another_certificate_is_refused(String certificate, String key) {
        assertThatThrownBy(() -> ServerCertificate.ofPem(bytes(certificate), bytes(key), ""))
                .hasMessageContaining("not that of the first certificate");
    }

    @Test
    void files_that_hold_something_else_are_refused_in_one_sentence() {
        byte[] junk =
                "-----BEGIN PRIVATE KEY-----\nMIIBVAIB\n-----END PRIVATE KEY-----".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ServerCertificate.ofPem(bytes("rsa.crt"), bytes("rsa.crt"), ""))
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> ServerCertificate.ofPem(bytes("rsa.crt"), junk, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerCertificate.ofPem(bytes("rsa-pkcs8.key"), bytes("rsa-pkcs8.key"), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerCertificate.ofPem(new byte[0], bytes("rsa-pkcs8.key"), ""))
                .hasMessageContaining("no certificate");
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FILES.resolve(name));
    }
}
