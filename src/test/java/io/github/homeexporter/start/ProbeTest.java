package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.net.tls.Pem;
import io.github.homeexporter.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom {@code --health} asks, and what it says of what it hears. */
class ProbeTest {
    private static final Path CERTIFICATES = Path.of("src/test/resources/http").toAbsolutePath();
    private static final Path EC = CERTIFICATES.resolve("ec.crt");
    private static final Path EC_KEY = CERTIFICATES.resolve("ec-sec1.key");

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void a_port_with_a_certificate_is_asked_by_https() throws Exception {
        secured(200);
        environment.putAll(Map.of("HTTP_TLS_CERTIFICATE", EC.toString(), "HTTP_TLS_KEY", EC_KEY.toString()));
        assertThat(run()).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void a_certificate_that_was_renewed_since_the_program_read_it_does_not_matter() throws Exception {
        secured(200);
        environment.putAll(Map.of(
                "HTTP_TLS_CERTIFICATE", CERTIFICATES.resolve("rsa.crt").toString(),
                "HTTP_TLS_KEY", CERTIFICATES.resolve("rsa-pkcs8.key").toString()));
        assertThat(run()).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void a_program_that_is_not_ready_is_one_line_by_https_too() throws Exception {
        secured(503);
        environment.putAll(Map.of("HTTP_TLS_CERTIFICATE", EC.toString(), "HTTP_TLS_KEY", EC_KEY.toString()));
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .matches("https://127\\.0\\.0\\.1:\\d+/-/ready answers 503: routes are starting or stopping\\R");
    }

    @Test
    void an_address_in_brackets_or_of_all_interfaces_is_one_of_this_machine() throws Exception {
        serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), 200);
        for (String all : new String[] {"0.0.0.0", "::", "[::]", "127.0.0.1", "localhost"}) {
            environment.put("HTTP_ADDRESS", all);
            assertThat(run()).as(all + said.toString(StandardCharsets.UTF_8)).isZero();
        }
        environment.put("HTTP_ADDRESS", "[::1]");
        environment.put("HTTP_PORT", FreePort.next() + "");
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("http://[::1]:")
                .contains("does not answer");
    }

    @Test
    void settings_that_no_port_opens_by_are_one_line_that_names_them() throws Exception {
        environment.put("HTTP_TLS_KEYSTORE", "missing.p12");
        environment.put("HTTP_TLS_PASSWORD", "gr3at");
        assertThat(run()).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("http.tls-keystore")
                .contains("missing.p12")
                .doesNotContain("gr3at")
                .hasLineCount(1);
    }

    private void secured(int code) throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(
                Pem.identity(Pem.certificates(Files.readAllBytes(EC)), Pem.key(Files.readAllBytes(EC_KEY), "", ""))
                        .getKeyManagers(),
                null,
                null);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        serve(https, code);
    }

    private void serve(HttpServer port, int code) {
        server = port;
        server.createContext("/-/ready", exchange -> {
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
        server.start();
        environment.put("HTTP_ADDRESS", "127.0.0.1");
        environment.put("HTTP_PORT", server.getAddress().getPort() + "");
    }

    private int run() throws Exception {
        Settings settings = SettingsLoader.load(directory, environment);
        return Serving.probe(settings, directory, new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
