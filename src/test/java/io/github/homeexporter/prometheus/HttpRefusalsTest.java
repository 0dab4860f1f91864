package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port does not do, whatever it is asked. */
@Timeout(60)
class HttpRefusalsTest extends ServedRoutes {
    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/healthz", "/-/healthy", "/-/ready"})
    void nothing_of_the_request_comes_back(String path) throws Exception {
        HttpResponse<byte[]> answer = get(
                path + "?X-Query=1&Content-Type=text/html",
                "X-Mine",
                "secret",
                "Cookie",
                "a=b",
                "Authorization",
                "Basic YTpi");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "x-query", "cookie", "authorization", "accept");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("camel"));
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(text(answer)).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/healthz", "/-/healthy", "/-/ready"})
    void only_get_and_head_are_allowed(String path) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            HttpResponse<byte[]> answer = send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                    .method(method, HttpRequest.BodyPublishers.ofString("a=b")));
            assertThat(answer.statusCode()).as(method).isIn(404, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/application.properties",
                "/pom.xml",
                "/routes/http.camel.yaml",
                "/./pom.xml",
                "/../pom.xml",
                "/%2e%2e/etc/passwd",
                "/metrics/../pom.xml",
                "//pom.xml",
                "/metrics/x",
                "/observe/metrics",
                "/page/",
                "/page/index.html",
                "/page/x/page.js",
                "/page/..%2fpage.js",
                "/page/build.properties",
                "/observe/health"
            })
    void any_other_path_is_not_found_and_no_file_is_served(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).doesNotContain("homeexporter", "platform-http", "root:");
    }

    @Test
    void a_body_that_comes_with_a_get_leaves_nothing_on_the_disk() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"evil.txt\"\r\n\r\nx\r\n--b--\r\n";
        HttpResponse<byte[]> answer = send(request("/healthz", "Content-Type", "multipart/form-data; boundary=b")
                .method("GET", HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isIn(200, 400, 413);
        Path uploads = Path.of("file-uploads");
        if (Files.exists(uploads)) {
            try (Stream<Path> files = Files.list(uploads)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void many_slow_readers_are_all_served_and_hold_up_nobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("house_value_19{");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
