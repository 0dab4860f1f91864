package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.http.Authorization.BasicCredentials;
import io.github.homeexporter.status.LiveFeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port with the shipped routes behind it, asked by a client and by hand. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HttpPortTest extends OpenedPort {
    private static final Path CERTIFICATES = Path.of("src/test/resources/http");

    /** @param head without the empty line at its end */
    private int status(String head) throws IOException {
        try (RawHttp raw = new RawHttp(ports.port)) {
            String answer = raw.ask(head + "Connection: close\r\n\r\n");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/status", "/healthz", "/health", "/collectors", "/-/healthy", "/nowhere"})
    void every_answer_carries_the_security_headers(String path) throws Exception {
        start();
        HttpResponse<String> answer = get(path);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("X-XSS-Protection")).containsExactly("0");
        assertThat(answer.headers().allValues("Referrer-Policy")).hasSize(1);
        assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .matches("default-src '(none|self)'; .*")
                .doesNotContain("unsafe-inline");
        assertThat(answer.headers().firstValue("X-Process-Time").orElseThrow()).matches("\\d+\\.\\d{6}");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/application.properties",
                "/routes/host.camel.yaml",
                "/pom.xml",
                "/../application.properties",
                "/x/../../application.properties",
                "/%2e%2e/application.properties",
                "/..%2fapplication.properties",
                "/%2e%2e%2fapplication.properties",
                "/.%2e/routes/host.camel.yaml",
                "/routes%2fhost.camel.yaml",
                "/routes%5chost.camel.yaml",
                "/..%5capplication.properties",
                "//application.properties",
                "/./application.properties",
                "/application.properties%00.html",
                "/META-INF/MANIFEST.MF",
                "/camel.properties"
            })
    void nothing_of_the_working_directory_or_the_program_is_served(String path) throws Exception {
        start();
        try (RawHttp raw = new RawHttp(ports.port)) {
            String answer = raw.ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 40")
                    .contains("{\"detail\":")
                    .doesNotContain("http.port", "uri:");
            assertThat(answer.substring(9, 12)).isIn("404", "400");
        }
    }

    @Test
    void an_unknown_path_and_a_wrong_method_are_said_in_json() throws Exception {
        start();
        assertThat(get("/nowhere").body()).isEqualTo("{\"detail\":\"Not Found\"}\n");
        HttpResponse<String> wrong = get("/collect");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}\n");
        assertThat(wrong.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void a_foreign_host_is_refused_and_counted() throws Exception {
        ports.trustedHosts = "good.example";
        start();
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: good.example:1\r\n")).isEqualTo(200);
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: good.example.evil.com\r\n"))
                .isEqualTo(403);
        assertThat(status("GET /metrics HTTP/1.1\r\n")).isEqualTo(400);
        assertThat(status("GET /-/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n")).isEqualTo(200);
        // HTTP/1.1 without a host is refused by the server itself
        assertThat(refused("host")).isEqualTo(1);
    }

    @Test
    void a_proxy_that_is_trusted_tells_who_is_limited() throws Exception {
        ports.trustedProxies = "127.0.0.1";
        ports.rateLimit = 1;
        start();
        String collect = "POST /collect HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n";
        assertThat(status(collect + "X-Forwarded-For: 192.0.2.1\r\n")).isEqualTo(403);
        assertThat(status(collect + "X-Forwarded-For: 192.0.2.1\r\n")).isEqualTo(429);
        assertThat(status(collect + "X-Forwarded-For: 192.0.2.2\r\n")).isEqualTo(403);
        assertThat(status(collect)).isEqualTo(403);
        assertThat(status(collect)).isEqualTo(403);
    }

    @Test
    void with_a_user_only_probes_are_open() throws Exception {
        ports.basic = new BasicCredentials("reader", "password");
        start();
        HttpResponse<String> refused = get("/metrics");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Basic cmVhZGVyOnBhc3N3b3Jk\r\n"))
                .isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void headers_that_are_too_long_and_bodies_that_are_too_large_are_refused() throws Exception {
        start();
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(9_000) + "\r\n"))
                .isEqualTo(431);
        assertThat(status("POST /collect HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n"))
                .isEqualTo(413);
        assertThat(status("POST /collect HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n"))
                .isIn(400, 413);
    }

    @Test
    void more_connections_than_allowed_are_closed_and_one_that_asks_nothing_makes_room() throws Exception {
        ports.maxConnections = 2;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/slow").delay(20_000).setBody(constant("late"));
            }
        });
        start();
        String keep = "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n";
        try (RawHttp idle = new RawHttp(ports.port)) {
            assertThat(idle.askAndStay(keep)).contains("200 OK");
            RawHttp busy = asksSlowly(1);
            RawHttp third = asksSlowly(2);
            assertThat(idle.ask("")).doesNotContain("200 OK");
            try (RawHttp fourth = new RawHttp(ports.port)) {
                assertThat(fourth.ask(keep)).isEmpty();
            }
            busy.close();
            third.close();
            assertThat(refused("connections")).isEqualTo(2);
        }
        Awaitility.await().until(() -> {
            try (RawHttp again = new RawHttp(ports.port)) {
                return again.askAndStay(keep).contains("200 OK");
            }
        });
    }

    /** @param under how many requests are answered then */
    private RawHttp asksSlowly(int under) throws IOException {
        RawHttp slow = new RawHttp(ports.port);
        slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
        Awaitility.await().until(() -> context.getInflightRepository().size() == under);
        return slow;
    }

    @Test
    void with_a_certificate_the_port_speaks_tls_only() throws Exception {
        ports.certificate = Optional.of(ServerCertificate.ofPem(
                Files.readAllBytes(CERTIFICATES.resolve("ec.crt")),
                Files.readAllBytes(CERTIFICATES.resolve("ec-sec1.key")),
                ""));
        start();
        HttpClient client = HttpClient.newBuilder()
                .sslContext(RawHttp.trusting(CERTIFICATES.resolve("ec.crt")))
                .build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + ports.port + "/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("home_exporter_http_certificate_not_after_timestamp_seconds");
        try (RawHttp plain = new RawHttp(ports.port)) {
            assertThat(plain.ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")).doesNotContain("200 OK");
        }
    }

    @Test
    void a_port_that_is_taken_is_said_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports.port = taken.getLocalPort();
            assertThatThrownBy(() -> {
                        context.addService(
                                new HttpPort(ports.options(), new LiveFeed(context, Duration.ofMillis(100))));
                        context.start();
                    })
                    .hasStackTraceContaining("http.port " + ports.port + " on 127.0.0.1 cannot be opened");
        }
    }
}
